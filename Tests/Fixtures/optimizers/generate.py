# SPDX-License-Identifier: Apache-2.0
"""Writes rules.json: the parameters after each of four updates by every first-order rule.

Written from the papers' algorithms and PyTorch's reference (torch.optim) in scalar arithmetic, one parameter at a time,
apart from the library's code. The gradients are given, so that only the rules are compared.
"""
import json
import math
import pathlib

START = [2.0, -4.0, 0.5]
GRADIENTS = [[0.5, -3.0, 0.01], [-1.0, 2.0, 0.02], [0.25, 0.5, -0.01], [0.25, -1.5, 0.03]]


def scalar(step, **state):
    """A rule that treats each parameter alone: step(t, x, g, state) -> x."""

    def run():
        states = [dict(state) for _ in START]
        x, points = list(START), []
        for t, gradient in enumerate(GRADIENTS, start=1):
            x = [step(t, xi, gi, si) for xi, gi, si in zip(x, gradient, states)]
            points.append(x)
        return points

    return run


def momentum(nesterov, lr=0.1, mu=0.5):
    # torch.optim.SGD: b <- mu b + g, then x <- x - lr b, or x <- x - lr (g + mu b).
    def step(t, x, g, s):
        s["b"] = mu * s["b"] + g
        return x - lr * (g + mu * s["b"] if nesterov else s["b"])

    return scalar(step, b=0.0)


def rmsprop(centered, mu, lr=0.01, rho=0.9, eps=1e-8):
    def step(t, x, g, s):
        s["v"] = rho * s["v"] + (1 - rho) * g * g
        s["m"] = rho * s["m"] + (1 - rho) * g
        v = s["v"] - s["m"] ** 2 if centered else s["v"]
        s["b"] = mu * s["b"] + g / (math.sqrt(v) + eps)
        return x - lr * s["b"]

    return scalar(step, v=0.0, m=0.0, b=0.0)


def adagrad(t, x, g, s):
    s["s"] += g * g
    return x - 0.1 * g / (math.sqrt(s["s"]) + 1e-10)


def adadelta(t, x, g, s):
    s["v"] = 0.9 * s["v"] + 0.1 * g * g
    d = math.sqrt(s["u"] + 1e-6) / math.sqrt(s["v"] + 1e-6) * g
    s["u"] = 0.9 * s["u"] + 0.1 * d * d
    return x - d


def moments(t, g, s, b1=0.9, b2=0.999):
    s["m"] = b1 * s["m"] + (1 - b1) * g
    s["v"] = b2 * s["v"] + (1 - b2) * g * g
    return s["m"] / (1 - b1**t), s["v"] / (1 - b2**t)


def adam(decay):
    def step(t, x, g, s):
        m, v = moments(t, g, s)
        return x * (1 - 0.01 * decay) - 0.01 * m / (math.sqrt(v) + 1e-8)

    return scalar(step, m=0.0, v=0.0)


def amsgrad(t, x, g, s):
    # torch.optim.Adam(amsgrad=True): the largest v, then the correction for the zero start.
    m, _ = moments(t, g, s)
    s["l"] = max(s["l"], s["v"])
    return x - 0.01 * m / (math.sqrt(s["l"] / (1 - 0.999**t)) + 1e-8)


def nadam(t, x, g, s):
    # Dozat 2016, algorithm 2, with mu_t = beta1 for all t.
    m, v = moments(t, g, s)
    ahead = 0.9 * s["m"] / (1 - 0.9 ** (t + 1)) + 0.1 * g / (1 - 0.9**t)
    return x - 0.01 * ahead / (math.sqrt(v) + 1e-8)


def adamax(t, x, g, s):
    s["m"] = 0.9 * s["m"] + 0.1 * g
    s["u"] = max(0.999 * s["u"], abs(g) + 1e-8)
    return x - 0.01 / (1 - 0.9**t) * s["m"] / s["u"]


def radam(t, x, g, s, b2=0.9):
    # Liu et al. 2020, algorithm 2, with a short memory, so that four updates reach the scaled branch.
    m, v = moments(t, g, s, b2=b2)
    longest = 2 / (1 - b2) - 1
    length = longest - 2 * t * b2**t / (1 - b2**t)
    if length <= 5:
        return x - 0.01 * m
    r = math.sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))
    return x - 0.01 * r * m / (math.sqrt(v) + 1e-8)


def adabelief(t, x, g, s, eps=1e-16):
    s["m"] = 0.9 * s["m"] + 0.1 * g
    s["s"] = 0.999 * s["s"] + 0.001 * (g - s["m"]) ** 2 + eps
    return x - 0.01 * (s["m"] / (1 - 0.9**t)) / (math.sqrt(s["s"] / (1 - 0.999**t)) + eps)


def lion(t, x, g, s):
    c = 0.9 * s["m"] + 0.1 * g
    s["m"] = 0.99 * s["m"] + 0.01 * g
    return x - 0.01 * (math.copysign(1, c) + 0.1 * x)


def rprop(t, x, g, s):
    # Igel and Huesken 2003, iRprop-.
    if g * s["g"] > 0:
        s["d"] = min(s["d"] * 1.2, 50)
    elif g * s["g"] < 0:
        s["d"] = max(s["d"] * 0.5, 1e-12)
        g = 0
    s["g"] = g
    return x - (0 if g == 0 else math.copysign(s["d"], g))


def lamb():
    states = [dict(m=0.0, v=0.0) for _ in START]
    x, points = list(START), []
    for t, gradient in enumerate(GRADIENTS, start=1):
        d = []
        for xi, gi, si in zip(x, gradient, states):
            m, v = moments(t, gi, si)
            d.append(m / (math.sqrt(v) + 1e-6) + 0.1 * xi)
        ratio = math.hypot(*x) / math.hypot(*d)
        x = [xi - 0.01 * ratio * di for xi, di in zip(x, d)]
        points.append(x)
    return points


RULES = {
    "GradientDescent": scalar(lambda t, x, g, s: x - 0.1 * g),
    "momentum": momentum(False),
    "Nesterov": momentum(True),
    "RMSProp": rmsprop(False, 0),
    "RMSProp, centred, with momentum": rmsprop(True, 0.5),
    "Adagrad": scalar(adagrad, s=0.0),
    "Adadelta": scalar(adadelta, v=0.0, u=0.0),
    "Adam": adam(0),
    "AdamW": adam(0.1),
    "AMSGrad": scalar(amsgrad, m=0.0, v=0.0, l=0.0),
    "NAdam": scalar(nadam, m=0.0, v=0.0),
    "Adamax": scalar(adamax, m=0.0, u=0.0),
    "RAdam": scalar(radam, m=0.0, v=0.0),
    "AdaBelief": scalar(adabelief, m=0.0, s=0.0),
    "Lion": scalar(lion, m=0.0),
    "Rprop": scalar(rprop, d=0.01, g=0.0),
    "LAMB": lamb,
}

document = {"start": START, "gradients": GRADIENTS, "runs": {name: rule() for name, rule in RULES.items()}}
pathlib.Path(__file__).with_name("rules.json").write_text(json.dumps(document, indent=1) + "\n")
