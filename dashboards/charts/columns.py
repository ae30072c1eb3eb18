"""A metric over time, as columns that can be clicked.

Belongs here: the columns, what they are compared with, their labels.
Does not belong here: which periods are shown, and what a click on one does (blocks/over_time.py).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboards.charts.chart_theme import finished
from dashboards.blocks.comparison import Tone
from dashboards.formats import Number, Scale
from dashboards.i18n import Tongue
from dashboards.periods import Period
from dashboards.theme import Palette

LABELLED_COLUMNS = 16  # more than these have no room for a figure each on a telephone
PICK = "pick"
AXIS_TICKS = 4


@dataclass(frozen=True)
class Column:
    """One period: its figure and the one it is compared with. `part` says which part of it there is, if not all."""

    period: Period
    value: Number | None
    exact: str
    before: Number | None = None
    before_text: str = ""
    change: str = ""
    tone: Tone = "plain"
    part: str = ""
    faded: bool = False


def chart_columns(
    columns: Sequence[Column], label: str, scale: Scale, tongue: Tongue, palette: Palette, description: str
) -> alt.LayerChart:
    """Columns left to right from zero; `scale` is the one unit of their labels, `label` the metric's name.

    A click selects `PICK` with the field `code`, the period's code.
    """
    rows = [_row(column, scale, tongue, len(columns)) for column in columns]
    top, bottom = _bounds(columns)
    base = alt.Chart(alt.Data(values=rows)).encode(x=_x(columns, tongue))
    y_scale = alt.Scale(domain=[bottom, top], nice=False, zero=True)
    layers = [
        *_before(base, columns, y_scale, palette),
        base.mark_bar(width=alt.RelativeBandSize(0.62)).encode(
            y=_y(columns, y_scale, scale), color=alt.Color("colour:N", scale=None)
        ).transform_calculate(colour=_colours(palette)),
        *_labels(base, y_scale, palette),
        _targets(base, bottom, top, y_scale, label, tongue, any(column.before is not None for column in columns)),
    ]
    return finished(alt.layer(*layers), palette, description)


def _row(column: Column, scale: Scale, tongue: Tongue, count: int) -> dict[str, Any]:
    value = None if column.value is None else float(column.value)
    named = tongue.formats.period(column.period)
    return {
        "code": column.period.code,
        "value": value,
        "label": tongue.formats.scaled(column.value, scale) if column.value is not None else "",
        "before": None if column.before is None else float(column.before),
        "kind": "faded" if column.faded else "partial" if column.part else "full",
        "named": f"{named} ({column.part})" if column.part else named,
        "exact": column.exact,
        "before_text": column.before_text,
        "change": column.change,
        "labelled": count <= LABELLED_COLUMNS,
    }


def _bounds(columns: Sequence[Column]) -> tuple[float, float]:
    """The ends of the axis, with room for labels; zero is always between them."""
    values = [float(value) for column in columns for value in (column.value, column.before) if value is not None]
    top, bottom = max([0.0, *values]), min([0.0, *values])
    room = 0.14 * (top - bottom) or 1.0
    return (top + room if top or not bottom else 0.0), (bottom - room if bottom else 0.0)


def _x(columns: Sequence[Column], tongue: Tongue) -> alt.X:
    names = json.dumps({column.period.code: _tick(column, index, columns, tongue) for index, column in enumerate(columns)})
    few = len(columns) <= LABELLED_COLUMNS
    axis = alt.Axis(labelExpr=f"({names})[datum.value]", labelAngle=0, labelOverlap=False if few else "greedy")
    return alt.X("code:N", sort=None, axis=axis, scale=alt.Scale(paddingInner=0, paddingOuter=0))


def _tick(column: Column, index: int, columns: Sequence[Column], tongue: Tongue) -> list[str]:
    """The lines below a column; what lies above is said only where it begins."""
    lines = [tongue.formats.tick(column.period)]
    under = tongue.formats.under_tick(column.period)
    starts = index == 0 or tongue.formats.under_tick(columns[index - 1].period) != under
    lines.append(under if starts else "")
    return [*lines, column.part] if column.part else lines


def _y(columns: Sequence[Column], y_scale: alt.Scale, scale: Scale) -> alt.Y:
    if len(columns) <= LABELLED_COLUMNS:
        return alt.Y("value:Q", scale=y_scale, axis=None)
    written = f"format(datum.value / {scale.factor}, ',.{min(scale.decimals, 1)}f')"
    axis = alt.Axis(tickCount=AXIS_TICKS, labelExpr=written, domain=False, grid=True)
    return alt.Y("value:Q", scale=y_scale, axis=axis)


def _before(
    base: alt.Chart, columns: Sequence[Column], y_scale: alt.Scale, palette: Palette
) -> list[alt.Chart]:
    if all(column.before is None for column in columns):
        return []
    mark = base.mark_bar(width=alt.RelativeBandSize(0.62), color=palette.previous, xOffset=-7)
    return [mark.encode(y=alt.Y("before:Q", scale=y_scale, axis=None))]


def _colours(palette: Palette) -> str:
    faded, partial = json.dumps(palette.previous), json.dumps(palette.partial)
    return f"datum.kind == 'faded' ? {faded} : datum.kind == 'partial' ? {partial} : {json.dumps(palette.actual)}"


def _labels(base: alt.Chart, y_scale: alt.Scale, palette: Palette) -> list[alt.Chart]:
    """The figure above each column, or below one that goes down."""
    y = alt.Y("value:Q", scale=y_scale, axis=None)
    text = alt.Text("label:N")
    above = base.transform_filter("datum.labelled && datum.value >= 0")
    below = base.transform_filter("datum.labelled && datum.value < 0")
    return [
        above.mark_text(dy=-8, color=palette.ink).encode(y=y, text=text),
        below.mark_text(dy=10, color=palette.ink).encode(y=y, text=text),
    ]


def _targets(
    base: alt.Chart, bottom: float, top: float, y_scale: alt.Scale, label: str, tongue: Tongue, compared: bool
) -> alt.Chart:
    """The whole height of each column takes the pointer, so that low columns can be clicked too."""
    pick = alt.selection_point(name=PICK, fields=["code"], on="click", clear=False)
    hover = alt.selection_point(name="hover", fields=["code"], on="pointerover", clear="pointerout", empty=False)
    words = tongue.words
    tooltip = [alt.Tooltip("named:N", title=words("chart.period")), alt.Tooltip("exact:N", title=label)]
    if compared:
        tooltip += [
            alt.Tooltip("before_text:N", title=words("chart.before")),
            alt.Tooltip("change:N", title=words("table.change")),
        ]
    return (
        base.mark_bar(width=alt.RelativeBandSize(1), cursor="pointer")
        .transform_calculate(spoken="datum.named + ': ' + datum.exact")
        .encode(
            y=alt.Y(datum=bottom, type="quantitative", scale=y_scale, axis=None),
            y2=alt.Y2(datum=top),
            opacity=alt.condition(hover, alt.value(0.08), alt.value(0)),
            tooltip=tooltip,
            description=alt.Description("spoken:N"),
        )
        .add_params(pick, hover)
    )
