"""`python -m benchmarks [load] [full] [day] [size] [demo]`: measures, prints a table, and writes the same as JSON.

Belongs here: the command line. Does not belong here: any one benchmark.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from benchmarks import csv_load, demo, full_build, one_more_day, thirty_days
from benchmarks.figures import Figure, table, write_json
from benchmarks.ground import Ground

BENCHMARKS: dict[str, Callable[[Ground], list[Figure]]] = {
    "load": csv_load.measure,
    "full": full_build.measure,
    "day": one_more_day.measure,
    "size": thirty_days.measure,
    "demo": demo.measure,
}


def main() -> None:
    options = _parser().parse_args()
    folder = Path(tempfile.mkdtemp(prefix="rapport-benchmarks-", dir=options.folder))
    try:
        _measure(Ground(folder, options.lines), options.which, options.json)
    finally:
        if not options.keep:
            shutil.rmtree(folder)


def _measure(ground: Ground, chosen: Collection[str], json_path: Path) -> None:
    figures: list[Figure] = []
    print(f"{ground.lines:,} lines in {len(ground.deliveries)} daily deliveries, in {ground.folder}", flush=True)
    for name, measure in BENCHMARKS.items():
        if name in chosen or "all" in chosen:
            found = measure(ground)
            print(f"\n{table(found)}", flush=True)
            figures += found
            write_json(json_path, figures, ground.lines)
    print(f"\nThe same as JSON: {json_path}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Rapport against the bare work.")
    parser.add_argument("which", nargs="*", default=["all"], choices=[*BENCHMARKS, "all"])
    parser.add_argument("--lines", type=int, default=10_000_000, help="at least so many lines (10 million)")
    parser.add_argument("--folder", type=Path, help="where to work; 10 million lines take 10 GB")
    parser.add_argument("--keep", action="store_true", help="leave what was made")
    parser.add_argument("--json", type=Path, default=Path("benchmarks.json"), help="where to write the figures")
    return parser


if __name__ == "__main__":
    main()
