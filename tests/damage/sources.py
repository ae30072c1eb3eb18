"""The source of a stream: which rows it holds on each day, and which of them it tells.

Belongs here: entities of rows with a key, and their rows as they change. Does not belong here: damage to the files of
the days (days.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from tests.damage.dialects import DIALECTS, Dialect
from tests.damage.references import Changes, Reference, Snapshots, TimedChanges
from tests.damage.rows import COLUMNS, Table, draw_row
from tests.damage.writing import line_of

FIRST_DAY = dt.date(2011, 1, 1)
KEYS = 40
TIMES = {"changed": "{type: timestamp}", "gone": "{type: boolean}"}
STRANGER = "zone"  # a column that no contract declares
Row = dict[str, str]


@dataclass(frozen=True)
class Stream:
    """An entity of rows with a key. `rules` are further lines of its contract."""

    dialect: Dialect
    mode: str
    reference: Callable[[tuple[str, ...]], Reference]
    rules: str = ""

    @property
    def columns(self) -> dict[str, str]:
        return COLUMNS | (TIMES if self.rules else {})

    @property
    def content_columns(self) -> tuple[str, ...]:
        return (*self.columns, STRANGER)

    def line_of(self, row: int) -> int:
        return line_of(self.dialect, Table((), ()), row)


def _like(other: str, name: str) -> Dialect:
    return replace(next(one for one in DIALECTS if one.name == other), name=name)


STREAMS = (
    Stream(_like("csv_comma", "table_csv"), "snapshot", Snapshots),
    Stream(_like("json_lines", "table_lines"), "snapshot", Snapshots),
    Stream(_like("csv_tab", "changes_csv"), "changes", Changes),
    Stream(
        _like("json_array", "changes_timed"), "changes", TimedChanges, "    changed_at: changed\n    deleted: gone\n"
    ),
    Stream(_like("csv_bar", "events_keyed"), "events", Changes),
)


class Source:
    """What the source system holds, changing from day to day."""

    def __init__(self, draw: Random, stream: Stream) -> None:
        self._draw, self._stream = draw, stream
        self._next_id = 1_000
        self.rows: dict[str, Row] = {}
        for _ in range(KEYS):
            self._add("")

    def day(self, date: dt.date, planted: str) -> list[Row]:
        """Rows of the day's file: all of them, or those that changed and some that did not."""
        changed = self._draw.sample(sorted(self.rows), 8)
        for number, key in enumerate(changed[2:]):
            price = f"{self._draw.randrange(1_000)}.{self._draw.randrange(100):02}"
            self.rows[key] |= {"price": price, "email": planted} if number == 0 else {"price": price}
        gone = [self.rows.pop(key) for key in changed[:2]]
        added = [self._add(planted) for _ in range(2)]
        if self._stream.mode == "snapshot":
            return [dict(row) for row in self.rows.values()]
        told = (
            [self.rows[key] for key in changed[2:]] + added + self._draw.sample(sorted(self.rows.values(), key=str), 6)
        )
        return self._timed(date, [dict(row) for row in told], [dict(row) for row in gone])

    def _add(self, planted: str) -> Row:
        values = draw_row(self._draw, self._stream.dialect.names, self._next_id, planted)
        self._next_id += 1
        row = dict(zip(COLUMNS, values, strict=True))
        self.rows[row["id"]] = row
        return row

    def _timed(self, date: dt.date, told: list[Row], gone: list[Row]) -> list[Row]:
        """Each key once in a file that tells times, since a source has one word at a time."""
        if not self._stream.rules:
            return told
        rows = list({row["id"]: row | {"gone": "false"} for row in told}.values()) + [
            row | {"gone": "true"} for row in gone
        ]
        for number, row in enumerate(rows):
            early = dt.timedelta(days=self._draw.choice((0, 0, 0, 3)))
            row["changed"] = f"{date - early} {number:02}:{self._draw.randrange(60):02}:00"
        return rows
