# SPDX-License-Identifier: Apache-2.0
"""Writes functions.json: correctly rounded values of the elementary functions, by mpmath 1.3: python3 generate.py

Lists of pairs of argument and value, as hexadecimal literals, for each function and scalar type.
"""

import json
import pathlib
import random
import struct

import mpmath
from mpmath import mp, mpf

mp.prec = 2400  # sin of the largest number needs its 1024 digits, and as many of pi

INFINITY = float("inf")

FUNCTIONS = {
    "exp": mp.exp, "expm1": mp.expm1, "log": mp.log, "log1p": mp.log1p,
    "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "asin": mp.asin, "acos": mp.acos, "atan": mp.atan,
    "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh,
    "asinh": mp.asinh, "acosh": mp.acosh, "atanh": mp.atanh,
    "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
    "softplus": lambda x: mp.log1p(mp.exp(x)),
    "erf": mp.erf,
    "reciprocal": lambda x: 1 / x, "sqrt": mp.sqrt, "square": lambda x: x * x,
}  # fmt: skip

# Where results overflow, vanish or turn subnormal, and arguments near multiples of pi/2 (the first is the worst of all
# doubles; Muller, "Elementary Functions").
EDGES = [
    6381956970095103 * 2.0**797, 5.319372648326541416707296656673541083813475031793921822105e255, 1e22, 1e300,
    1.5707963267948966, 3.141592653589793, 355.0, 102943.70807280123, 823549.6646, 1e6, 2e6, 4e9,
    709.782712893384, 709.7827128933841, 709.0, 710.4758600739439, 710.475860073944, -708.4, -709.7, -710.5,
    -744.4, -745.1332191019411, -745.1332191019412, 744.9, -36.7, 36.7, 37.5, -37.5, 19.0, 22.0, 5.9, 6.1,
    88.72283, 88.72284, 89.41598, 89.41599, -87.33655, -103.97207, -103.97208, 9.5, 3.9, 16.6, -17.5,
    0.5, 1.0, 2.0, 0.9999999999999999, 1.0000000000000002, 0.99999994, 1.0000001, -0.9999999999999999, -0.99999994,
    0.34657359027997264, 1.0397207708399179, 0.41421356237309503, -0.2928932188134524, 0.7071067811865476,
    2.0**-1074, -(2.0**-1074), 2.0**-1022, 3 * 2.0**-1040, 2.0**-149, -(2.0**-126), 5 * 2.0**-140, 2.0**-27, 2.0**-54,
    1.7976931348623157e308, 3.4028234663852886e38,
]  # fmt: skip


def rounded(value, digits, lowest):
    """To the nearest number with so many binary digits, none below 2^lowest; ties to even."""
    if value == 0 or mp.isinf(value):
        return float(value)
    exponent = max(int(mp.floor(mp.log(abs(value), 2))) - digits + 1, lowest)
    scaled = mp.ldexp(value, -exponent)
    whole = int(mp.nint(scaled))
    try:
        return float(mpf(whole) * mpf(2) ** exponent)
    except OverflowError:
        return INFINITY if value > 0 else -INFINITY


def pairs(name, function, digits, lowest, largest, narrow):
    draws = random.Random(name)
    arguments = EDGES + [
        draws.choice([-1, 1]) * draws.uniform(1, 2) * 2.0 ** draws.randint(-12, 9) for _ in range(24)
    ]
    result = []
    for argument in dict.fromkeys(narrow(x) for x in arguments if abs(x) <= largest):
        try:
            value = function(mpf(argument))
        except (ValueError, ZeroDivisionError):
            continue
        if isinstance(value, mpmath.mpc) or argument == 0 or mp.isnan(value):
            continue
        value = rounded(value, digits, lowest)
        if abs(value) > largest:
            value = INFINITY if value > 0 else -INFINITY
        result.append([argument.hex(), value.hex()])
    return result


def table(*format):
    return {name: pairs(name, function, *format) for name, function in FUNCTIONS.items()}


def to_float(x):
    return struct.unpack("f", struct.pack("f", x))[0]


content = {
    "provenance": "Tests/Fixtures/mpmath/generate.py",
    "double": table(53, -1074, 1.7976931348623157e308, float),
    "float": table(24, -149, 3.4028234663852886e38, to_float),
}
text = json.dumps(content, separators=(",", ":"))
(pathlib.Path(__file__).parent / "functions.json").write_text(text + "\n")
