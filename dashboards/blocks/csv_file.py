"""Rows as a CSV file that spreadsheets open as it is meant.

Belongs here: encoding, headings, and text that a spreadsheet would run as a formula.
Does not belong here: which rows.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # without it Excel takes UTF-8 for the local code page
FORMULA = r"^[=+\-@\t\r]"


def csv_of(pages: Iterable[pa.Table], label: Callable[[str], str]) -> bytes:
    """UTF-8 with byte order mark, one heading line, the rows of all `pages`; values as they are, dates ISO.

    Text that begins like a formula gets an apostrophe before it, which spreadsheets do not show.
    """
    file = io.BytesIO()
    file.write(BYTE_ORDER_MARK)
    for index, page in enumerate(pages):
        safe = _for_spreadsheets(page).rename_columns([label(name) for name in page.schema.names])
        csv.write_csv(safe, file, csv.WriteOptions(include_header=index == 0))
    return file.getvalue()


def _for_spreadsheets(table: pa.Table) -> pa.Table:
    for index, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            table = table.set_column(index, field, _guarded(table.column(index)))
        if pa.types.is_timestamp(field.type):  # spreadsheets take no fractions of a second
            table = table.set_column(index, field.name, table.column(index).cast(pa.timestamp("s"), safe=False))
    return table


def _guarded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    guarded = pc.binary_join_element_wise(pa.scalar("'"), column, pa.scalar(""))
    return pc.if_else(pc.match_substring_regex(column, FORMULA), guarded, column)
