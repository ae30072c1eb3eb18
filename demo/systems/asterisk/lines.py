"""Files of lines, each made whole by SQL.

Belongs here: writing them in order, in the window's time. Does not belong here: what a line says.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from demo.systems.window import Window


@dataclass(frozen=True)
class Lines:
    """The query `rows` gives `line` and, for its order, `written_at` (UTC) and `place`; `header` is the first line."""

    rows: str
    header: str | None = None


def write_lines(truth: duckdb.DuckDBPyConnection, lines: Lines, window: Window, path: Path) -> None:
    """Writes the lines that were written within `window`; none, no file."""
    chosen = truth.execute(
        f"select line from ({lines.rows}) where written_at >= ? and written_at < ? order by written_at, place, line",
        [window.begins_at, window.ends_at],
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        while batch := chosen.fetchmany(100_000):
            if lines.header and file.tell() == 0:
                file.write(f"{lines.header}\n")
            file.write("".join([f"{line}\n" for (line,) in batch]))
    if path.stat().st_size == 0:
        path.unlink()


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
