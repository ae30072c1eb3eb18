"""The day of a delivery: in the file's name, its folder, one of its columns, or the time of the file.

Belongs here: how that day is found, and why it cannot be. Does not belong here: which files there are (deliveries.py).
"""

from __future__ import annotations

import re
import zoneinfo
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path, PurePosixPath

import duckdb
import pyarrow as pa

from ingest.column import Column
from ingest.contract import Entity
from ingest.conversion import value_sql
from ingest.date_pattern import shape_of
from ingest.grammar import Format
from ingest.queries import one_row
from ingest.readers import FileRefused, open_rows
from ingest.readers.rows import field_name


class NoDay(Exception):
    """The day of a delivery cannot be told; the message says why."""


def delivery_day(entity: Entity, file: str, path: Path, time_zone: str) -> date:
    """The day of the delivery `file` (posix path below landing) at `path`. Raises NoDay.

    A day in a column is the latest that stands there; a file without rows has none, so its file time counts.
    """
    rule = entity.delivery
    if rule.source == "name" and rule.pattern:
        return _day_in(PurePosixPath(file).name, rule.pattern, "file name")
    if rule.source == "folder" and rule.pattern:
        return _day_in(PurePosixPath(file).parent.as_posix(), rule.pattern, "folder")
    if rule.source == "column" and rule.column:
        status = path.stat()
        column = entity.columns[rule.column]
        latest = _latest_day(path, status.st_size, status.st_mtime_ns, entity.format_of(file), rule.column, column)
        return latest or file_day(path, time_zone)
    return file_day(path, time_zone)


def file_day(path: Path, time_zone: str) -> date:
    """The day, in the time zone of the system, on which the file was last written."""
    written_at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    return written_at.astimezone(zoneinfo.ZoneInfo(time_zone)).date()


def _day_in(text: str, pattern: str, where: str) -> date:
    found = re.findall(rf"(?<![0-9]){shape_of(pattern)}(?![0-9])", text)
    days = {day for match in found if (day := _parsed(match, pattern))}
    if len(days) == 1:
        return days.pop()
    if days:
        listed = ", ".join(str(day) for day in sorted(days))
        raise NoDay(f"the {where} '{text}' names several days ({listed}); write more of the {where} in the pattern")
    raise NoDay(f"the {where} '{text}' names no day of the pattern '{pattern}'")


def _parsed(text: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(text, pattern).date()
    except ValueError:
        return None


@lru_cache(maxsize=10_000)  # a sensor asks for the same files again and again; size and time tell a changed one
def _latest_day(path: Path, _size: int, _modified_ns: int, form: Format, name: str, column: Column) -> date | None:
    try:
        with open_rows(path, form) as reader, duckdb.connect() as con:
            if name not in reader.header:
                raise NoDay(f"the column '{name}', which should hold the day, is missing")
            value = value_sql(column, field_name(reader.header.index(name)))
            days = (_latest_in(con, batch.rows, value) for batch in reader.batches())
            return max((day for day in days if day), default=None)
    except FileRefused as refusal:
        raise NoDay(f"the file cannot be read to find its day: {refusal}") from refusal


def _latest_in(con: duckdb.DuckDBPyConnection, rows: pa.Table, value: str) -> date | None:
    con.register("arriving", rows)
    found = one_row(con, f"select max({value})::date from arriving")
    con.unregister("arriving")
    return found[0] if found else None
