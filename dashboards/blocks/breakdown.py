"""A metric by the members of a dimension: the largest, all others together, and the total, each asked for itself.

Belongs here: lines of members, their order, and keeping one with a click.
Does not belong here: the layout of the table (table.py), asking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.blocks.comparison import Change
from dashboards.blocks.sheet import Sheet
from dashboards.blocks.table import Head, Line, More, Table, show_table
from dashboards.filters import Order
from dashboards.formats import Number, unit_kind
from dashboards.periods import Window
from dashboards.questions import Axis

FEW, MANY = 15, 200


@dataclass(frozen=True)
class Breakdown:
    """`members` are rows of an answer by the axis; `before` their figures over the days `other`, by member.

    `rest` is what all other members came to (None: there are none), `total` what all did.
    """

    axis: Axis
    members: Sequence[Mapping[str, Any]]
    before: Mapping[str | None, Number | None]
    rest: Change | None
    total: Change
    other: Window | None


def limit_of(sheet: Sheet, axis: Axis) -> int:
    return MANY if axis.dimension in sheet.view.full else FEW


def show_breakdown(sheet: Sheet, shown: Breakdown) -> None:
    words, dimension = sheet.words, shown.axis.dimension
    name = words(f"dimension.{dimension}")
    order = sheet.view.orders.get(dimension, "most")
    show_table(
        sheet,
        Table(
            identity=f"by-{dimension.replace('__', '-')}",
            title=_title(sheet, dimension),
            subtitle=_subtitle(sheet, shown),
            name=_head(sheet, dimension, name, order, "name", "name"),
            value=_head(sheet, dimension, _value_title(sheet), order, "least" if order == "most" else "most", order),
            lines=[_line(sheet, shown, row) for row in shown.members],
            totals=_totals(sheet, shown),
            other=shown.other,
            new=words("table.new"),
            more=_more(sheet, shown),
        ),
    )


def _title(sheet: Sheet, dimension: str) -> str:
    by = sheet.words(f"dimension.by.{dimension}")
    return sheet.words("table.by", metric=sheet.label(sheet.view.metric), dimension=by)


def _subtitle(sheet: Sheet, shown: Breakdown) -> str:
    if shown.other is None:
        return ""
    return sheet.words("table.change_on", other=sheet.formats.window(shown.other))


def _value_title(sheet: Sheet) -> str:
    amount = unit_kind(sheet.metric.unit) == "amount"
    return sheet.formats.currency if amount else sheet.label(sheet.view.metric)


def _head(sheet: Sheet, dimension: str, text: str, order: Order, on_click: Order, own: Order) -> Head:
    directions: dict[Order, str] = {"most": "descending", "least": "ascending", "name": "ascending"}
    return Head(
        text,
        view=sheet.view.ordered(dimension, on_click),
        sorted=directions[order] if order == own else "",
        hint=sheet.words(f"table.order.{on_click}"),
    )


def _line(sheet: Sheet, shown: Breakdown, row: Mapping[str, Any]) -> Line:
    member, value = row[shown.axis.dimension], row[sheet.view.metric]
    name = sheet.member(row[shown.axis.naming])
    code = member if shown.axis.naming != shown.axis.dimension and member is not None else ""
    change = Change(value, shown.before.get(member))
    return Line(name, value, change, sheet.view.keeping(shown.axis.dimension, (member,)), code)


def _totals(sheet: Sheet, shown: Breakdown) -> list[Line]:
    """All others, then the total, set apart."""
    plural = sheet.words(f"dimension.plural.{shown.axis.dimension}")
    lines = [Line(sheet.words("table.total"), shown.total.current, shown.total, sheet.view, kind="total")]
    if shown.rest is None:
        return lines
    return [Line(sheet.words("table.rest", dimension=plural), shown.rest.current, shown.rest, kind="rest"), *lines]


def _more(sheet: Sheet, shown: Breakdown) -> More | None:
    dimension = shown.axis.dimension
    if dimension in sheet.view.full:
        return More(sheet.words("table.fewer"), sheet.view.folded(dimension))
    plural = sheet.words(f"dimension.plural.{dimension}")
    return More(sheet.words("table.more", dimension=plural), sheet.view.unfolded(dimension)) if shown.rest else None
