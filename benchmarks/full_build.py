"""A full build against a DuckDB script that makes the same tables.

Belongs here: that comparison. Does not belong here: either side of it (retailer.py, bare_star.py).
"""

from __future__ import annotations

from benchmarks.answers import require_equal_answers
from benchmarks.figures import Figure
from benchmarks.ground import Ground
from benchmarks.processes import run_module

AIM = 1.5
AIM_GIB = 4


def measure(ground: Ground) -> list[Figure]:
    """All days but the last (one_more_day.py adds it). What a build of next to no rows takes is told apart."""
    full, start_up = ground.full_build, ground.start_up.full
    bare_file = ground.folder / "bare_star.duckdb"
    folder = ground.folder_of("delivered", full.delivered)
    bare = run_module("benchmarks.bare_star", str(folder), str(bare_file))
    require_equal_answers(full.retailer.warehouse_path, bare_file)
    beyond = full.build.run.seconds - start_up.run.seconds
    return [
        Figure("full build, beyond start-up", beyond, "s", bare.seconds, AIM),
        Figure("full build, all of it", full.build.run.seconds, "s", bare.seconds),
        Figure("  of that start-up", start_up.run.seconds, "s"),
        *(
            Figure(f"  of that {name}, beyond start-up", seconds - start_up.phases.get(name, 0), "s")
            for name, seconds in full.build.phases.items()
        ),
        Figure("full build, peak memory", full.build.run.peak_bytes / 2**30, "GiB", aim=AIM_GIB),
        Figure("bare script, peak memory", bare.peak_bytes / 2**30, "GiB"),
        Figure("published file", full.retailer.warehouse_path.stat().st_size / 1e9, "GB"),
    ]
