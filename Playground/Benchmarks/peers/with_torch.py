# SPDX-License-Identifier: Apache-2.0
"""PyTorch, eager, on one thread."""

import torch

import workloads

torch.set_num_threads(1)
version = torch.__version__


def tensors(data):
    def leaf(array):
        return torch.tensor(array, requires_grad=True)

    parameters = [
        tuple(map(leaf, layer)) if isinstance(layer, tuple) else leaf(layer) for layer in data.parameters
    ]
    return parameters, torch.tensor(data.inputs), torch.tensor(data.targets)


def flat(parameters):
    return [p for layer in parameters for p in (layer if isinstance(layer, tuple) else (layer,))]


def tiny_loss(parameters, x, t):
    W, V, U = parameters
    h = x @ W.T
    A = torch.tanh(h @ V.T + torch.sigmoid(h[:, :1]))
    z = torch.tanh(A @ U.T + A[:, :1])
    return ((z - t) ** 2).sum()


def network(parameters, x, activation):
    for W, b in parameters[:-1]:
        x = activation(torch.addmm(b, x, W))
    W, b = parameters[-1]
    return torch.addmm(b, x, W)


def small_loss(parameters, x, t):
    return ((torch.softmax(network(parameters, x, torch.sigmoid), 1) - t) ** 2).sum()


def medium_loss(parameters, x, t):
    return ((network(parameters, x, torch.tanh) - t) ** 2).sum()


def large_loss(parameters, x, t):
    return -(t * torch.log_softmax(network(parameters, x, torch.relu), 1)).sum() / len(x)


def gradient(loss, data):
    parameters, x, t = tensors(data)
    leaves = flat(parameters)

    def run():
        value = loss(parameters, x, t)
        return value, torch.autograd.grad(value, leaves)

    return run


def hessian_vector_product(data):
    parameters, x, t = tensors(data)
    leaves = flat(parameters)
    direction = [torch.ones_like(leaf) for leaf in leaves]

    def run():
        gradients = torch.autograd.grad(medium_loss(parameters, x, t), leaves, create_graph=True)
        return torch.autograd.grad(gradients, leaves, direction)

    return run


def runs():
    return {
        "tiny-6": gradient(tiny_loss, workloads.Tiny(6)),
        "tiny-1000": gradient(tiny_loss, workloads.Tiny(1000)),
        "mlp-s": gradient(small_loss, workloads.small()),
        "mlp-m": gradient(medium_loss, workloads.medium()),
        "mlp-l-float": gradient(large_loss, workloads.large()),
        "hvp-m": hessian_vector_product(workloads.medium()),
    }
