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
from altair.utils import schemapi

from dashboards.blocks.comparison import Tone
from dashboards.charts.chart_theme import finished
from dashboards.formats import Number, Scale
from dashboards.i18n import Tongue
from dashboards.periods import Period
from dashboards.theme import Palette

LABELLED_COLUMNS = 16  # more than these have no room for a figure each on a telephone
PICK = "pick"
AXIS_TICKS = 4
WIDTH = {"expr": "min(72, 0.62 * bandwidth('x'))"}
FITTING = {"expr": "bandwidth('x') < 34 ? 9 : 12"}  # px: below this, figures of neighbours would touch
ROOMY = {"expr": "bandwidth('x') < 54 ? 0 : 1"}  # a per cent of change needs as much
BEHIND = {"expr": "-min(16, 0.14 * bandwidth('x'))"}  # how far the period before looks out behind


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
) -> dict[str, Any]:
    """The Vega-Lite specification of columns left to right from zero, which a click on one selects as `PICK`.

    `scale` is the one unit of their labels, `label` the metric's name; the selection has the period's `code`.
    """
    # Altair's own check of what it makes takes half a second, ten times the drawing; the tests make it.
    with schemapi.debug_mode(False):
        chart = _chart(columns, label, scale, tongue, palette, description)
        spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


def _chart(
    columns: Sequence[Column], label: str, scale: Scale, tongue: Tongue, palette: Palette, description: str
) -> alt.LayerChart:
    rows = [_row(column, scale, tongue) for column in columns]
    bottom, top = _bounds(columns)
    base = alt.Chart().encode(x=_x(columns, tongue))
    y = _Height(alt.Scale(domain=[bottom, top], nice=False, zero=True), _axis(columns, scale))
    layers = [
        *_before(base, columns, y, palette),
        _actual(base, y, palette),
        base.mark_rule(color=palette.second).encode(x=alt.value(0), x2=alt.value("width"), y=y.of("zero")),
        *_labels(base, columns, y, palette),
        _targets(base, bottom, top, y, label, tongue, _compared(columns)),
    ]
    chart = alt.layer(*layers, data=alt.Data(values=rows)).resolve_scale(color="independent")
    return finished(chart, palette, description)


@dataclass(frozen=True)
class _Height:
    """The one vertical scale and axis of all layers."""

    scale: alt.Scale
    axis: alt.Axis | None

    def of(self, field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=self.scale, axis=self.axis, title=None)


def _compared(columns: Sequence[Column]) -> bool:
    return any(column.before is not None for column in columns)


def _row(column: Column, scale: Scale, tongue: Tongue) -> dict[str, Any]:
    value = None if column.value is None else float(column.value)
    named = tongue.formats.period(column.period)
    return {
        "code": column.period.code,
        "value": value,
        "zero": 0,
        "label": tongue.formats.scaled(column.value, scale) if column.value is not None else "",
        "higher": max(float(column.value or 0), float(column.before or 0)),
        "before": None if column.before is None else float(column.before),
        "kind": "faded" if column.faded else "partial" if column.part else "full",
        "named": f"{named} ({column.part})" if column.part else named,
        "exact": column.exact,
        "before_text": column.before_text,
        "change": column.change,
        "tone": column.tone,
    }


def _bounds(columns: Sequence[Column]) -> tuple[float, float]:
    """The ends of the axis, with room for labels; zero is always between them."""
    values = [float(value) for column in columns for value in (column.value, column.before) if value is not None]
    top, bottom = max([0.0, *values]), min([0.0, *values])
    room = 0.14 * (top - bottom) or 1.0
    return (bottom - room if bottom else 0.0), (top + room if top or not bottom else 0.0)


def _x(columns: Sequence[Column], tongue: Tongue) -> alt.X:
    ticks = {column.period.code: _tick(column, index, columns, tongue) for index, column in enumerate(columns)}
    names = json.dumps(ticks)
    few = len(columns) <= LABELLED_COLUMNS
    overlap = False if few else "greedy"
    axis = alt.Axis(
        labelExpr=f"({names})[datum.value]", labelAngle=0, labelOverlap=overlap, labelSeparation=8, domain=False
    )
    codes = [column.period.code for column in columns]
    return alt.X("code:N", sort=None, axis=axis, scale=alt.Scale(domain=codes, paddingInner=0, paddingOuter=0))


def _tick(column: Column, index: int, columns: Sequence[Column], tongue: Tongue) -> list[str]:
    """The lines below a column; what lies above is said only where it begins."""
    lines = [tongue.formats.tick(column.period)]
    under = tongue.formats.under_tick(column.period)
    starts = index == 0 or tongue.formats.under_tick(columns[index - 1].period) != under
    lines.append(under if starts else "")
    return [*lines, column.part] if column.part else lines


def _axis(columns: Sequence[Column], scale: Scale) -> alt.Axis | None:
    """None where every column has its figure on it."""
    if len(columns) <= LABELLED_COLUMNS:
        return None
    written = f"format(datum.value / {scale.factor}, ',.{min(scale.decimals, 1)}f')"
    return alt.Axis(tickCount=AXIS_TICKS, labelExpr=written, domain=False, grid=True)


def _before(base: alt.Chart, columns: Sequence[Column], y: _Height, palette: Palette) -> list[alt.Chart]:
    if not _compared(columns):
        return []
    return [base.mark_bar(width=WIDTH, color=palette.previous, xOffset=BEHIND).encode(y=y.of("before"))]


def _actual(base: alt.Chart, y: _Height, palette: Palette) -> alt.Chart:
    colours = {"full": palette.actual, "partial": palette.partial, "faded": palette.previous}
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return base.mark_bar(width=WIDTH).encode(y=y.of("value"), color=alt.Color("kind:N", scale=scale, legend=None))


def _labels(base: alt.Chart, columns: Sequence[Column], y: _Height, palette: Palette) -> list[alt.Chart]:
    """The figure above each column or below one that goes down, and above it the change where there is one."""
    if len(columns) > LABELLED_COLUMNS:
        return []
    above, below = base.transform_filter("datum.value >= 0"), base.transform_filter("datum.value < 0")
    labels = [
        above.mark_text(dy=-8, color=palette.ink, fontSize=FITTING).encode(y=y.of("value"), text="label:N"),
        below.mark_text(dy=10, color=palette.ink, fontSize=FITTING).encode(y=y.of("value"), text="label:N"),
    ]
    if not _compared(columns):
        return labels
    tones = {"green": palette.green, "red": palette.red, "plain": palette.second}
    colour = alt.Color("tone:N", scale=alt.Scale(domain=list(tones), range=list(tones.values())), legend=None)
    return [*labels, above.mark_text(dy=-24, opacity=ROOMY).encode(y=y.of("higher"), text="change:N", color=colour)]


def _targets(
    base: alt.Chart, bottom: float, top: float, y: _Height, label: str, tongue: Tongue, compared: bool
) -> alt.Chart:
    """The whole height of each column takes the pointer, so that low columns can be clicked too."""
    pick = alt.selection_point(name=PICK, fields=["code"], on="click", clear=False)
    hover = alt.selection_point(name="hover", fields=["code"], on="pointerover", clear="pointerout", empty=False)
    return (
        base.mark_bar(width=alt.RelativeBandSize(1), cursor="pointer")
        .transform_calculate(spoken="datum.named + ': ' + datum.exact", low=str(bottom), high=str(top))
        .encode(
            y=y.of("low"),
            y2="high:Q",
            opacity=alt.condition(hover, alt.value(0.08), alt.value(0)),
            tooltip=_tooltip(label, tongue, compared),
            description="spoken:N",
        )
        .add_params(pick, hover)
    )


def _tooltip(label: str, tongue: Tongue, compared: bool) -> list[alt.Tooltip]:
    words = tongue.words
    shown = {"named": words("chart.period"), "exact": label}
    if compared:
        shown |= {"before_text": words("chart.before"), "change": words("table.change")}
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in shown.items()]
