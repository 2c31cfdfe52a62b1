# SPDX-License-Identifier: Apache-2.0
"""Writes streams.json: what `Xoshiro256` draws, computed apart from it in Python: python3 generate.py

Once published, the numbers stay: a change of this file or of its results changes every seeded run of every user.
"""

import json
import math
import pathlib

MASK = 2**64 - 1


class Xoshiro256:
    def __init__(self, seed):
        self.state = []
        self.pending = None
        for _ in range(4):  # SplitMix64
            seed = (seed + 0x9E3779B97F4A7C15) & MASK
            z = seed
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
            self.state.append(z ^ (z >> 31))

    def next(self):
        def rotate(x, k):
            return ((x << k) | (x >> (64 - k))) & MASK

        a, b, c, d = self.state
        result = (rotate((a + d) & MASK, 23) + a) & MASK
        c, d = c ^ a, d ^ b
        b, a = b ^ c, a ^ d
        c ^= (self.state[1] << 17) & MASK
        self.state = [a, b, c, rotate(d, 45)]
        return result

    def uniform(self):
        return (self.next() >> 11) / 2**53

    def integer(self, bound):  # Lemire
        while True:
            product = self.next() * bound
            if product & MASK >= 2**64 % bound:
                return product >> 64

    def normal(self):  # Marsaglia's polar method
        if self.pending is not None:
            pending, self.pending = self.pending, None
            return pending
        while True:
            x = 2 * self.uniform() - 1
            y = 2 * self.uniform() - 1
            square = x * x + y * y
            if 0 < square < 1:
                scale = math.sqrt(-2 * log(square) / square)
                self.pending = scale * x
                return scale * y

    def permutation(self, count):
        numbers = list(range(count))
        for last in range(count - 1, 0, -1):
            other = self.integer(last + 1)
            numbers[last], numbers[other] = numbers[other], numbers[last]
        return numbers


def log(x):
    """2 artanh s by its series, with IEEE operations only."""
    m, exponent = math.frexp(x)  # 0.5 <= m < 1
    m, exponent = 2 * m, exponent - 1
    if m >= 1.414213562373095:
        m, exponent = m / 2, exponent + 1
    s = (m - 1) / (m + 1)
    series = 0.0
    for n in range(21, 1, -2):
        series = (series + 1 / n) * (s * s)
    value = exponent * 0.6931471805599453 + (2 * s + 2 * s * series)
    assert abs(value - math.log(x)) <= 2 * math.ulp(value)
    return value


def case(seed):
    random = Xoshiro256(seed)
    bounds = [1, 2, 3, 10, 1000, 2**31, 2**40 + 7, 2**62 + 1, 2**63 - 1]
    return {  # in this order, from one state
        "seed": seed,
        "words": [str(random.next()) for _ in range(5)],
        "uniform": [random.uniform() for _ in range(20)],
        "standardNormal": [random.normal() for _ in range(101)],
        "permutation": random.permutation(30),
        "bounds": bounds,
        "integers": [random.integer(bound) for bound in bounds],
        "laterNormal": random.normal(),
    }


cases = [case(seed) for seed in [0, 1, 42, 2**63, 2**64 - 1]]
content = {"provenance": "Tests/Fixtures/xoshiro256/generate.py", "cases": cases}
text = json.dumps(content, separators=(",", ":"))
(pathlib.Path(__file__).parent / "streams.json").write_text(text + "\n")
