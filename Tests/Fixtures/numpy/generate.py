# SPDX-License-Identifier: Apache-2.0
"""Writes the fixtures beside this file from NumPy's own results: python3 generate.py"""

import json
import pathlib

import numpy as np

folder = pathlib.Path(__file__).parent
provenance = f"NumPy {np.__version__}, Tests/Fixtures/numpy/generate.py"


def write(name, **content):
    text = json.dumps({"provenance": provenance, **content}, separators=(",", ":"))
    (folder / f"{name}.json").write_text(text + "\n")


def numbers(array):
    """As text that reads back to the same bits."""
    return [str(x) for x in np.ravel(array)]


def printing():
    r = np.random.RandomState(7)
    inf, nan = np.inf, np.nan
    arrays = [
        [1.0, 2.0, 3.0],
        [1.0, 2.5, -3.25],
        [0.1, 0.2, 0.30000000000000004],
        [1 / 3, 2 / 3, 1.0],
        [1e-5, 1.0],
        [1e-4, 0.05],
        [0.00012345678901, 0.01],
        [1.0, 1000.0],
        [1.0, 1001.0],
        [1e8],
        [99999999.0],
        [99999999.9999],
        [999999.0],
        [1e6],
        [123456.789012345, 5000.25],
        [1.5e10, -2.5e-10, 0.0],
        [1e100, 1.0, 1e-100],
        [1.2345678912345e-7, 1.0],
        [9.9999999999e10],
        [0.99999999999],
        [0.0, -0.0],
        [0.0],
        [nan],
        [inf, -inf, nan],
        [1.0, nan, -inf],
        [1.0, inf],
        [123.456, inf, nan],
        [1e10, nan, -inf, 1.0],
        [0.123456785, 0.5],
        [0.123456775, 2.000000005],
        [2.5, 0.000123],
        [[1.0, 2.0], [3.0, 4.0]],
        [[-1.5, 22.75, 0.0], [3.0, 400.0, 5.125]],
        [[[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, 8.0]]],
        np.zeros((2, 0)),
        np.zeros((0,)),
        np.zeros((1, 1, 1, 1)),
        np.arange(30.0),
        np.arange(100.0) / 7,
        np.arange(1000.0),
        np.arange(1001.0),
        np.arange(1002.0).reshape(2, 501),
        np.arange(1002.0).reshape(501, 2),
        np.arange(1008.0).reshape(9, 14, 8),
        np.arange(1029.0).reshape(7, 7, 3, 7) / 3,
        np.arange(1001.0) * 1e5,
        r.uniform(-1, 1, (5, 7)),
        r.uniform(-1, 1, (3, 13)) * 1e-3,
        r.standard_normal((40, 30)),
        r.standard_normal((2, 3, 4)) * 1e9,
        np.where(r.uniform(size=(4, 9)) < 0.2, nan, r.uniform(-99, 99, (4, 9))),
        np.arange(24.0).reshape(1, 1, 1, 24),
    ]
    arrays += [10.0 ** r.uniform(-6, 9) * r.standard_normal(r.randint(1, 40)) for _ in range(40)]
    arrays += [np.round(r.uniform(-50, 50, r.randint(1, 30)), r.randint(0, 10)) for _ in range(40)]
    arrays += [10.0 ** r.uniform(-9, 12, (r.randint(1, 6), r.randint(1, 12))) for _ in range(20)]
    cases = []
    for dtype in (np.float64, np.float32):
        for array in arrays:
            with np.errstate(over="ignore"):
                array = np.asarray(array, dtype)
            cases.append(
                {"type": array.dtype.name, "shape": array.shape, "scalars": numbers(array), "text": str(array)}
            )
    write("printing", cases=cases)


def random():
    cases = []
    for seed in [0, 1, 7, 42, 12345, 2**31, 2**32 - 1]:
        state = np.random.RandomState(seed)
        bounds = [1, 2, 3, 10, 1000, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**40 + 7, 2**62, 2**63 - 1]
        # In this order, from one state.
        cases.append(
            {
                "seed": seed,
                "words": [int(x) for x in state.randint(0, 2**32, 5, dtype=np.uint32)],
                "uniform": list(state.uniform(size=700)),
                "scaledUniform": list(state.uniform(-0.1, 0.1, 20)),
                "standardNormal": list(state.standard_normal(25)),
                "permutation": [int(i) for i in state.permutation(30)],
                "choice": [int(i) for i in state.choice(50, 10, replace=False)],
                "replacingChoice": [int(i) for i in state.choice(50, 20)],
                "bounds": bounds,
                "integers": [int(state.randint(0, bound, dtype=np.int64)) for bound in bounds],
                "laterNormal": state.standard_normal(),
            }
        )
    write("random", cases=cases)


printing()
random()
