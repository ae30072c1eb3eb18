"""The way down to the period shown, each step a link back up.

Belongs here: the steps above a period along the authored hierarchy of dates.
Does not belong here: the hierarchy itself (warehouse/hierarchies.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboards.blocks.markup import show
from dashboards.blocks.sheet import Sheet
from dashboards.periods import Grain, Period, grain_of, level_of
from warehouse.hierarchies import DATE, WEEK


def show_breadcrumb(sheet: Sheet) -> None:
    steps = steps_to(sheet.view.period)
    crumbs = [
        {"text": _named(sheet, step), "link": sheet.link(sheet.view.into(step)) if step != steps[-1] else None}
        for step in steps
    ]
    show("breadcrumb", label=sheet.words("crumbs.label"), crumbs=crumbs)


def steps_to(period: Period | None) -> list[Period | None]:
    """All there is, then the period's ancestors, then itself."""
    if period is None:
        return [None]
    path = WEEK if period.grain == "week" else DATE
    above = (grain_of(level) for level in path.above(level_of(period.grain)))
    return [None, *(Period.holding(period.start, grain) for grain in above), period]


def next_grain(period: Period | None) -> Grain:
    """What a period is shown by when nobody chose: its next level down; at the top months, for the overview.

    A day has no finer level and is shown among the days of its month.
    """
    if period is None:
        return "month"
    path = WEEK if period.grain == "week" else DATE
    below = path.below(level_of(period.grain))
    return grain_of(below) if below else "day"


def offered_grains(period: Period | None) -> Sequence[Grain]:
    """By which grains a period can be shown. Weeks lie in no month or year, so they divide only all there is."""
    if period is None:
        return ("year", "quarter", "month", "week")
    finer: dict[Grain, Sequence[Grain]] = {"year": ("quarter", "month"), "quarter": ("month", "day")}
    return finer.get(period.grain, ("day",))


def _named(sheet: Sheet, period: Period | None) -> str:
    return sheet.formats.period(period) if period else sheet.words("crumbs.all")
