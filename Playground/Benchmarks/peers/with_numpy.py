# SPDX-License-Identifier: Apache-2.0
"""Gradients derived by hand, in NumPy."""

import numpy as np

import workloads

version = np.__version__


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def tiny(samples):
    data = workloads.Tiny(samples)
    W, V, U = data.parameters
    x, t = data.inputs.T.copy(), data.targets.T.copy()

    def run():
        h = W @ x
        gate = sigmoid(h[0])
        A = np.tanh(V @ h + gate)
        z = np.tanh(U @ A + A[0])
        r = z - t
        gz = 2 * r * (1 - z * z)
        gA = U.T @ gz
        gA[0] += gz.sum(0)
        gA *= 1 - A * A
        gh = V.T @ gA
        gh[0] += gA.sum(0) * gate * (1 - gate)
        return (r * r).sum(), gh @ x.T, gA @ h.T, gz @ A.T

    return run


def small():
    data = workloads.small()
    (W, b), (V, c) = data.parameters
    x, t = data.inputs, data.targets

    def run():
        H = sigmoid(x @ W + b)
        z = H @ V + c
        e = np.exp(z - z.max(1, keepdims=True))
        p = e / e.sum(1, keepdims=True)
        r = p - t
        g = 2 * r
        gz = p * (g - (g * p).sum(1, keepdims=True))
        gH = gz @ V.T
        gH *= H * (1 - H)
        return (r * r).sum(), x.T @ gH, gH.sum(0), H.T @ gz, gz.sum(0)

    return run


def layers(data, activation, slope, output):
    """Value and gradient of dense layers; `output` gives the value and its cotangent."""

    def run():
        activations, x = [], data.inputs
        for i, (W, b) in enumerate(data.parameters):
            activations.append(x)
            x = x @ W
            x += b
            if i + 1 < len(data.parameters):
                x = activation(x)
        value, g = output(x, data.targets)
        gradients = []
        for i in reversed(range(len(data.parameters))):
            gradients += [activations[i].T @ g, g.sum(0)]
            if i > 0:
                g = g @ data.parameters[i][0].T
                g *= slope(activations[i])
        return value, gradients

    return run


def squares(y, t):
    r = y - t
    return (r * r).sum(), 2 * r


def cross_entropy(y, t):
    e = np.exp(y - y.max(1, keepdims=True))
    p = e / e.sum(1, keepdims=True)
    return -(np.log((p * t).sum(1))).mean(), (p - t) / len(y)


def jacobian():
    data = workloads.small()
    (W, b), (V, c) = data.parameters
    x, t = data.inputs, data.targets
    J = np.empty((len(x), 2, 127))

    def run():
        H = sigmoid(x @ W + b)
        z = H @ V + c
        e = np.exp(z - z.max(1, keepdims=True))
        p = e / e.sum(1, keepdims=True)
        slopes = p[:, :, None] * (np.eye(2) - p[:, None, :])
        gH = (slopes @ V.T) * (H * (1 - H))[:, None, :]
        J[:, :, :50] = (gH[:, :, :, None] * x[:, None, None, :]).reshape(len(x), 2, 50)
        J[:, :, 50:75] = gH
        J[:, :, 75:125] = (slopes[:, :, :, None] * H[:, None, None, :]).reshape(len(x), 2, 50)
        J[:, :, 125:] = slopes
        return p - t, J

    return run


def runs():
    return {
        "tiny-6": tiny(6),
        "tiny-1000": tiny(1000),
        "mlp-s": small(),
        "mlp-m": layers(workloads.medium(), np.tanh, lambda a: 1 - a * a, squares),
        "mlp-l-float": layers(workloads.large(), lambda x: np.maximum(x, 0), lambda a: a > 0, cross_entropy),
        "jacobian": jacobian(),
    }
