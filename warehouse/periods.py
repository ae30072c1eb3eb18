"""Years, quarters, months, weeks and days: how a person or a page names one, and which days it spans.

Belongs here: reading and spanning calendar periods. Weeks begin on Monday, as the metrics count them.
Does not belong here: what is asked about a period (conditions.py).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from typing import Literal, get_args

Grain = Literal["day", "week", "month", "quarter", "year"]
Span = tuple[dt.date, dt.date]

GRAINS: tuple[Grain, ...] = get_args(Grain)
WRITTEN: dict[Grain, str] = {
    "day": "2011-03-01",
    "week": "2011-W09",
    "month": "2011-03",
    "quarter": "2011-Q1",
    "year": "2011",
}
_PATTERNS: dict[Grain, str] = {
    "day": r"(\d{4})-(\d{2})-(\d{2})",
    "week": r"(\d{4})-?W(\d{2})",
    "month": r"(\d{4})-(\d{2})",
    "quarter": r"(\d{4})-?Q([1-4])",
    "year": r"(\d{4})",
}


def days_of(grain: Grain, value: object) -> Span:
    """First and last day of the period that `value` names: a day in it, text as in WRITTEN, or a year's number.

    Raises ValueError or OverflowError where it names none.
    """
    if isinstance(value, dt.datetime):
        return days_around(grain, value.date())
    if isinstance(value, dt.date):
        return days_around(grain, value)
    if grain == "year" and isinstance(value, int) and not isinstance(value, bool):
        return days_around("year", dt.date(value, 1, 1))
    return days_around(grain, _first_day(grain, str(value)))


def _first_day(grain: Grain, text: str) -> dt.date:
    day = re.fullmatch(_PATTERNS["day"], text, re.ASCII)
    if day:
        return dt.date(*map(int, day.groups()))
    period = re.fullmatch(_PATTERNS[grain], text, re.ASCII)
    if not period:
        raise ValueError(text)
    year, *part = map(int, period.groups())
    if grain == "week":
        return dt.date.fromisocalendar(year, part[0], 1)
    months = {"month": 1, "quarter": 3}
    return dt.date(year, (part[0] - 1) * months[grain] + 1 if part else 1, 1)


def days_around(grain: Grain, day: dt.date) -> Span:
    """First and last day of the period that holds `day`."""
    if grain == "day":
        return day, day
    if grain == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    months = {"month": 1, "quarter": 3, "year": 12}[grain]
    first = (day.month - 1) // months * months + 1
    last = first + months - 1
    return dt.date(day.year, first, 1), dt.date(day.year, last, calendar.monthrange(day.year, last)[1])


def joined(spans: Sequence[Span]) -> list[Span]:
    """The spans in order of time; those that touch or overlap become one."""
    result: list[Span] = []
    for first, last in sorted(spans):
        if result and (first - result[-1][1]).days <= 1:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result
