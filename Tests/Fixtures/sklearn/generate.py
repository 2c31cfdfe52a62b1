# SPDX-License-Identifier: Apache-2.0
"""Writes datasets.json: toy data sets, splits and scalings of scikit-learn (1.9.1), all with RandomState."""
import json
import os

import numpy as np
import sklearn
from sklearn import datasets, model_selection, preprocessing

plain = dict(shuffle=False, random_state=7)
moons = datasets.make_moons(11, noise=0.1, **plain)
circles = datasets.make_circles(11, noise=0.1, factor=0.6, **plain)
blobs = datasets.make_blobs(8, centers=[[0, 0], [4, -1], [-3, 2]], cluster_std=0.7, **plain)
train, test = model_selection.train_test_split(np.arange(220), test_size=1 / 3, random_state=3)
data = np.random.RandomState(5).normal(size=(6, 3)) * [1, 10, 0] + [0, 3, 2]

result = {
    "version": sklearn.__version__,
    "sets": {name: {"inputs": x.ravel().tolist(), "targets": y.astype(float).tolist()}
             for name, (x, y) in {"moons": moons, "circles": circles, "blobs": blobs}.items()},
    "split": {"training": train.tolist(), "heldOut": test.tolist()},
    "scaling": {
        "data": data.ravel().tolist(),
        "standard": preprocessing.StandardScaler().fit_transform(data).ravel().tolist(),
        "minMax": preprocessing.MinMaxScaler((0.1, 0.9)).fit_transform(data).ravel().tolist(),
    },
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "datasets.json")
with open(path, "w") as file:
    json.dump(result, file)
    file.write("\n")
