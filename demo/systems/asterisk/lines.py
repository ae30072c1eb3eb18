"""Files of lines, each made whole by SQL.

Belongs here: writing them in order, in the window's time. Does not belong here: what a line says.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from demo.systems.window import Window

# A delimiter that no line holds, and no quotes: so each line is written as it is.
_AS_IT_IS = r"format csv, quote '', escape '', delimiter E'\x01'"


@dataclass(frozen=True)
class Lines:
    """The query `rows` gives `line` and, for its order, `written_at` (UTC) and `place`; `header` is the first line.

    All lines are kept in the temporary table `table`.
    """

    table: str
    rows: str
    header: str | None = None


def make_lines(truth: duckdb.DuckDBPyConnection, lines: Lines) -> None:
    """Makes the temporary table of all lines, in order of writing, so that a window is one stretch of it."""
    truth.execute(
        f"create or replace temp table {lines.table} as"
        f" select written_at, place, line from ({lines.rows}) order by written_at, place, line"
    )


def write_lines(truth: duckdb.DuckDBPyConnection, lines: Lines, window: Window, path: Path) -> None:
    """Writes the lines that were written within `window`; none, no file."""
    within = f"written_at >= timestamp '{window.begins_at}' and written_at < timestamp '{window.ends_at}'"
    if not truth.execute(f"select exists (from {lines.table} where {within})").fetchall()[0][0]:
        return
    quoted_path = str(path).replace("'", "''")
    truth.execute(
        f"copy (select line as '{lines.header or 'line'}' from {lines.table} where {within}"
        f" order by written_at, place, line)"
        f" to '{quoted_path}' ({_AS_IT_IS}, header {lines.header is not None})"
    )


def quoted(value: str) -> str:
    """SQL for a value between quotes, as CDR writes every text, also an empty one."""
    return f"""'"' || replace(coalesce({value}, ''), '"', '""') || '"'"""


def field(value: str) -> str:
    """SQL for a value of a CSV that quotes only where it must."""
    text = f"coalesce(cast({value} as varchar), '')"
    return f"""case when regexp_matches({text}, '[",\\r\\n]') then {quoted(text)} else {text} end"""


def clock(time: str) -> str:
    """SQL for a UTC time as the switchboard writes it (usegmtime=yes)."""
    return f"strftime({time}, '%Y-%m-%d %H:%M:%S')"
