"""Asks at the desk what blocks need, in the shape they take it.

Belongs here: several questions that make one block's figures.
Does not belong here: single questions (questions.py), arithmetic (blocks/comparison.py), showing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from dashboards.blocks.breadcrumb import next_grain, offered_grains
from dashboards.blocks.breakdown import Breakdown, limit_of
from dashboards.blocks.comparison import Cause, Change, Comparison, largest_part
from dashboards.blocks.figures import HISTORY, History
from dashboards.blocks.over_time import Course
from dashboards.blocks.sheet import Sheet
from dashboards.desk import Desk
from dashboards.filters import PAGE_OF_ROWS, Offer, View
from dashboards.formats import Number, unit_kind
from dashboards.i18n import tongue
from dashboards.periods import Grain, Period, Window, level_of, periods_in
from dashboards.questions import Axis, Scope, all_days, extent
from dashboards.theme import palette
from warehouse.freshness import Freshness
from warehouse.question import Question, Rows

Figures = dict[str, Number | None]
ROWS_AT_ONCE = 100_000  # the most the door gives


def open_sheet(desk: Desk, view: View, offer: Offer, freshness: Freshness, everything: str) -> Sheet:
    """The page's sheet; the metric `everything` has a figure on every day that has data."""
    days = [row["date__day"] for row in desk.table(all_days(everything))]
    data, is_undated = extent(days, freshness.as_of_date), set(days) == {None}
    spoken = tongue(view.language, desk.company.currency)
    return Sheet(view, offer, spoken, palette(), desk.metrics(), data, is_undated)


def scope_of(sheet: Sheet) -> Scope:
    """What the page shows; without a period also what has no date."""
    period = sheet.view.period
    return Scope((sheet.window or period.window) if period else None, sheet.view.members)


def compared(
    desk: Desk, scope: Scope, metrics: Sequence[str], comparison: Comparison | None
) -> tuple[Figures, Figures]:
    """The figures of the days compared, and of those they are compared with."""
    if comparison is None:
        return {}, {}
    now, before = scope.during(comparison.current), scope.during(comparison.other)
    return desk.figures(now.figures(metrics)), desk.figures(before.figures(metrics))


def cause_of(
    desk: Desk, sheet: Sheet, scope: Scope, comparison: Comparison | None, axes: Sequence[Axis]
) -> Cause | None:
    """Who made most of the change, along the first axis that is not filtered; only of amounts, which add up."""
    free = [axis for axis in axes if axis.dimension not in sheet.view.members]
    if comparison is None or not free or unit_kind(sheet.metric.unit) != "amount":
        return None
    now = desk.table(scope.during(comparison.current).by_member(sheet.view.metric, free[0]))
    before = desk.table(scope.during(comparison.other).by_member(sheet.view.metric, free[0]))
    cause = largest_part(now, before, sheet.view.metric, free[0])
    return Cause(sheet.member(cause.member), cause.change) if cause else None


def history_of(desk: Desk, sheet: Sheet, scope: Scope, metrics: Sequence[str]) -> History:
    """The last periods up to the end of what is shown; of years and quarters, their months."""
    window = sheet.window or sheet.data
    period = sheet.view.period
    grain: Grain = "month" if period is None or period.grain in ("year", "quarter") else period.grain
    last = Period.holding(window.end, grain)
    reach = Window(last.moved(1 - HISTORY).start, last.end).clipped(sheet.data) or window
    rows = {row[level_of(grain)]: row for row in desk.table(scope.during(reach).over_time(metrics, grain))}
    periods = periods_in(reach, grain)
    found = [rows.get(period.start, {}) for period in periods]
    return History(periods, {metric: [row.get(metric) for row in found] for metric in metrics})


def course_of(desk: Desk, sheet: Sheet, scope: Scope, comparison: Comparison | None, total: Change) -> Course:
    """The metric over the periods below the one shown, each beside the one it is compared with."""
    period, metric = sheet.view.period, sheet.view.metric
    grain = _grain(sheet)
    window = sheet.window or sheet.data
    if period is not None and period.grain == "day":
        window = Period.holding(period.start, "month").window.clipped(sheet.data) or window
    values = _over_time(desk, scope if period is None else scope.during(window), metric, grain)
    others = _others(sheet, comparison, grain)
    before = _over_time(desk, scope.during(comparison.other), metric, grain) if comparison and others else {}
    pairs = zip(periods_in(window, grain), others, strict=False)
    return Course(
        grain=grain,
        window=window,
        values=values,
        total=total,
        before={own: before.get(other) for own, other in pairs},
        other=comparison.other if comparison and others else None,
        undated=values.get(None),
    )


def _grain(sheet: Sheet) -> Grain:
    chosen = sheet.view.grain
    if chosen is not None and chosen in offered_grains(sheet.view.period):
        return chosen
    return next_grain(sheet.view.period)


def _others(sheet: Sheet, comparison: Comparison | None, grain: Grain) -> list[Period]:
    """The periods that those shown are compared with, one by one from the first on; a day alone has none."""
    period = sheet.view.period
    if comparison is None or comparison.inside or period is None or period.grain == "day":
        return []
    return periods_in(comparison.other, grain)


def _over_time(desk: Desk, scope: Scope, metric: str, grain: Grain) -> dict[Period | None, Number | None]:
    by = level_of(grain)
    rows = desk.table(scope.over_time((metric,), grain))
    return {Period(grain, row[by]) if row[by] else None: row[metric] for row in rows}


def breakdown_of(
    desk: Desk, sheet: Sheet, scope: Scope, axis: Axis, comparison: Comparison | None, total: Change
) -> Breakdown:
    """The largest members, all others, and how they changed; without a comparison of the whole, no changes."""
    metric, limit = sheet.view.metric, limit_of(sheet, axis)
    other = comparison.other if comparison and not comparison.inside else None
    members = desk.table(scope.top(metric, axis, sheet.view.orders.get(axis.dimension, "most"), limit))
    shown = [row[axis.dimension] for row in members]
    earlier = scope.during(other) if other else None
    same = desk.table(earlier.same(metric, axis, shown)) if earlier else []
    return Breakdown(
        axis=axis,
        members=members,
        before={row[axis.dimension]: row[metric] for row in same},
        rest=_rest(desk, scope, earlier, metric, axis, shown) if len(shown) == limit else None,
        total=total,
        other=other,
    )


def _rest(
    desk: Desk, scope: Scope, earlier: Scope | None, metric: str, axis: Axis, shown: Sequence[str | None]
) -> Change | None:
    """What the members not shown came to, now and earlier; None where there are none."""
    now = desk.figures(scope.rest(metric, axis, shown))[metric]
    if now is None:
        return None
    return Change(now, desk.figures(earlier.rest(metric, axis, shown))[metric] if earlier else None)


def names_of(desk: Desk, everything: str, axes: Sequence[Axis]) -> dict[str, dict[str | None, str]]:
    """The members of each axis and their names, by name."""
    scope = Scope(None, {})
    answers = {axis: desk.table(scope.top(everything, axis, "name", ROWS_AT_ONCE)) for axis in axes}
    return {axis.dimension: {row[axis.dimension]: row[axis.naming] for row in rows} for axis, rows in answers.items()}


def rows_of(desk: Desk, sheet: Sheet, scope: Scope) -> Rows:
    """The page of rows that the view asks for."""
    question = scope.figures((sheet.view.metric,))
    return desk.rows(question, PAGE_OF_ROWS, (sheet.view.rows - 1) * PAGE_OF_ROWS)


def all_rows(desk: Desk, question: Question) -> Iterator[pa.Table]:
    """All rows behind a figure, in as many tables as it takes."""
    offset = 0
    while True:
        rows = desk.rows(question, ROWS_AT_ONCE, offset)
        yield rows.table
        offset += ROWS_AT_ONCE
        if offset >= rows.total_rows:
            return


def said(sheet: Sheet, names: Mapping[str, Mapping[str | None, Any]]) -> str:
    """The selection in words: "Nov 2011, United Kingdom"."""
    period = sheet.view.period
    parts = [sheet.formats.period(period) if period else sheet.words("crumbs.all")]
    for dimension, kept in sheet.view.members.items():
        parts += [sheet.member(names[dimension].get(member, member)) for member in kept]
    return ", ".join(parts)
