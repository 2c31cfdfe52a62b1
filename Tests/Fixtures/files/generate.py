# SPDX-License-Identifier: Apache-2.0
"""Writes the fixtures beside this file: python3 generate.py

Needs NumPy and safetensors; `index.json` names the versions that wrote what is there. `written.csv` and `written.jsonl`
are the library's own; check.py reads them. What the library writes in the other formats is what NumPy and safetensors
write, byte for byte: the files called `plain`, and those marked so in `index.json`.
"""

import base64
import csv
import io
import json
import pathlib
import struct
import zipfile
import zlib

import numpy as np
import safetensors
import safetensors.numpy
from numpy.lib import format as npy

folder = pathlib.Path(__file__).parent
index = {
    "provenance": f"NumPy {np.__version__}, safetensors {safetensors.__version__}, "
    f"zlib {zlib.ZLIB_RUNTIME_VERSION}, Tests/Fixtures/files/generate.py"
}


def described(array):
    """The shape and the numbers of an array, as text that reads back to the same bits."""
    array = np.asarray(array)
    return {"shape": array.shape, "scalars": [repr(float(x)) for x in np.ravel(array)]}


def arrays():
    yield "float16", np.array([[0.0, -0.0, 1.5], [65504.0, 6e-8, np.inf]], "f2")
    yield "float32", np.array([[0.1, -0.0, 1e-45], [3.4e38, -np.inf, 1 / 3]], "f4")
    yield "float64", np.array([[0.1, -0.0, 5e-324], [1.7e308, np.inf, 1 / 3]], "f8")
    for bits in (8, 16, 32, 64):
        low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
        yield f"int{bits}", np.array([0, 1, -1, low, high], f"i{bits // 8}")
        yield f"uint{bits}", np.array([0, 1, 2**bits - 1, high], f"u{bits // 8}")
    yield "bool", np.array([True, False, True])


def write_npy():
    cases = []

    def write(name, array, version=None):
        with open(folder / f"{name}.npy", "wb") as file:
            npy.write_array(file, array, version)
        case = {"file": name, "type": array.dtype.name, **described(array)}
        case["isPlain"] = array.dtype.str in ("<f8", "<f4") and array.flags.c_contiguous and version is None
        cases.append(case)

    for name, array in arrays():
        write(name, array)
        if array.dtype.itemsize > 1:
            write(f"{name}-big-endian", array.astype(array.dtype.newbyteorder(">")))
    cube = np.arange(24.0).reshape(2, 3, 4) / 7
    write("cube", cube)
    write("cube-fortran", np.asfortranarray(cube))
    write("cube-fortran-big-endian", np.asfortranarray(cube.astype(">i2")))
    write("version-2", cube[0], (2, 0))
    write("version-3", cube[1], (3, 0))
    write("scalar", np.array(2.5))
    write("empty", np.zeros((0, 3)))
    write("empty-float32", np.zeros((4, 0, 2), "f4"))
    write("vector", np.arange(11.0) ** 0.5)
    np.save(folder / "refused-object.npy", np.array([None, 1], object))
    np.save(folder / "refused-complex.npy", np.array([1j]))
    np.save(folder / "refused-text.npy", np.array(["ab"]))
    np.save(folder / "refused-structured.npy", np.zeros(2, [("a", "f8"), ("b", "i4")]))
    index["npy"] = cases
    index["refusedNPY"] = ["refused-object", "refused-complex", "refused-text", "refused-structured"]


def write_npz():
    members = {
        "weights": np.arange(12.0).reshape(3, 4) / 3,
        "größe": np.float32([1.5, -2]),
        "count": np.array(7),
        "long": np.tile(np.arange(50.0), 40),
    }
    np.savez(folder / "stored.npz", **members)
    np.savez_compressed(folder / "deflated.npz", **members)
    # What NumPy writes byte for byte, of types that are written here, too.
    np.savez(folder / "plain.npz", a=members["weights"], **{"größe": np.float64([1, 2]), "b/c": np.array(2.5)})
    np.savez(folder / "none.npz")
    # A comment at the end, and no extra fields.
    buffer = io.BytesIO()
    npy.write_array(buffer, members["weights"])
    with zipfile.ZipFile(folder / "comment.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"PK\5\6 is no end here"
        archive.writestr(zipfile.ZipInfo("weights.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(folder / "refused-bzip2.npz", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr(zipfile.ZipInfo("weights.npy"), buffer.getvalue(), zipfile.ZIP_BZIP2)
    with zipfile.ZipFile(folder / "refused-other.npz", "w") as archive:
        archive.writestr(zipfile.ZipInfo("readme.txt"), "text")
    described_members = [{"name": name, **described(array)} for name, array in members.items()]
    index["npz"] = [
        {"file": "stored", "members": described_members},
        {"file": "deflated", "members": described_members},
        {"file": "comment", "members": described_members[:1]},
        {"file": "none", "members": []},
    ]
    index["refusedNPZ"] = ["refused-bzip2", "refused-other"]


def write_safetensors():
    tensors = {name: array for name, array in arrays()}
    tensors |= {"scalar": np.array(2.5), "empty": np.zeros((0, 3), "f4"), "größe \"1\"\n": np.arange(3.0)}
    metadata = {"format": "np", "größe": "tab\there"}
    safetensors.numpy.save_file(tensors, folder / "all.safetensors", metadata=metadata)
    single = {"a": np.arange(6.0).reshape(2, 3), "b": np.array([0.1, -0.0]), "c": np.array(2.5)}
    safetensors.numpy.save_file(single, folder / "plain.safetensors", metadata={"step": "12"})
    halves = np.array([0.0, -1.5, 3.0e38, np.inf, 1e-40], "f4").view("u4") >> 16
    header = json.dumps({"x": {"dtype": "BF16", "shape": [5], "data_offsets": [0, 10]}}).encode()
    brain = struct.pack("<Q", len(header)) + header + halves.astype("<u2").tobytes()
    (folder / "bfloat16.safetensors").write_bytes(brain)
    index["safetensors"] = [
        {
            "file": "all",
            "metadata": metadata,
            "members": [{"name": name, "type": a.dtype.name, **described(a)} for name, a in tensors.items()],
        },
        {
            "file": "bfloat16",
            "metadata": {},
            "members": [
                {"name": "x", "type": "bfloat16", **described((halves << 16).astype("u4").view("f4"))},
            ],
        },
    ]


def write_deflate():
    r = np.random.RandomState(3)
    contents = {
        "nothing": b"",
        "one": b"a",
        "run": b"z" * 300_000,
        "text": b"the derivative of a sum is the sum of the derivatives; " * 40,
        "noise": r.bytes(3000),
        "skewed": bytes(r.geometric(0.2, 3000).astype("u1")),
        "numbers": np.arange(700.0).tobytes(),
    }
    strategies = {
        "default": zlib.Z_DEFAULT_STRATEGY,
        "huffman": zlib.Z_HUFFMAN_ONLY,
        "fixed": zlib.Z_FIXED,
        "runs": zlib.Z_RLE,
    }
    cases = []
    for name, content in contents.items():
        for level, strategy in [(0, "default"), (1, "default"), (6, "default"), (9, "default")] + [
            (6, strategy) for strategy in ("huffman", "fixed", "runs")
        ]:
            if name == "run" and strategy in ("huffman",) or name == "run" and level == 0:
                continue
            packer = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategies[strategy])
            packed = packer.compress(content) + packer.flush()
            cases.append(
                {
                    "name": f"{name}, level {level}, {strategy}",
                    "packed": base64.b64encode(packed).decode(),
                    "size": len(content),
                    "checksum": zlib.crc32(content),
                }
            )
    index["deflate"] = cases


def write_tables():
    numbers = [0.1, -0.0, 5e-324, 1.7976931348623157e308, float("nan"), float("inf"), float("-inf"), 1 / 3, 1e22, 3.0]
    words = ["plain", "a, b", 'quo"te', "two\nlines", "?", "NA", "ü€😀", " space ", "tab\t", "1.5"]
    for name, options in {
        "python": {},
        "python-quoted": {"quoting": csv.QUOTE_ALL, "lineterminator": "\n"},
        "python-tabs": {"quoting": csv.QUOTE_NONNUMERIC, "delimiter": "\t"},
    }.items():
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8-sig") as file:
            writer = csv.writer(file, **options)
            writer.writerow(["number", "the \"word\""])
            writer.writerows(zip(numbers, words))
    with open(folder / "python.jsonl", "w") as file:
        for number, word in zip(numbers, words):
            file.write(json.dumps({"number": number, 'the "word"': word}) + "\n")
    index["table"] = {"numbers": [repr(x) for x in numbers], "words": words}


write_npy()
write_npz()
write_tables()
write_safetensors()
write_deflate()
(folder / "index.json").write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n")
