# SPDX-License-Identifier: Apache-2.0
"""Writes layers.json and losses.json: outputs of Keras' layers and losses on random data, in Double.

Needs keras (3.15.1 was used) and jax (0.10.2): KERAS_BACKEND=jax python3 generate.py
Arrays are in the toolkit's layouts: images [channels, height, width], weights [outputs, inputs].
"""
import json
import os

os.environ.setdefault("KERAS_BACKEND", "jax")
import jax

jax.config.update("jax_enable_x64", True)
import keras
import numpy as np

keras.config.set_floatx("float64")
keras.config.set_dtype_policy("float64")
random = np.random.default_rng(1)
SAMPLES = 3


def array(x):
    x = np.asarray(x, dtype=np.float64)
    return {"shape": list(x.shape), "scalars": x.ravel().tolist()}


def draw(*shape):
    return random.normal(size=shape)


def run(layer, x, **options):
    """Builds a layer, gives it random weights and returns its output."""
    layer(x, **options)
    weights = [draw(*w.shape) for w in layer.get_weights()]
    if isinstance(layer, keras.layers.BatchNormalization):
        weights[3] = weights[3] ** 2 + 0.5
    layer.set_weights(weights)
    return weights, np.asarray(layer(x, **options))


def first(x):
    """Channels last to channels first, after the samples."""
    return np.moveaxis(x, -1, 1)


def layers():
    L = keras.layers
    cases = []

    def case(name, inputs, parameters, outputs, **more):
        cases.append(
            {"name": name, "inputs": array(inputs), "outputs": array(outputs),
             "parameters": {k: array(v) for k, v in parameters.items()},
             **{k: array(v) for k, v in more.items()}})

    x = draw(SAMPLES, 4)
    w, y = run(L.Dense(3), x)
    case("dense", x, {"weight": w[0].T, "bias": w[1]}, y)
    x = draw(SAMPLES, 5, 4)
    w, y = run(L.Dense(3), x)
    case("dense over time", x, {"weight": w[0].T, "bias": w[1]}, y)

    w, y = run(L.SimpleRNN(3, unroll=True), x)
    case("rnn", x, {"input": w[0].T, "recurrent": w[1].T, "bias": w[2]}, y)
    w, y = run(L.LSTM(3, return_sequences=True, unroll=True), x)
    case("lstm", x, {"input": w[0].T, "recurrent": w[1].T, "bias": w[2]}, y)
    w, y = run(L.GRU(3, reset_after=True, unroll=True), x)
    # Keras' gates are update, reset, new; ours reset, update, new.
    order = [3, 4, 5, 0, 1, 2, 6, 7, 8]
    case("gru", x, {"input": w[0].T[order], "recurrent": w[1].T[order], "bias": w[2][0][order],
                    "recurrentBias": w[2][1][order]}, y)

    w, y = run(L.LayerNormalization(epsilon=1e-5), x)
    case("layerNorm", x, {"scale": w[0], "shift": w[1]}, y)

    for name, causal in [("attention", False), ("causal attention", True)]:
        layer = L.MultiHeadAttention(2, 2, use_bias=False)
        layer(x, x)
        weights = [draw(*w.shape) for w in layer.get_weights()]
        layer.set_weights(weights)
        y = layer(x, x, use_causal_mask=causal)
        q, k, v, o = weights
        flat = lambda m: m.reshape(4, 4).T
        case(name, x, {"query": flat(q), "key": flat(k), "value": flat(v), "output": o.reshape(4, 4).T}, y)

    positions = random.integers(0, 7, size=(SAMPLES, 5)).astype(np.float64)
    layer = L.Embedding(7, 2)
    layer.build((SAMPLES, 5))
    table = draw(7, 2)
    layer.set_weights([table])
    case("embedding", positions, {"weight": table}, layer(positions.astype(np.int32)))

    for name, shape in [("batchNorm", (SAMPLES, 4)), ("batchNorm of images", (SAMPLES, 3, 2, 4))]:
        x = draw(*shape)
        layer = L.BatchNormalization(momentum=0.9, epsilon=1e-5)
        w, y = run(layer, x)
        parameters = {"scale": w[0], "shift": w[1], "mean": w[2], "variance": w[3]}
        trained = np.asarray(layer(x, training=True))
        updated = layer.get_weights()
        cotangents = draw(*shape)

        def total(scale, shift, x):
            axes = tuple(range(x.ndim - 1))
            m = x.mean(axes)
            v = ((x - m) ** 2).mean(axes)
            return (cotangents * ((x - m) / jax.numpy.sqrt(v + 1e-5) * scale + shift)).sum()

        assert np.allclose((cotangents * trained).sum(), total(w[0], w[1], x))
        slopes = jax.grad(total, argnums=(0, 1, 2))(w[0], w[1], x)
        turn = first if x.ndim == 4 else (lambda a: a)
        case(name, turn(x), parameters, turn(y), trained=turn(trained), newMean=updated[2], newVariance=updated[3],
             cotangents=turn(cotangents), scaleSlope=slopes[0], shiftSlope=slopes[1],
             inputSlope=turn(np.asarray(slopes[2])))

    x = draw(SAMPLES, 6, 5, 2)
    w, y = run(L.Conv2D(3, (3, 2), strides=(2, 1), padding="valid"), x)
    case("conv2D", first(x), {"weight": w[0].transpose(3, 2, 0, 1), "bias": w[1]}, first(y))
    w, y = run(L.Conv2D(3, 3, padding="same", dilation_rate=2), x)
    case("conv2D, same, dilated", first(x), {"weight": w[0].transpose(3, 2, 0, 1), "bias": w[1]}, first(y))
    case("maxPool2D", first(x), {}, first(np.asarray(L.MaxPooling2D(2)(x))))
    case("averagePool2D", first(x), {}, first(np.asarray(L.AveragePooling2D(2)(x))))

    activations = {
        "sigmoid": "sigmoid", "tanh": "tanh", "relu": "relu", "elu": "elu", "silu": "silu", "softplus": "softplus",
        "softmax": "softmax", "logSoftmax": "log_softmax"}
    x = draw(SAMPLES, 4) * 3
    for name, keras_name in activations.items():
        case(name, x, {}, keras.activations.get(keras_name)(x))
    case("gelu", x, {}, keras.activations.gelu(x, approximate=False))
    case("leakyRelu", x, {}, keras.activations.leaky_relu(x, negative_slope=0.1))
    return cases


def losses():
    cases = []

    def case(name, loss, outputs, targets, factor=1.0, given=None):
        values = np.asarray(loss(targets, outputs if given is None else given)) * factor
        cases.append({"name": name, "outputs": array(outputs), "targets": array(targets), "values": array(values)})

    O = keras.losses
    z, t = draw(SAMPLES, 4) * 3, draw(SAMPLES, 4)
    p = np.asarray(keras.ops.softmax(draw(SAMPLES, 4)))
    plain = dict(reduction=None)
    case("meanSquaredError", O.MeanSquaredError(**plain), z, t)
    case("squaredError", O.MeanSquaredError(**plain), z, t, 4)
    case("meanAbsoluteError", O.MeanAbsoluteError(**plain), z, t)
    case("absoluteError", O.MeanAbsoluteError(**plain), z, t, 4)
    case("huber", O.Huber(delta=1.5, **plain), z, t, 4)
    case("binaryCrossEntropy", O.BinaryCrossentropy(from_logits=True, **plain), z,
         random.integers(0, 2, size=(SAMPLES, 4)).astype(float), 4)
    case("crossEntropy", O.CategoricalCrossentropy(from_logits=True, **plain), z, p)
    case("crossEntropy of classes", O.SparseCategoricalCrossentropy(from_logits=True, **plain), z,
         np.array([2.0, 0.0, 3.0]))
    case("kullbackLeibler", O.KLDivergence(**plain), z, p, given=np.asarray(keras.ops.softmax(z)))
    case("hinge", O.Hinge(**plain), z, np.sign(t), 4)
    return cases


folder = os.path.dirname(os.path.abspath(__file__))
for name, cases in [("layers", layers()), ("losses", losses())]:
    with open(os.path.join(folder, name + ".json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]")
        file.write("\n")
