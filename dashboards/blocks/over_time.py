"""The main chart: a metric over the periods below the one shown, as columns or as a table. A click drills.

Belongs here: heading, grain, columns with what they are compared with, and what a click leads to.
Does not belong here: drawing (charts/columns.py), asking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

import streamlit as st

from dashboards.blocks.breadcrumb import offered_grains, show_breadcrumb
from dashboards.blocks.comparison import Change, tone, written
from dashboards.blocks.listener import go
from dashboards.blocks.markup import show
from dashboards.blocks.sheet import Sheet
from dashboards.blocks.table import Head, Line, Table, show_table
from dashboards.charts.columns import PICK, Column, chart_columns
from dashboards.filters import Shape, View
from dashboards.formats import Number, Scale, unit_kind
from dashboards.periods import Grain, Period, Window, periods_in

Values = Mapping[Period | None, Number | None]


@dataclass(frozen=True)
class Course:
    """A metric's figures by period over `window`; `before` has the period each is compared with, `other` all of them.

    `undated` is what has no date; `total` what the whole came to, and before.
    """

    grain: Grain
    window: Window
    values: Values
    total: Change
    before: Mapping[Period, Number | None]
    other: Window | None
    undated: Number | None = None

    @property
    def shown_other(self) -> Window | None:
        """The days compared with, where any of them has a figure."""
        return self.other if any(value is not None for value in self.before.values()) else None


def show_over_time(sheet: Sheet, course: Course) -> None:
    """Breadcrumb and choices, then the course of the metric in the shape chosen."""
    _bar(sheet, course)
    columns = [_column(sheet, course, period) for period in periods_in(course.window, course.grain)]
    if sheet.view.shape == "table":
        _table(sheet, course, columns)
    else:
        _chart(sheet, course, columns)
    if course.undated:
        st.caption(sheet.words("chart.undated", value=sheet.full(sheet.view.metric, course.undated)))


def _bar(sheet: Sheet, course: Course) -> None:
    with st.container(key="over_time_bar", horizontal=True, vertical_alignment="center"):
        show_breadcrumb(sheet)
        grains = offered_grains(sheet.view.period)
        if len(grains) > 1:
            show(
                "choices",
                narrow=True,
                kind="grain",
                label=sheet.words("grain.label"),
                said=False,
                choices=[
                    {
                        "text": sheet.words(f"grain.{grain}"),
                        "link": sheet.link(sheet.view.by(grain)),
                        "chosen": grain == course.grain,
                    }
                    for grain in grains
                ],
            )
        show(
            "choices",
            narrow=True,
            kind="shape",
            label=sheet.words("chart.shape"),
            said=False,
            choices=[
                {
                    "text": sheet.words(f"chart.{shape}"),
                    "link": sheet.link(sheet.view.shaped(shape)),
                    "chosen": shape == sheet.view.shape,
                }
                for shape in get_args(Shape)
            ],
        )


def _column(sheet: Sheet, course: Course, period: Period) -> Column:
    metric = sheet.metric
    value, before = course.values.get(period), course.before.get(period)
    change = Change(value, before)
    return Column(
        period=period,
        value=value,
        exact=sheet.formats.full_with_unit(value, metric.unit),
        before=before,
        before_text=sheet.formats.full_with_unit(before, metric.unit),
        change=written(change, metric.unit, sheet.formats),
        tone=tone(change, metric.good_direction, sheet.view.language),
        part=sheet.part(period),
        faded=sheet.view.period is not None and sheet.view.period.grain == "day" and period != sheet.view.period,
    )


def _chart(sheet: Sheet, course: Course, columns: Sequence[Column]) -> None:
    scale = sheet.formats.scale_of_many(_largest(columns), sheet.metric.unit)
    subtitle = subtitle_of(sheet, course, scale)
    show("heading", title=sheet.label(sheet.view.metric), subtitle=subtitle)
    said = sheet.words("chart.description", metric=sheet.label(sheet.view.metric), subtitle=subtitle)
    spec = chart_columns(columns, sheet.label(sheet.view.metric), scale, sheet.tongue, sheet.palette, said)
    key = f"columns {sheet.link(sheet.view)}"  # a state's own, so that no click of another state lingers

    def drill() -> None:
        picked = st.session_state[key].selection.get(PICK, [])
        if picked:
            go(sheet.link(_picked(sheet, Period.parse(picked[0]["code"]))))

    st.vega_lite_chart(spec=spec, theme=None, key=key, on_select=drill, selection_mode=PICK)


def _largest(columns: Sequence[Column]) -> Number:
    values = [value for column in columns for value in (column.value, column.before) if value is not None]
    return max((Decimal(str(abs(value))) for value in values), default=Decimal(0))


def _picked(sheet: Sheet, period: Period) -> View:
    """Into the period; a day opens its rows, since nothing finer is below it."""
    view = sheet.view.into(period)
    return view.on_rows(1) if period.grain == "day" else view


def subtitle_of(sheet: Sheet, course: Course, scale: Scale) -> str:
    """Unit, grain and stretch of days: "GBP million, by month, 1 Dec 2010 - 9 Dec 2011"."""
    parts = [_unit(sheet, scale), sheet.words(f"grain.by.{course.grain}"), sheet.formats.window(course.window)]
    text = sheet.words("chart.comma").join(part for part in parts if part)
    if course.shown_other is None:
        return text
    return sheet.words("chart.with_previous", text=text, period=sheet.formats.window(course.shown_other))


def _unit(sheet: Sheet, scale: Scale) -> str:
    factor = f"x{scale.factor}"
    if unit_kind(sheet.metric.unit) == "amount":
        return sheet.words(f"chart.amount.{factor}", unit=sheet.formats.currency)
    return sheet.words(f"chart.count.{factor}") if unit_kind(sheet.metric.unit) == "count" else ""


def _table(sheet: Sheet, course: Course, columns: Sequence[Column]) -> None:
    """The same columns as lines, for the keyboard and for exact reading."""
    show_table(
        sheet,
        Table(
            identity="over-time",
            title=sheet.label(sheet.view.metric),
            subtitle=_table_subtitle(sheet, course),
            name=Head(sheet.words("chart.period")),
            value=Head(sheet.label(sheet.view.metric)),
            lines=[_line(sheet, column) for column in columns],
            totals=[Line(sheet.words("table.total"), course.total.current, course.total, sheet.view, kind="total")],
            other=course.shown_other,
        ),
    )


def _table_subtitle(sheet: Sheet, course: Course) -> str:
    if course.shown_other is None:
        return ""
    return sheet.words("table.change_on", other=sheet.formats.window(course.shown_other))


def _line(sheet: Sheet, column: Column) -> Line:
    named = sheet.formats.period(column.period)
    name = f"{named} ({column.part})" if column.part else named
    return Line(name, column.value, Change(column.value, column.before), sheet.view.into(column.period))
