"""One more day against the full build before it.

Belongs here: that comparison, and the copy of the published file that each build begins with.
Does not belong here: many days (thirty_days.py).
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.ground import Ground

AIM = 0.05
AIM_GIB = 4


def measure(ground: Ground) -> list[Figure]:
    """The last day into the company of the full build."""
    full, start_up = ground.full_build, ground.start_up.day
    copied, copying = _copy(full.retailer.warehouse_path, ground.folder / "copied.duckdb")
    full.retailer.deliver([full.last_day])
    day = full.retailer.build()
    beyond = day.run.seconds - start_up.run.seconds
    return [
        Figure("one more day, beyond start-up and copy", beyond - copying, "s", full.build.run.seconds, AIM),
        Figure("one more day, all of it", day.run.seconds, "s", full.build.run.seconds),
        Figure("  of that start-up", start_up.run.seconds, "s"),
        Figure("  of that the copy", copying, "s"),
        *(
            Figure(f"  of that {name}, beyond start-up", seconds - start_up.phases.get(name, 0), "s")
            for name, seconds in day.phases.items()
        ),
        Figure("file copied", copied / 1e9, "GB"),
        Figure("one more day, peak memory", day.run.peak_bytes / 2**30, "GiB", aim=AIM_GIB),
    ]


def _copy(source: Path, target: Path) -> tuple[int, float]:
    """Bytes and seconds of a copy such as a build makes of the current version."""
    began = time.monotonic()
    shutil.copyfile(source, target)
    seconds = time.monotonic() - began
    size = target.stat().st_size
    target.unlink()
    return size, seconds
