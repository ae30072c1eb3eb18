"""Calendar periods: their codes, what lies above them, and what they are compared with, like for like.

Belongs here: pure reckoning with days.
Does not belong here: how a period is written (formats.py), which figures are asked for it (questions.py).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from warehouse.periods import GRAINS, Grain, days_around

__all__ = ["Grain", "Period", "Versus", "Window"]

Versus = Literal["year", "period"]

MONTHS: dict[Grain, int] = {"year": 12, "quarter": 3, "month": 1}
_CODE = re.compile(
    r"(?P<year>(?:19|20|21)\d{2})(?:-Q(?P<quarter>[1-4])|-W(?P<week>\d{2})|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?",
    re.ASCII,
)


@dataclass(frozen=True, order=True)
class Window:
    """A stretch of days, first and last included."""

    start: dt.date
    end: dt.date

    def clipped(self, other: Window) -> Window | None:
        """What both have in common, None where that is nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Window(start, end) if start <= end else None

    def as_period(self) -> Period | None:
        """The calendar period that is exactly this window, the largest first."""
        grains: tuple[Grain, ...] = ("year", "quarter", "month", "week", "day")
        candidates = (Period.holding(self.start, grain) for grain in grains)
        return next((period for period in candidates if period.window == self), None)


@dataclass(frozen=True, order=True)
class Period:
    """One calendar period, named by its first day. Weeks are ISO weeks."""

    grain: Grain
    start: dt.date

    @classmethod
    def holding(cls, day: dt.date, grain: Grain) -> Period:
        """The period of `grain` in which `day` lies."""
        return cls(grain, days_around(grain, day)[0])

    @classmethod
    def parse(cls, code: str) -> Period:
        """2011, 2011-Q4, 2011-11, 2011-W45, 2011-11-09; raises ValueError for anything else."""
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"'{code}' names no period; write it as 2011, 2011-Q4, 2011-11, 2011-W45 or 2011-11-09")
        year = int(match["year"])
        if match["week"]:
            return cls("week", dt.date.fromisocalendar(year, int(match["week"]), 1))
        if match["quarter"]:
            return cls("quarter", dt.date(year, int(match["quarter"]) * 3 - 2, 1))
        if match["day"]:
            return cls("day", dt.date(year, int(match["month"]), int(match["day"])))
        return cls("month" if match["month"] else "year", dt.date(year, int(match["month"] or 1), 1))

    @property
    def code(self) -> str:
        year, week, _ = self.start.isocalendar()
        return {
            "year": f"{self.start:%Y}",
            "quarter": f"{self.start:%Y}-Q{(self.start.month + 2) // 3}",
            "month": f"{self.start:%Y-%m}",
            "week": f"{year:04d}-W{week:02d}",
            "day": self.start.isoformat(),
        }[self.grain]

    @property
    def end(self) -> dt.date:
        return days_around(self.grain, self.start)[1]

    @property
    def window(self) -> Window:
        return Window(self.start, self.end)

    def moved(self, steps: int) -> Period:
        """The period `steps` later; negative goes back."""
        if self.grain in ("day", "week"):
            return Period(self.grain, self.start + dt.timedelta(days=steps * (7 if self.grain == "week" else 1)))
        return Period(self.grain, add_months(self.start, steps * MONTHS[self.grain]))

    def like_before(self, versus: Versus) -> Period:
        """The period this one is compared with. A day is compared with the same weekday a week earlier."""
        if versus == "year":
            return Period.holding(self._a_year_earlier(), self.grain)
        return Period("day", self.start - dt.timedelta(days=7)) if self.grain == "day" else self.moved(-1)

    def _a_year_earlier(self) -> dt.date:
        # Weeks and days keep their weekday: trade differs more by weekday than by date.
        return self.start - dt.timedelta(days=364) if self.grain in ("week", "day") else add_months(self.start, -12)


def add_months(day: dt.date, months: int) -> dt.date:
    """`day` moved by whole months; a day the month does not have becomes its last."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def counterpart(period: Period, data: Window, versus: Versus) -> Window | None:
    """The days that `period`, as far as it is in `data`, is compared with; None where `data` does not hold them all.

    A period that has not ended is compared to the same day of the other one; a period whose beginning is missing
    cannot be compared.
    """
    if period.start < data.start:
        return None
    other = period.like_before(versus)
    if other.start < data.start:
        return None
    if period.end <= data.end:
        return other.window
    end = _same_day(data.end, period, other)
    return Window(other.start, min(end, other.end)) if end >= other.start else None


def _same_day(day: dt.date, period: Period, other: Period) -> dt.date:
    if period.grain in ("day", "week"):
        return other.start + (day - period.start)
    months = (other.start.year - period.start.year) * 12 + other.start.month - period.start.month
    return add_months(day, months)


def last_full(grain: Grain, within: Window, data: Window) -> Period | None:
    """The latest period of `grain` that lies in `within` and whose days `data` holds all."""
    period = Period.holding(within.end, grain)
    if period.end > min(within.end, data.end):
        period = period.moved(-1)
    return period if period.start >= max(within.start, data.start) else None


def periods_in(window: Window, grain: Grain) -> list[Period]:
    """The periods of `grain` that lie in `window`, whole or in part, in order."""
    period = Period.holding(window.start, grain)
    found = []
    while period.start <= window.end:
        found.append(period)
        period = period.moved(1)
    return found


def level_of(grain: Grain) -> str:
    """The door's name of a grain: date__month."""
    return f"date__{grain}"


def grain_of(level: str) -> Grain:
    """The grain of a level of the date hierarchy. Raises KeyError for a level of another one."""
    return {level_of(grain): grain for grain in GRAINS}[level]
