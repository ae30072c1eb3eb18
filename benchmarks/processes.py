"""A process that is measured: how long it ran, and how much memory it and all it started held at once.

Belongs here: running and watching. Does not belong here: what is run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.deliveries import ROOT

_SECONDS_BETWEEN_LOOKS = 0.1
_QUIET = {
    "DO_NOT_TRACK": "1",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DAGSTER_DISABLE_TELEMETRY": "1",
    "PYTHONPATH": str(ROOT),
}


class ProcessFailed(Exception):
    """A measured process did not do its work; the message says which, and its last words."""


@dataclass(frozen=True)
class Run:
    """`peak_bytes`: most that the process and its descendants held together (resident; shared pages count for each)."""

    seconds: float
    peak_bytes: int
    output: str


def run_module(module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> Run:
    """Runs `python -m module arguments` to its end. Raises ProcessFailed where it exits with anything but 0."""
    command = [sys.executable, "-P", "-m", module, *arguments]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        began = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **_QUIET, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        peak = _watch(process)
        seconds = time.monotonic() - began
        output.seek(0)
        run = Run(seconds, peak, output.read())
    _require_success(command, process.returncode, run)
    return run


def _watch(process: subprocess.Popen[bytes]) -> int:
    peak = 0
    while True:
        peak = max(peak, sum(map(_resident_bytes, _with_descendants(process.pid))))
        try:
            process.wait(_SECONDS_BETWEEN_LOOKS)
        except subprocess.TimeoutExpired:
            continue
        return peak


def _require_success(command: Sequence[str], exit_code: int, run: Run) -> None:
    if exit_code:
        last = "\n".join(run.output.splitlines()[-15:])
        raise ProcessFailed(f"{' '.join(command[3:])} ended with exit code {exit_code}:\n{last}")


def _with_descendants(pid: int) -> list[int]:
    found = [pid]
    for parent in found:  # grows while it is walked
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:  # the thread has ended
                continue
    return found


def _resident_bytes(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):  # the process has ended
        return 0
    return pages * os.sysconf("SC_PAGESIZE")
