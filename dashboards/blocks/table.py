"""A table of members or periods with a bar in each line; every line can be opened and shows its rows.

Belongs here: the layout of such a table. What its lines are is said by breakdown.py and over_time.py.
Does not belong here: the table of rows behind a figure (rows_behind.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboards.blocks.comparison import Change, tone, written
from dashboards.blocks.markup import show
from dashboards.blocks.sheet import Sheet
from dashboards.filters import View
from dashboards.formats import Number
from dashboards.periods import Window


@dataclass(frozen=True)
class Line:
    """One line: `view` is the state it leads to, None where it leads nowhere; `code` stands small beside the name."""

    name: str
    value: Number | None
    change: Change
    view: View | None = None
    code: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Head:
    """A column's heading; `view` is the state in which the table is sorted by it."""

    text: str
    view: View | None = None
    sorted: str = ""  # ascending or descending, where it is
    hint: str = ""


@dataclass(frozen=True)
class More:
    """A link below the table, to more or fewer lines."""

    text: str
    view: View


@dataclass(frozen=True)
class Table:
    """`other`: the days compared with, None without a comparison."""

    identity: str
    title: str
    subtitle: str
    name: Head
    value: Head
    lines: Sequence[Line]
    totals: Sequence[Line] = field(default_factory=tuple)
    other: Window | None = None
    more: More | None = None
    new: str = ""  # what is said of a line that has a figure now and had none before


def show_table(sheet: Sheet, table: Table) -> None:
    compared = table.other is not None
    low, high = _ends([line.value for line in table.lines])
    show(
        "breakdown",
        id=table.identity,
        title=table.title,
        subtitle=table.subtitle,
        columns=_columns(sheet, table),
        rows=[{**_cells(sheet, table, line), **_bar(line.value, low, high)} for line in table.lines],
        totals=[_cells(sheet, table, line) for line in table.totals],
        compared=compared,
        rows_text=sheet.words("table.rows"),
        more={"text": table.more.text, "link": sheet.link(table.more.view)} if table.more else None,
    )


def _columns(sheet: Sheet, table: Table) -> list[dict[str, Any]]:
    heads = {"name": table.name, "bar": Head(""), "number": table.value}
    columns = [_column(sheet, kind, head) for kind, head in heads.items()]
    if table.other is None:
        return columns
    hint = sheet.words("table.change_on", other=sheet.formats.window(table.other))
    return [*columns, _column(sheet, "number change", Head(sheet.words("table.change"), hint=hint))]


def _column(sheet: Sheet, kind: str, head: Head) -> dict[str, Any]:
    mark = {"ascending": " \u2191", "descending": " \u2193"}.get(head.sorted, "")
    link = sheet.link(head.view) if head.view else None
    return {"kind": kind, "text": head.text, "link": link, "sorted": head.sorted, "hint": head.hint, "mark": mark}


def _cells(sheet: Sheet, table: Table, line: Line) -> dict[str, Any]:
    metric = sheet.metric
    return {
        "name": line.name,
        "code": line.code,
        "kind": line.kind,
        "value": sheet.full(metric.name, line.value),
        "change": _change(sheet, table, line.change),
        "tone": tone(line.change, metric.good_direction, sheet.view.language),
        "link": sheet.link(line.view) if line.view else None,
        "hint": sheet.words("table.keep", member=line.name),
        "rows_link": sheet.link(line.view.on_rows(1)) if line.view and line.value is not None else None,
        "rows_hint": sheet.words("table.rows_of", member=line.name),
    }


def _change(sheet: Sheet, table: Table, change: Change) -> str:
    is_new = bool(change.current) and not change.other
    return table.new if is_new else written(change, sheet.metric.unit, sheet.formats)


def _ends(values: Sequence[Number | None]) -> tuple[float, float]:
    numbers = [float(value) for value in values if value is not None]
    return min([0.0, *numbers]), max([0.0, *numbers])


def _bar(value: Number | None, low: float, high: float) -> dict[str, float]:
    """Where a bar begins and how wide it is, in per cent; bars of one table start at one zero."""
    span = (high - low) or 1.0
    number = float(value or 0)
    return {
        "left": round((min(number, 0.0) - low) / span * 100, 2),
        "width": round(abs(number) / span * 100, 2),
    }
