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
        show_rows(names, rows)


def utf8(stream: TextIO) -> None:
    """Makes `stream` write UTF-8 and "\\n", whatever the locale says."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", newline="\n")


def show_rows(names: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> None:
    """Shows `rows` aligned; columns of numbers to the right, with thousands separators. Nothing is cut.

    rich's tables are not used: one of 10,000 rows and 38 columns took 70 s, this takes 1 s.
    """
    held = list(rows)
    columns = [_aligned(_visible(name), [row[place] for row in held]) for place, name in enumerate(names)]
    lines = ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]
    print("\n".join([*([title] if title else []), *lines, ""]))


def _aligned(name: str, values: Sequence[object]) -> list[str]:
    """The cells of a column, all of one width: its name, a line, and its values."""
    from rich.cells import cell_len

    places = max((_places(value) for value in values if isinstance(value, Decimal)), default=0)
    cells = [f"{value:,.{places}f}" if isinstance(value, Decimal) else _visible(for_people(value)) for value in values]
    widths = [len(cell) if cell.isascii() else cell_len(cell) for cell in cells]
    width = max([cell_len(name), *widths])
    gaps = [" " * (width - taken) for taken in widths]
    if _holds_numbers(values):
        return [name.rjust(width), "─" * width, *(gap + cell for gap, cell in zip(gaps, cells, strict=True))]
    return [name.ljust(width), "─" * width, *(cell + gap for gap, cell in zip(gaps, cells, strict=True))]


def _visible(text: str) -> str:
    """`text` with its line breaks and control characters written out: a delivered value must not steer a terminal."""
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def for_people(value: object) -> str:
    """1234567.5 -> "1,234,567.5"; None -> ""; amounts keep at least two places and lose zeros after them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:,.{_places(value)}f}"
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


def _places(value: Decimal) -> int:
    """Decimal places worth showing: at least two of those there are, more where they are no zeros."""
    fraction = f"{value:f}".partition(".")[2]
    return max(len(fraction.rstrip("0")), min(2, len(fraction)))


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
