"""The days on which extracts are delivered.

Belongs here: the windows that deliveries cover. Does not belong here: what is in them (demo/systems).

The company connected its systems at the end of 2025: what came before was handed over in one file a month, and since
then there is one a night.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from demo.systems.window import Window
from demo.world.calendar import FIRST_DATE, LAST_DATE

NIGHTLY_FROM = dt.date(2025, 12, 1)


def windows() -> list[Window]:
    """Every delivery in the order of days; together they cover the three years without a gap."""
    nights = (LAST_DATE - NIGHTLY_FROM).days + 1
    nightly = (NIGHTLY_FROM + dt.timedelta(days=night) for night in range(nights))
    return [*_months(), *(Window(day, day) for day in nightly)]


def _months() -> Iterator[Window]:
    first = FIRST_DATE
    while first < NIGHTLY_FROM:
        following = (first + dt.timedelta(days=31)).replace(day=1)
        yield Window(first, following - dt.timedelta(days=1))
        first = following


def is_export_kept(window: Window, months_between: int) -> bool:
    """Whether an export of all tables at the end of `window` was handed over: of the months before the nights only
    every so many, and the last. On which days there is an export at all, the writer of the system knows."""
    day = window.last_day
    months = (day.year - FIRST_DATE.year) * 12 + day.month
    return months % months_between == 0 or day + dt.timedelta(days=1) >= NIGHTLY_FROM
