"""The strip of figures: label, value, change, and the last periods as small columns. A click shows a figure below.

Belongs here: what the strip shows of figures it got, and the explanation of the one that was chosen.
Does not belong here: asking and comparing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboards.blocks.comparison import Change, Comparison, tone, written
from dashboards.blocks.markup import show
from dashboards.blocks.sheet import Sheet
from dashboards.formats import Number
from dashboards.periods import Period

HISTORY = 13  # a year and the same period of the year before


@dataclass(frozen=True)
class History:
    """The figures of the last periods, oldest first; None where a period has none."""

    periods: Sequence[Period]
    values: Mapping[str, Sequence[Number | None]]


def show_figures(
    sheet: Sheet,
    names: Sequence[str],
    values: Mapping[str, Number | None],
    comparison: Comparison | None,
    changes: Mapping[str, Change],
    history: History,
) -> None:
    figures = [_figure(sheet, name, values.get(name), comparison, changes.get(name), history) for name in names]
    show("figures", label=sheet.words("figures.label"), figures=figures)


def _figure(
    sheet: Sheet,
    name: str,
    value: Number | None,
    comparison: Comparison | None,
    change: Change | None,
    history: History,
) -> dict[str, Any]:
    metric = sheet.metrics[name]
    moved = written(change, metric.unit, sheet.formats) if change else ""
    versus = _versus(sheet, comparison) if moved else sheet.words("figures.no_change")
    chosen = name == sheet.view.metric
    said = sheet.words(
        "figures.chosen" if chosen else "figures.choose",
        metric=sheet.label(name),
        value=sheet.short(name, value),
        change=f"{moved} {versus}".strip(),
    )
    return {
        "metric": name,
        "label": sheet.label(name),
        "value": sheet.short(name, value),
        "exact": sheet.formats.full_with_unit(value, metric.unit),
        "change": moved,
        "tone": tone(change, metric.good_direction, sheet.view.language) if change else "plain",
        "versus": versus,
        "link": sheet.link(sheet.view.showing(name)),
        "chosen": chosen,
        "spoken": said,
        "spark": spark(history.values[name], bool(sheet.part(history.periods[-1]))),
        "spark_label": _spark_label(sheet, name, history),
    }


def _versus(sheet: Sheet, comparison: Comparison | None) -> str:
    if comparison is None:
        return ""
    other = sheet.formats.window(comparison.other)
    if not comparison.inside:
        return sheet.words("figures.versus", other=other)
    period = sheet.formats.window(comparison.current)
    return sheet.words("figures.versus_inside", period=period, other=other)


def _spark_label(sheet: Sheet, name: str, history: History) -> str:
    last = sheet.formats.period(history.periods[-1])
    return sheet.words("figures.spark", metric=sheet.label(name), count=len(history.periods), period=last)


def spark(values: Sequence[Number | None], last_is_partial: bool) -> list[dict[str, Any]]:
    """Small columns from zero, in per cent of the height; the last is the one shown."""
    numbers = [float(value) if value is not None else 0.0 for value in values]
    top, bottom = max([0.0, *numbers]), min([0.0, *numbers])
    height = (top - bottom) or 1.0
    last = "partial" if last_is_partial else "now"
    return [
        {
            "height": round(abs(number) / height * 100, 1),
            "bottom": round((min(number, 0.0) - bottom) / height * 100, 1),
            "kind": last if index == len(numbers) - 1 else "",
        }
        for index, number in enumerate(numbers)
    ]


@dataclass(frozen=True)
class Explanation:
    """The chosen metric's `value`, how it was computed, and `other`, a further figure that can be chosen."""

    value: Number | None
    other: tuple[str, Number | None]
    sql: str
    version: str


def show_explanation(sheet: Sheet, explained: Explanation) -> None:
    """What the chosen metric means, its value in full, and how it was computed."""
    with st.container(horizontal=True, key="explanation", vertical_alignment="center"):
        show(
            "explain",
            label=sheet.label(sheet.view.metric),
            description=sheet.description(sheet.view.metric),
            exactly=sheet.words("explain.exactly", value=_in_full(sheet, sheet.view.metric, explained.value)),
            other=_other(sheet, *explained.other),
        )
        with st.popover(sheet.words("explain.how"), type="tertiary"):
            _how(sheet, explained)


def _in_full(sheet: Sheet, name: str, value: Number | None) -> str:
    return sheet.formats.full_with_unit(value, sheet.metrics[name].unit)


def _other(sheet: Sheet, name: str, value: Number | None) -> dict[str, str] | None:
    if name == sheet.view.metric:
        return None
    text = f"{sheet.label(name)} {_in_full(sheet, name, value)}"
    return {"text": text, "link": sheet.link(sheet.view.showing(name))}


def _how(sheet: Sheet, explained: Explanation) -> None:
    metric = sheet.metric
    known = {"question": metric.question, "grain": metric.grain, "owner": metric.owner, "version": explained.version}
    facts = [(sheet.words(f"explain.{name}"), text) for name, text in known.items() if text]
    show("how", facts=facts, title=sheet.words("explain.sql"))
    st.code(explained.sql, language="sql", wrap_lines=True)
