"""Writes tables to standard output: aligned for people, CSV and JSON for programs.

Belongs here: turning Arrow tables and rows into text. Does not belong here: what stands in them.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

from cli.options import Format

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

UNBOUNDED_WIDTH = 10_000  # where no terminal sets the width, no column is cut


def write_table(table: pa.Table, form: Format) -> None:
    """Writes `table` to standard output as `form`. Empty values: nothing in a table and CSV, null in JSON."""
    names = list(table.column_names)
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    utf8(sys.stdout)
    if form is Format.CSV:
        _write_csv(names, rows, sys.stdout)
    elif form is Format.JSON:
        _write_json(names, rows, sys.stdout)
    else:
        show_rows(names, list(rows))


def utf8(stream: TextIO) -> None:
    """Makes `stream` write UTF-8 and "\\n", whatever the locale says."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", newline="\n")


def show_rows(names: Sequence[str], rows: Sequence[Sequence[object]], title: str | None = None) -> None:
    """Shows `rows` aligned; columns of numbers to the right, with thousands separators."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    shown = Table(*(), box=SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False)
    for place, name in enumerate(names):
        is_number = _holds_numbers(row[place] for row in rows)
        shown.add_column(Text(name), justify="right" if is_number else "left", no_wrap=is_number)
    for row in rows:
        shown.add_row(*(Text(for_people(value)) for value in row))
    console().print(shown)


def console(stream: TextIO | None = None) -> Console:
    """A console that prints text as it is; without a terminal nothing is wrapped or cut."""
    from rich.console import Console

    made = Console(file=stream or sys.stdout, markup=False, highlight=False, emoji=False)
    if not made.is_terminal:
        made.width = UNBOUNDED_WIDTH
    return made


def for_people(value: object) -> str:
    """1234567.5 -> "1,234,567.5"; None -> ""; amounts keep at least two places and lose zeros after them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return _amount(value)
    if isinstance(value, int | float):
        return f"{value:,}"
    return for_programs(value)


def for_programs(value: object) -> str:
    """The exact text of `value`: ISO dates, plain decimals, true and false, "" for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, list | dict):
        return _json_text(value)
    return str(value)


def _amount(value: Decimal) -> str:
    whole, _, fraction = f"{value:,f}".partition(".")
    if not fraction:
        return whole
    return f"{whole}.{fraction.rstrip('0').ljust(min(2, len(fraction)), '0')}"


def _holds_numbers(values: Iterable[object]) -> bool:
    present = [value for value in values if value is not None]
    return bool(present) and all(
        isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in present
    )


def _write_csv(names: Sequence[str], rows: Iterable[Sequence[object]], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([for_programs(value) for value in row] for row in rows)


def _write_json(names: Sequence[str], rows: Iterable[Sequence[object]], stream: TextIO) -> None:
    lines = [_json_text(dict(zip(names, row, strict=True))) for row in rows]
    stream.write("[\n  " + ",\n  ".join(lines) + "\n]\n" if lines else "[]\n")


def _json_text(value: object) -> str:
    """JSON with decimals as numbers of exactly their digits, which the standard encoder cannot write."""
    if isinstance(value, dict):
        inner = (f"{json.dumps(str(key))}: {_json_text(item)}" for key, item in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_json_text(item) for item in value) + "]"
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    if isinstance(value, Decimal):
        return format(value, "f")
    if value is None or isinstance(value, bool | int | float | str):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(for_programs(value), ensure_ascii=False)
