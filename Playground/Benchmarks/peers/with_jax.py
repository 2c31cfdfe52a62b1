# SPDX-License-Identifier: Apache-2.0
"""JAX, compiled, on one thread."""

import jax
import jax.numpy as jnp
import numpy as np

import workloads

jax.config.update("jax_enable_x64", True)
version = jax.__version__


def tiny_loss(parameters, x, t):
    W, V, U = parameters
    h = x @ W.T
    A = jnp.tanh(h @ V.T + jax.nn.sigmoid(h[:, :1]))
    z = jnp.tanh(A @ U.T + A[:, :1])
    return ((z - t) ** 2).sum()


def network(parameters, x, activation):
    for W, b in parameters[:-1]:
        x = activation(x @ W + b)
    W, b = parameters[-1]
    return x @ W + b


def small_outputs(parameters, x):
    return jax.nn.softmax(network(parameters, x, jax.nn.sigmoid))


def small_loss(parameters, x, t):
    return ((small_outputs(parameters, x) - t) ** 2).sum()


def medium_loss(parameters, x, t):
    return ((network(parameters, x, jnp.tanh) - t) ** 2).sum()


def large_loss(parameters, x, t):
    return -(t * jax.nn.log_softmax(network(parameters, x, jax.nn.relu))).sum() / len(x)


def call(function, *arguments):
    arguments = jax.tree.map(jnp.asarray, arguments)
    compiled = jax.jit(function)
    return lambda: jax.block_until_ready(compiled(*arguments))


def gradient(loss, data):
    return call(jax.value_and_grad(loss), data.parameters, data.inputs, data.targets)


def hessian_vector_product(data):
    def product(parameters, direction, x, t):
        return jax.jvp(lambda p: jax.grad(medium_loss)(p, x, t), (parameters,), (direction,))[1]

    direction = [(np.ones_like(W), np.ones_like(b)) for W, b in data.parameters]
    return call(product, data.parameters, direction, data.inputs, data.targets)


def jacobian(data):
    def residuals(parameters, x, t):
        return small_outputs(parameters, x[None])[0] - t

    def both(parameters, x, t):
        rows = jax.vmap(jax.jacrev(residuals), (None, 0, 0))(parameters, x, t)
        return jax.vmap(residuals, (None, 0, 0))(parameters, x, t), rows

    return call(both, data.parameters, data.inputs, data.targets)


def runs():
    return {
        "tiny-6": gradient(tiny_loss, workloads.Tiny(6)),
        "tiny-1000": gradient(tiny_loss, workloads.Tiny(1000)),
        "mlp-s": gradient(small_loss, workloads.small()),
        "mlp-m": gradient(medium_loss, workloads.medium()),
        "mlp-l-float": gradient(large_loss, workloads.large()),
        "hvp-m": hessian_vector_product(workloads.medium()),
        "jacobian": jacobian(workloads.small()),
    }
