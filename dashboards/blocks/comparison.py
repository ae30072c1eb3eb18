"""What a figure is compared with, and the difference. The only place where figures are subtracted or divided.

Belongs here: choosing the days to compare with, differences, per cent of change, whether a change is good.
Does not belong here: asking for the figures; saying it in words (sentence.py, figures.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from dashboards.formats import Formats, Number, unit_kind
from dashboards.periods import Grain, Period, Versus, Window, counterpart, last_full
from dashboards.questions import Axis

STEADY = "\u00b10"
MANIFOLD = 10  # a rise by 1,000 % and more is written as a multiple

Tone = Literal["green", "red", "plain"]


@dataclass(frozen=True)
class Comparison:
    """The days `current` against the days `other`. `inside`: they are the last full month of what is shown."""

    current: Window
    other: Window
    versus: Versus
    inside: bool = False


@dataclass(frozen=True)
class Change:
    """From `other` to `current`, two asked figures; empty where either is."""

    current: Number | None
    other: Number | None

    @property
    def difference(self) -> Decimal | None:
        if self.current is None or self.other is None:
            return None
        return Decimal(str(self.current)) - Decimal(str(self.other))

    @property
    def rate(self) -> Decimal | None:
        """The difference over what it was; empty where that is zero or less, since a per cent of it says nothing."""
        difference = self.difference
        if difference is None or self.other is None or self.other <= 0:
            return None
        return difference / Decimal(str(self.other))


def choose(period: Period | None, versus: Versus | None, data: Window) -> Comparison | None:
    """What the shown `period` is compared with.

    As chosen by `versus`, or by itself: the year before where its days are there, else the period before, else
    the last full month inside it with the same of its own. None where there is nothing to compare with.
    """
    if period is not None and (found := _whole(period, versus, data)):
        return found
    grain: Grain = "month" if period is None or period.grain in ("year", "quarter") else "day"
    within = data if period is None else period.window.clipped(data)
    month = last_full(grain, within, data) if within and grain == "month" else None
    found = _whole(month, versus, data) if month else None
    return Comparison(found.current, found.other, found.versus, inside=True) if found else None


def _whole(period: Period, versus: Versus | None, data: Window) -> Comparison | None:
    current = period.window.clipped(data)
    choices: tuple[Versus, ...] = (versus,) if versus else ("year", "period")
    for choice in choices:
        other = counterpart(period, data, choice)
        if current and other:
            return Comparison(current, other, choice)
    return None


def changes(current: Mapping[str, Number | None], other: Mapping[str, Number | None]) -> dict[str, Change]:
    """The change of every figure in `current`."""
    return {name: Change(value, other.get(name)) for name, value in current.items()}


@dataclass(frozen=True)
class Cause:
    """The member that made the largest part of a change, and its change."""

    member: str
    change: Change


def largest_part(
    current: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]], metric: str, axis: Axis
) -> Cause | None:
    """The member whose figure moved most in the direction of all of them together; rows are those of two answers."""
    before = {row[axis.dimension]: row[metric] or 0 for row in other}
    now = {row[axis.dimension]: row[metric] or 0 for row in current}
    names = {row[axis.dimension]: row[axis.naming] for row in (*other, *current)}
    moves = {member: Change(now.get(member, 0), before.get(member, 0)) for member in names}
    differences = {member: change.difference or Decimal(0) for member, change in moves.items()}
    whole = sum(differences.values(), Decimal(0))
    largest = max(differences, key=lambda member: differences[member] * (1 if whole > 0 else -1), default=None)
    return Cause(names[largest] or "", moves[largest]) if largest is not None and whole else None


def share(part: Change, whole: Change) -> Decimal | None:
    """Which share of the whole change a part's change makes; empty where the whole did not change."""
    if part.difference is None or not whole.difference:
        return None
    return part.difference / whole.difference


def tone(change: Change, good_direction: str, language: str) -> Tone:
    """The colour of a change: in Chinese by rise and fall, else by good and bad."""
    if not change.difference or (not good_direction and language == "en"):
        return "plain"
    rises = change.difference > 0
    if language == "zh-CN":
        return "red" if rises else "green"
    return "green" if rises == (good_direction == "up") else "red"


def written(change: Change, unit: str, formats: Formats) -> str:
    """A change with sign and unit: +31.2 %, in points for rates; as an amount where a per cent says nothing."""
    if change.difference is None:
        return ""
    if unit_kind(unit) == "rate":
        return formats.points(change.difference)
    if change.difference == 0 and change.rate is None:
        return STEADY
    if change.rate is None:
        return formats.signed(change.difference, unit)
    return formats.times(change.rate + 1) if change.rate >= MANIFOLD else formats.percent(change.rate, signed=True)
