"""The answer as a sentence, made from figures that were asked.

Belongs here: which of the figures is worth saying, and saying it.
Does not belong here: the comparing itself (comparison.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from dashboards.blocks.comparison import MANIFOLD, Cause, Change, Comparison, share
from dashboards.blocks.markup import show
from dashboards.blocks.sheet import Sheet
from dashboards.formats import Number

ALMOST_ALL = Decimal("0.9")
MOST = Decimal("0.5")
WORTH_SAYING = Decimal("0.2")  # another figure is named beside the answer when it moved by a fifth or more
STEADY = Decimal("0.0005")  # what is written as 0.0 % is said to have stayed


def show_sentence(sentences: Sequence[str], sheet: Sheet) -> None:
    show("sentence", sentences=sentences, joint=" " if sheet.view.language == "en" else "")


def answer(
    sheet: Sheet,
    total: Number | None,
    comparison: Comparison | None,
    changes: Mapping[str, Change],
    cause: Cause | None,
) -> list[str]:
    """One or two sentences on the metric shown: what it came to, and how it moved against the comparison.

    `changes` are those of all figures over the days compared.
    """
    if sheet.is_undated:
        return [_total(sheet, total, "total_undated")]
    change = changes.get(sheet.view.metric)
    if comparison is None or change is None or change.rate is None:
        return [_total(sheet, total), _why_nothing(sheet)]
    moved = _moved(sheet, comparison, change, cause, _other(sheet, changes))
    return [_total(sheet, total), moved] if comparison.inside else [moved]


def _total(sheet: Sheet, total: Number | None, message: str = "total") -> str:
    words = sheet.words
    value = sheet.short(sheet.view.metric, total)
    return words(f"sentence.{message}", metric=sheet.label(sheet.view.metric), value=value, period=_during(sheet))


def _during(sheet: Sheet) -> str:
    window = sheet.window or sheet.data
    if window.as_period():
        return sheet.words("sentence.during", period=sheet.formats.window(window))
    start, end = sheet.formats.day(window.start), sheet.formats.day(window.end)
    return sheet.words("sentence.between", start=start, end=end)


def _why_nothing(sheet: Sheet) -> str:
    name = {"year": "no_year_before", "period": "no_period_before"}.get(sheet.view.versus or "", "nothing_before")
    return sheet.words(f"sentence.{name}", day=sheet.formats.day(sheet.data.start))


def _moved(sheet: Sheet, comparison: Comparison, change: Change, cause: Cause | None, others: str) -> str:
    rate = change.rate or Decimal(0)
    direction = "same" if abs(rate) < STEADY else "rose" if rate > 0 else "fell"
    said: dict[str, Any] = {
        "metric": _inside(sheet.label(sheet.view.metric), sheet),
        "period": sheet.formats.window(comparison.current),
        "other": sheet.formats.window(comparison.other),
        "rate": sheet.formats.percent(abs(rate)),
        "value": sheet.short(sheet.view.metric, change.current),
        "cause": _because(sheet, cause, change),
        "others": others,
    }
    return sheet.words(f"sentence.{direction}{'_inside' if comparison.inside else ''}", **said)


def _because(sheet: Sheet, cause: Cause | None, change: Change) -> str:
    part = share(cause.change, change) if cause else None
    if cause is None or part is None or part < MOST:
        return ""
    return sheet.words("sentence.almost_all" if part >= ALMOST_ALL else "sentence.most", member=cause.member)


def _other(sheet: Sheet, changes: Mapping[str, Change]) -> str:
    """The other figure that moved most against the metric shown, where that is worth saying."""
    own = changes[sheet.view.metric].rate or Decimal(0)
    rates = {name: change.rate for name, change in changes.items() if change.rate is not None}
    apart = {name: rate for name, rate in rates.items() if min(abs(rate), abs(rate - own)) >= WORTH_SAYING}
    if not apart:
        return ""
    name = max(apart, key=lambda metric: abs(apart[metric] - own))
    message = "other_times" if apart[name] >= MANIFOLD else "other_rose" if apart[name] > 0 else "other_fell"
    said = {"rate": sheet.formats.percent(abs(apart[name])), "times": sheet.formats.number(apart[name] + 1)}
    return sheet.words(f"sentence.{message}", metric=_inside(sheet.label(name), sheet), **said)


def _inside(label: str, sheet: Sheet) -> str:
    return label[:1].lower() + label[1:] if sheet.view.language == "en" else label
