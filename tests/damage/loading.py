"""Loads what lies in a company's landing, as a process of its own: whoever started it sees which file it is at.

Belongs here: the process and watching it. A file that crashes the process or holds it up is named. Does not belong
here: what has to become of the files (verdicts.py).
"""

from __future__ import annotations

import os
import resource
import selectors
import subprocess
import sys
from pathlib import Path

from ingest.contract import load_contract
from ingest.deliveries import landed_extracts, new_extracts
from ingest.load import load_extract
from ingest.workshop import open_workshop
from warehouse.company import load_company

ROOT = Path(__file__).resolve().parents[2]
SECONDS_PER_FILE = 60
MEMORY_LIMIT = "500MB"  # of DuckDB; Arrow and Python come on top


class LoadingFailed(Exception):
    """The process did not come to its end; the message names the file at which it stood."""


def load_in_a_process(folder: Path) -> int:
    """Loads what is new and returns the most memory that it took, in MB. Raises LoadingFailed."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "RAPPORT_MEMORY_LIMIT": MEMORY_LIMIT, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "tests.damage.loading", str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        last = _watch(process)
        said = process.stderr.read().decode() if process.stderr else ""
    if process.returncode:
        raise LoadingFailed(f"exit code {process.returncode} at {last}\n{said[-4_000:]}")
    return int(last)


def _watch(process: subprocess.Popen[bytes]) -> str:
    """The last line that the process wrote; it is ended where it writes none for too long."""
    last = "the start"
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while waiting.select(SECONDS_PER_FILE):
            line = process.stdout.readline().decode().strip()
            if not line:
                process.wait(SECONDS_PER_FILE)
                return last
            last = line
    process.kill()
    raise LoadingFailed(f"{last} took more than {SECONDS_PER_FILE} s")


def main(folder: Path) -> None:
    company = load_company(folder)
    contract = load_contract(company, company.systems[0])
    with open_workshop(company) as con:
        for new in new_extracts(con, landed_extracts(company, [contract])):
            print(new.extract.file)
            load_extract(con, contract, contract.entities[new.extract.entity], new)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
