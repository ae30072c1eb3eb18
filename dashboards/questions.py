"""What a page asks at the door: questions made from its state. No figure is computed here.

Belongs here: from a view and a stretch of days to a Question.
Does not belong here: asking (desk.py), comparing (blocks/comparison.py), showing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboards.filters import Order
from dashboards.periods import Grain, Window
from warehouse.question import Filter, Question

Members = Mapping[str, Sequence[str | None]]


@dataclass(frozen=True)
class Axis:
    """A dimension that a page breaks figures down by: `dimension` identifies a member, `naming` is its name."""

    dimension: str
    naming: str

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.dimension, self.naming)))


@dataclass(frozen=True)
class Scope:
    """What figures are asked about: the days of `window` (None: all, undated rows too) and the members kept."""

    window: Window | None
    members: Members

    def during(self, window: Window) -> Scope:
        return replace(self, window=window)

    def where(self) -> tuple[Filter, ...]:
        kept = (Filter(name, "in", tuple(values)) for name, values in self.members.items())
        if self.window is None:
            return tuple(kept)
        return (Filter("date__day", "between", (self.window.start, self.window.end)), *kept)

    def figures(self, metrics: Sequence[str]) -> Question:
        return Question(tuple(metrics), where=self.where())

    def over_time(self, metrics: Sequence[str], grain: Grain) -> Question:
        by = f"date__{grain}"
        return Question(tuple(metrics), by=(by,), where=self.where(), order=(by,))

    def top(self, metric: str, axis: Axis, order: Order, limit: int) -> Question:
        return Question((metric,), axis.columns, self.where(), _order(metric, axis, order), limit)

    def same(self, metric: str, axis: Axis, shown: Sequence[str | None]) -> Question:
        """The members `shown`, asked in this scope."""
        return Question((metric,), (axis.dimension,), (*self.where(), Filter(axis.dimension, "in", tuple(shown))))

    def rest(self, metric: str, axis: Axis, shown: Sequence[str | None]) -> Question:
        """All other members in one figure: asked, since distinct counts cannot be subtracted."""
        return Question((metric,), (), (*self.where(), Filter(axis.dimension, "not in", tuple(shown))))

    def by_member(self, metric: str, axis: Axis) -> Question:
        return Question((metric,), axis.columns, self.where())


def _order(metric: str, axis: Axis, order: Order) -> tuple[str, ...]:
    if order == "name":
        return (axis.naming,)
    return (f"-{metric}" if order == "most" else metric, axis.naming)


def all_days(metric: str) -> Question:
    """Every day that has a figure, to know from when on there is data."""
    return Question((metric,), ("date__day",), order=("date__day",))


def extent(days: Sequence[dt.date | None], as_of: dt.date) -> Window:
    """From the first day that has data to `as_of`, or to the last day where data goes on after it."""
    dated = [day for day in days if day is not None]
    return Window(min([*dated, as_of]), max([*dated, as_of]))
