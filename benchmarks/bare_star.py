"""`python -m benchmarks.bare_star DELIVERIES FILE`: runs bare_star.sql over the daily files into a new DuckDB file.

Belongs here: that run. Does not belong here: the tables (bare_star.sql).
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.bare_database import open_bare
from benchmarks.deliveries import ROOT


def make_star(deliveries: Path, target: Path) -> None:
    """Makes raw and star of all files of `deliveries` in the new DuckDB file `target`."""
    with open_bare(target) as con:
        con.execute("set variable deliveries = ?", [f"{deliveries}/*.csv"])
        con.execute("set variable seeds = ?", [str(ROOT / "data" / "online_retail" / "seeds")])
        con.execute((ROOT / "benchmarks" / "bare_star.sql").read_text(encoding="utf-8"))


if __name__ == "__main__":
    make_star(Path(sys.argv[1]), Path(sys.argv[2]))
