# SPDX-License-Identifier: Apache-2.0
"""Checks that Python reads what the library has written: python3 check.py

Only files that no other program has written in the same way are read; see generate.py.
"""

import csv
import json
import pathlib

folder = pathlib.Path(__file__).parent
table = json.loads((folder / "index.json").read_text())["table"]


def check(name, rows):
    numbers = [repr(float(number)) for number, _ in rows]
    words = [word for _, word in rows]
    assert numbers == table["numbers"], f"{name}: {numbers}"
    assert words == table["words"], f"{name}: {words}"
    print(f"{name}: as written")


with open(folder / "written.csv", newline="", encoding="utf-8") as file:
    header, *rows = csv.reader(file)
    assert header == ["number", 'the "word"'], header
    check("written.csv", rows)
lines = [json.loads(line) for line in (folder / "written.jsonl").read_text().splitlines()]
check("written.jsonl", [(line["number"], line['the "word"']) for line in lines])
