"""The demo company from nothing to published: how long its making and its build take.

Belongs here: those figures. Does not belong here: what is made (demo).
"""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

from benchmarks.deliveries import ROOT
from benchmarks.figures import Figure
from benchmarks.ground import Ground
from benchmarks.processes import run_module

_AIM_SECONDS = {"M": 180, "L": None}
_AIM_MAKING = {"M": 30, "L": 300}
_STAGE = re.compile(r"^(?P<stage>[a-z ]+): (?P<seconds>[\d.]+) s$", re.MULTILINE)


def measure(ground: Ground) -> list[Figure]:
    """Size L where at least 10 million lines are asked for, else M. The bare side copies the extracts: no writer of
    the same bytes could be faster."""
    size = "L" if ground.lines >= 10_000_000 else "M"
    folder = ground.folder / f"demo_{size}"
    folder.mkdir()
    shutil.copy(ROOT / "data" / "demo" / "company.yml", folder)
    made = run_module("benchmarks.demo_made", str(folder), size)
    copying = _seconds_to_copy(folder / "landing", ground.folder / "copied")
    built = run_module("cli", "build", "--company", str(folder))
    return [
        Figure(f"demo company {size}, made", made.seconds, "s", aim=_AIM_MAKING[size]),
        *(Figure(f"  of that {stage}", float(seconds), "s") for stage, seconds in _STAGE.findall(made.output)),
        Figure(f"  all of it, to copying its {_size_of(folder / 'landing') / 1e9:.2f} GB", made.seconds, "s", copying),
        Figure("  peak memory", made.peak_bytes / 2**30, "GiB", aim=4),
        Figure(f"demo company {size}, built", built.seconds, "s"),
        Figure("  peak memory", built.peak_bytes / 2**30, "GiB", aim=4),
        Figure(
            f"demo company {size}, from nothing to published", made.seconds + built.seconds, "s", aim=_AIM_SECONDS[size]
        ),
    ]


def _seconds_to_copy(source: Path, target: Path) -> float:
    began = time.monotonic()
    shutil.copytree(source, target)
    seconds = time.monotonic() - began
    shutil.rmtree(target)
    return seconds


def _size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
