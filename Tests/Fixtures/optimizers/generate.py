# SPDX-License-Identifier: Apache-2.0
"""Writes rules.json: parameters after each of four updates by optax, an implementation that is not ours.

The gradients are given, so that only the rules are compared. Run with 64-bit JAX: JAX_ENABLE_X64=1 python generate.py
"""
import json
import pathlib

import jax
import jax.numpy as jnp
import optax

jax.config.update("jax_enable_x64", True)

START = [2.0, -4.0, 0.5]
GRADIENTS = [[0.5, -3.0, 0.01], [-1.0, 2.0, 0.02], [0.25, 0.5, -0.01], [0.25, -1.5, 0.03]]

RULES = {
    "sgd": optax.sgd(0.1),
    "momentum": optax.sgd(0.1, momentum=0.5),
    "nesterov": optax.sgd(0.1, momentum=0.5, nesterov=True),
    "rmsprop": optax.rmsprop(0.01, decay=0.9, eps=1e-8, eps_in_sqrt=False),
    "rmspropCentered": optax.rmsprop(0.01, decay=0.9, eps=1e-8, eps_in_sqrt=False, centered=True, momentum=0.5),
    "adadelta": optax.adadelta(1.0, rho=0.9, eps=1e-6),
    "adam": optax.adam(0.01),
    "adamw": optax.adamw(0.01, weight_decay=0.01),
    "adamax": optax.adamax(0.01),
    "radam": optax.radam(0.01, b2=0.9, threshold=2.0),
    "adabelief": optax.adabelief(0.01, eps=1e-16, eps_root=1e-16),
    "lion": optax.lion(0.01, b1=0.9, b2=0.99, weight_decay=0.1),
    "lamb": optax.lamb(0.01, eps=1e-6, weight_decay=0.1),
    "amsgrad": optax.amsgrad(0.01),
    "nadam": optax.nadam(0.01),
    "adagrad": optax.adagrad(0.1, initial_accumulator_value=0.0, eps=0.0),
}

runs = {}
for name, rule in RULES.items():
    x = jnp.array(START)
    state = rule.init(x)
    points = []
    for gradient in GRADIENTS:
        update, state = rule.update(jnp.array(gradient), state, x)
        x = optax.apply_updates(x, update)
        points.append([float(v) for v in x])
    runs[name] = points
document = {"optax": optax.__version__, "start": START, "gradients": GRADIENTS, "runs": runs}
pathlib.Path(__file__).with_name("rules.json").write_text(json.dumps(document, indent=1) + "\n")
