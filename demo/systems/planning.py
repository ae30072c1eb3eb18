"""What controlling plans with, a year in advance: targets by country and by sales representative, and public holidays.

Belongs here: those files. Does not belong here: how targets were reckoned (demo/world/market.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.covered_rows import cover, write_rows
from demo.systems.window import Window

SYSTEM = "planning"
_TARGETS = """
select
    metric, month, case region_or_rep when 'rep' then 'employee' else region_or_rep end as level, member,
    cast(value as decimal(18, 2)) as target, 'EUR' as currency
from target
where year(month) = year(getvariable('first_day'))
order by metric, level, member, month
"""

_HOLIDAYS = """
select date, country_code as country, name
from holiday
where year(date) = year(getvariable('first_day'))
order by date, country_code, name
"""


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """Writes targets and holidays of the year that begins with the window."""
    cover(truth, window)
    if (window.first_day.month, window.first_day.day) == (1, 1):
        write_rows(truth, _TARGETS, folder / "targets.csv")
        write_rows(truth, _HOLIDAYS, folder / "holidays.csv")
