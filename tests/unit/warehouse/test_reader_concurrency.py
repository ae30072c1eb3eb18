"""Readers in processes of their own, while versions come and go beneath them."""

from __future__ import annotations

import json
import subprocess
import sys

from tiny_company import ROWS, publish_number

from warehouse.company import Company

READ_UNTIL_TOLD_TO_STOP = """
import json, sys, threading, time
from pathlib import Path
from warehouse.company import load_company
from warehouse.reader import Reader

told = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), told.set()), daemon=True).start()
reader = Reader(load_company(Path(sys.argv[1])), threads=1)
answers = {}
reader.query("select 1")
print("ready", flush=True)
while True:
    last = told.is_set()
    with reader.session() as session:
        line = session.query("select min(n) as low, max(n) as high, count(*) as c from core.line").to_pylist()[0]
        total = session.query("select n from marts.total")["n"][0].as_py()
        name = session.version.name
    assert line["low"] == line["high"] == total, (name, line, total)
    assert line["c"] == int(sys.argv[2]), (name, line)
    assert answers.setdefault(name, total) == total, (name, answers, total)
    if last:
        break
    time.sleep(0.01)
print(json.dumps(answers))
"""


def test_four_processes_read_while_ten_versions_are_published_and_retired(company: Company) -> None:
    names = {publish_number(company, 0).name: 0}
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READ_UNTIL_TOLD_TO_STOP, str(company.folder), str(ROWS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for reader in readers:
        assert reader.stdout
        assert reader.stdout.readline() == "ready\n"
    for number in range(1, 11):
        names[publish_number(company, number).name] = number
    ended = [reader.communicate(timeout=15) for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * 4, ended
    newest = max(names.values())
    for output, _ in ended:
        answers = json.loads(output)
        assert answers.items() <= names.items()
        assert newest in answers.values()
        assert len(answers) >= 2
