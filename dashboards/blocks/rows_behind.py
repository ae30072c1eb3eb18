"""The rows behind the figure shown: one page of them, their sum beside the figure, and all of them as a file.

Belongs here: showing rows as the door gives them, paging, the sum against the cell, CSV.
Does not belong here: which rows they are (warehouse/explain.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa
import streamlit as st

from dashboards.blocks.csv_file import csv_of
from dashboards.blocks.markup import show
from dashboards.blocks.sheet import Sheet
from dashboards.filters import PAGE_OF_ROWS
from dashboards.formats import NOTHING, Number
from warehouse.question import Rows

NUMBERED = {"line"}  # columns whose integers name a place and are not counted
LONG = 24  # characters from which a text may wrap
Labels = Mapping[str, str]


def show_closed(sheet: Sheet) -> None:
    """The offer to show the rows."""
    show(
        "rows_head",
        title=sheet.words("rows.title"),
        subtitle="",
        text="",
        link=sheet.link(sheet.view.on_rows(1)),
        link_text=sheet.words("rows.open"),
        scroll=True,
    )


@dataclass(frozen=True)
class Behind:
    """One page of `rows` behind the figure `cell`; `what` is the selection in words.

    Of a row the `columns` are shown that it has, and what it adds to the figure; the file has them all.
    """

    rows: Rows
    cell: Number | None
    what: str
    labels: Labels
    columns: Sequence[str]

    def shown(self, metric: str) -> pa.Table:
        held = self.rows.table.schema.names
        return self.rows.table.select([name for name in (*self.columns, metric) if name in held])


def show_rows(sheet: Sheet, behind: Behind) -> None:
    """The page of rows with their sum over all pages, and whether that is the figure."""
    rows, shown = behind.rows, behind.shown(sheet.view.metric)
    show(
        "rows_head",
        title=sheet.words("rows.title"),
        subtitle=sheet.words("rows.cell", metric=sheet.label(sheet.view.metric), what=behind.what),
        text=sheet.words("rows.counted", **_count(sheet, rows)),
        link=sheet.link(sheet.view.on_rows(0)),
        link_text=sheet.words("rows.close"),
        scroll=False,
    )
    if not rows.total_rows:
        return
    first = (sheet.view.rows - 1) * PAGE_OF_ROWS + 1
    last = first + rows.table.num_rows - 1
    show(
        "rows",
        title=sheet.words("rows.title"),
        columns=_columns(sheet, shown, behind.labels),
        rows=[[_cell(sheet, name, value) for name, value in row.items()] for row in shown.to_pylist()],
        pager_label=sheet.words("rows.pages"),
        back=sheet.link(sheet.view.on_rows(sheet.view.rows - 1)) if sheet.view.rows > 1 else None,
        onward=sheet.link(sheet.view.on_rows(sheet.view.rows + 1)) if last < rows.total_rows else None,
        back_text=sheet.words("rows.back"),
        onward_text=sheet.words("rows.onward"),
        page_text=_page_text(sheet, rows, first, last),
        sum=sheet.full(sheet.view.metric, rows.sums.get(sheet.view.metric)),
        sum_text=sheet.words("rows.sum", **_count(sheet, rows)),
        agrees=_against(sheet, rows, behind.cell),
    )


def _columns(sheet: Sheet, table: pa.Table, labels: Labels) -> list[dict[str, str]]:
    return [{"text": column_label(sheet, name, labels), "kind": _kind(table, name)} for name in table.schema.names]


def _count(sheet: Sheet, rows: Rows) -> dict[str, Any]:
    return {"count": rows.total_rows, "count_written": sheet.formats.number(rows.total_rows)}


def _page_text(sheet: Sheet, rows: Rows, first: int, last: int) -> str:
    number = sheet.formats.number
    return sheet.words("rows.page", first=number(first), last=number(last), all=number(rows.total_rows))


def _against(sheet: Sheet, rows: Rows, cell: Number | None) -> str:
    """Whether the sum over all rows is the figure above; said either way."""
    total = rows.sums.get(sheet.view.metric)
    agrees = (total or 0) == (cell or 0)
    return sheet.words("rows.agrees" if agrees else "rows.differs", value=sheet.full(sheet.view.metric, cell))


def column_label(sheet: Sheet, name: str, labels: Labels) -> str:
    """From the catalogue, else from the dictionary of the version; a name in words where neither knows it."""
    if sheet.words.has(f"column.{name}"):
        return sheet.words(f"column.{name}")
    if name in sheet.metrics:
        return sheet.label(name)
    return labels.get(name, name.strip("_").replace("_", " ").capitalize())


def _kind(table: pa.Table, name: str) -> str:
    held = table.schema.field(name).type
    if pa.types.is_integer(held) or pa.types.is_decimal(held) or pa.types.is_floating(held):
        return "number"
    return "long" if pa.types.is_string(held) and _longest(table.column(name)) > LONG else ""


def _longest(column: pa.ChunkedArray) -> int:
    return max((len(text) for text in column.to_pylist() if text), default=0)


def _cell(sheet: Sheet, name: str, value: Any) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, dt.datetime):
        return sheet.formats.time(value)
    if isinstance(value, dt.date):
        return sheet.formats.day(value)
    if isinstance(value, Decimal):
        return sheet.formats.number(value, _decimals(value))
    if isinstance(value, int) and name not in NUMBERED:
        return sheet.formats.number(value)
    word = f"value.{name}.{value}"
    return sheet.words(word) if sheet.words.has(word) else str(value)


def _decimals(value: Decimal) -> int:
    """Two, or as many as there are: a price of 0.0012 is not 0.00."""
    exponent = value.normalize().as_tuple().exponent
    return max(2, -exponent) if isinstance(exponent, int) else 2


def offer_file(sheet: Sheet, pages: Callable[[], Iterator[pa.Table]], labels: Labels, what: str) -> None:
    """A file of all rows, made when it is asked for; `pages` gives them in order."""
    metric = sheet.label(sheet.view.metric)

    def content() -> bytes:
        return csv_of(pages(), lambda name: column_label(sheet, name, labels))

    st.download_button(
        sheet.words("rows.download"),
        data=content,
        file_name=f"{metric} {what}.csv".replace("/", "-"),
        mime="text/csv",
        on_click="ignore",
        type="tertiary",
        key="download",
    )
