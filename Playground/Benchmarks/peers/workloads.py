# SPDX-License-Identifier: Apache-2.0
"""The data of the workloads, the same for every library: arrays of NumPy, samples first."""

import numpy as np


def dense(random, widths, dtype):
    """The weights [inputs, units] and biases of a chain of dense layers."""
    return [
        (random.normal(0, 1 / np.sqrt(i), (i, o)).astype(dtype), np.zeros(o, dtype))
        for i, o in zip(widths, widths[1:])
    ]


def one_hot(samples, classes, dtype):
    return np.eye(classes, dtype=dtype)[np.arange(samples) % classes]


class Network:
    """A network, its samples and what they should give."""

    def __init__(self, widths, samples, dtype=np.float64, seed=1):
        random = np.random.default_rng(seed)
        self.parameters = dense(random, widths, dtype)
        self.inputs = random.normal(size=(samples, widths[0])).astype(dtype)
        self.targets = one_hot(samples, widths[-1], dtype)


class Tiny:
    """The network of 62 parameters: h = W x, A = tanh(V h + sigmoid(h0)), z = tanh(U A + A0)."""

    def __init__(self, samples, seed=1):
        random = np.random.default_rng(seed)
        self.parameters = [random.normal(0, 0.4, shape) for shape in [(5, 6), (4, 5), (3, 4)]]
        self.inputs = random.normal(size=(samples, 6))
        self.targets = one_hot(samples, 3, np.float64)


def small():
    return Network([2, 25, 2], 400)


def medium():
    return Network([64, 128, 128, 10], 128)


def large():
    return Network([784, 512, 512, 10], 256, np.float32)
