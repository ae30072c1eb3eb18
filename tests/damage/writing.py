"""Tables as the files of a dialect, and the line on which each of their rows begins.

Belongs here: whole files. Does not belong here: what is wrong with damaged ones (kinds_*.py).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from contextlib import suppress
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from tests.damage.dialects import Dialect
from tests.damage.rows import Table

_PARSE = {
    "id": int,
    "price": Decimal,
    "day": dt.date.fromisoformat,
    "at": dt.datetime.fromisoformat,
}
_TRUTHS = {"true": True, "false": False}
_ARROW = {
    "id": pa.int64(),
    "price": pa.decimal128(10, 2),
    "day": pa.date32(),
    "at": pa.timestamp("us"),
    "ok": pa.bool_(),
}


def write(dialect: Dialect, table: Table) -> bytes:
    """The whole file."""
    if dialect.family == "parquet":
        return parquet_bytes(parquet_table(table))
    if dialect.family == "xlsx":
        return workbook_bytes(workbook_of(table))
    return encode(dialect, "".join(text_lines(dialect, table)))


def encode(dialect: Dialect, text: str) -> bytes:
    return text.encode(dialect.encoding)


def text_lines(dialect: Dialect, table: Table) -> list[str]:
    """The pieces of a text file: its header, where it has one, then one piece per row; joined they are the file."""
    if dialect.family == "csv":
        return [csv_line(dialect, row) for row in (table.header, *table.rows)]
    if dialect.family == "queue_log":
        return ["|".join(row).rstrip("|") + "\n" for row in table.rows]
    records = [json_record(table.header, row) for row in table.rows]
    if dialect.family == "jsonl":
        return [record + "\n" for record in records]
    return json_pieces(dialect, records)


def json_pieces(dialect: Dialect, records: list[str]) -> list[str]:
    start, end = ('{"total": 7, "data": {"rows": [', '], "next": null}}\n') if dialect.records else ("[", "]\n")
    return [
        start,
        *(record + (",\n" if place < len(records) else "\n") for place, record in enumerate(records, 1)),
        end,
    ]


def csv_line(dialect: Dialect, values: tuple[str, ...]) -> str:
    if not dialect.quote:
        return dialect.delimiter.join(values) + "\n"
    out = io.StringIO()
    csv.writer(out, delimiter=dialect.delimiter, quotechar=dialect.quote, lineterminator="\n").writerow(values)
    return out.getvalue()


def json_record(header: tuple[str, ...], row: tuple[str, ...]) -> str:
    pairs = (f"{json.dumps(name)}: {_json_value(name, text)}" for name, text in zip(header, row, strict=True))
    return "{" + ", ".join(pairs) + "}"


def _json_value(column: str, text: str) -> str:
    """A number stands with its own digits."""
    if column in ("id", "price") and re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", text):
        return text
    value = typed(column, text)
    return json.dumps(value if value is None or isinstance(value, bool) else text, ensure_ascii=False)


def typed(column: str, text: str) -> object:
    """The value that a typed format holds for it; the text itself where it is no such value."""
    if not text:
        return None
    if column == "ok":
        return _TRUTHS.get(text, text)
    try:
        value = _PARSE.get(column, str)(text)
    except (ValueError, ArithmeticError):
        return text
    return value if str(value) == text else text


def parquet_table(table: Table) -> pa.Table:
    return pa.table({name: _arrow_column(name, table.column(name)) for name in table.header})


def _arrow_column(name: str, texts: list[str]) -> pa.Array:
    """Typed where all its values are of the type; else it is text."""
    values = [typed(name, text) for text in texts]
    if name in _ARROW and not any(isinstance(value, str) for value in values):
        with suppress(pa.ArrowInvalid, OverflowError):
            return pa.array(values, _ARROW[name])
    return pa.array([text or None for text in texts], pa.string())


def parquet_bytes(table: pa.Table, **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def workbook_of(table: Table) -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    workbook.active.append(table.header)
    for row in table.rows:
        workbook.active.append(cells(table.header, row))
    return workbook


def cells(header: tuple[str, ...], row: tuple[str, ...]) -> list[object]:
    return [typed(name, text) for name, text in zip(header, row, strict=True)]


def workbook_bytes(workbook: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def line_of(dialect: Dialect, table: Table, row: int) -> int:
    """The line on which row number `row` (from 0) of the file begins, as messages number lines."""
    if dialect.family == "csv":
        before = table.rows[:row] if dialect.quote else ()
        return row + 2 + sum(value.count("\n") for values in before for value in values)
    return row + (2 if dialect.family == "xlsx" else 1)
