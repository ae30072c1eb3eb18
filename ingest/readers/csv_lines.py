"""On which physical line of a CSV file each row begins.

A parser hands out the rows that fit in batches and names the others by row number, possibly ahead of the batches; a
quoted field may hold line ends. Belongs here: putting both in order and counting. Does not belong here: parsing.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Integers = npt.NDArray[np.int64]
_LINE_END = re.compile(r"\r\n|\n|\r")


class StrayRow(NamedTuple):
    """A row that the parser did not put in a batch: its row number (header is 1), text and count of fields."""

    number: int
    text: str
    fields: int


class Placed(NamedTuple):
    """Row numbers and lines of a batch's rows, and the stray rows among and before them with their lines."""

    numbers: Integers
    lines: Integers
    strays: list[tuple[int, StrayRow]]


class LineCounter:
    """Counts the rows and lines of one file from its first row on. `next_line` is where the next row begins.

    `waiting` holds the stray rows that have no place yet; the parser appends, placing takes away.
    """

    def __init__(self, first_line: int, waiting: list[StrayRow]) -> None:
        self.next_line = first_line
        self._next_number = 2
        self._waiting = waiting

    def place(self, rows: pa.RecordBatch) -> Placed:
        """Places all rows of a batch, and the stray rows before its last row."""
        return self._place(_line_ends_within(rows), up_to_end=False)

    def place_rest(self) -> Placed:
        """Places the stray rows after the last batch."""
        return self._place(np.zeros(0, dtype=np.int64), up_to_end=True)

    def _place(self, ends_in_rows: Integers, *, up_to_end: bool) -> Placed:
        count = len(ends_in_rows)
        rows_before_stray = self._rows_before_waiting(len(self._waiting) if up_to_end else None, count)
        strays = self._waiting[: len(rows_before_stray)]
        del self._waiting[: len(strays)]

        ends_before_row = _running_total(ends_in_rows)
        ends_before_stray = _running_total(np.array([line_ends(stray.text) for stray in strays], dtype=np.int64))
        strays_before_row = np.searchsorted(rows_before_stray, np.arange(count), side="right")

        position = np.arange(count) + strays_before_row
        lines = self.next_line + position + ends_before_row[:-1] + ends_before_stray[strays_before_row]
        stray_lines = (
            self.next_line
            + rows_before_stray
            + np.arange(len(strays))
            + ends_before_row[rows_before_stray]
            + ends_before_stray[:-1]
        )
        placed = Placed(self._next_number + position, lines, list(zip(stray_lines.tolist(), strays, strict=True)))
        self._next_number += count + len(strays)
        self.next_line += count + len(strays) + int(ends_before_row[-1] + ends_before_stray[-1])
        return placed

    def _rows_before_waiting(self, take: int | None, count: int) -> Integers:
        """For the waiting stray rows whose turn has come: how many rows of this batch stand before each."""
        numbers = np.array([stray.number for stray in self._waiting], dtype=np.int64)
        before = numbers - self._next_number - np.arange(len(numbers))
        return before[: np.searchsorted(before, count) if take is None else take]


def line_ends(text: str) -> int:
    """How many lines end within `text`."""
    return len(_LINE_END.findall(text))


def holds(column: pa.Array, character: bytes) -> bool:
    """Whether a text column holds `character` anywhere; searched in its buffer, much faster than value by value."""
    buffer = column.buffers()[2]
    return buffer is not None and character in buffer.to_pybytes()


def _line_ends_within(rows: pa.RecordBatch) -> Integers:
    total = np.zeros(rows.num_rows, dtype=np.int64)
    for column in rows.columns:
        if holds(column, b"\n") or holds(column, b"\r"):
            total += _count(column, "\n") + _count(column, "\r") - _count(column, "\r\n")
    return total


def _count(column: pa.Array, text: str) -> Integers:
    counts: npt.NDArray[Any] = pc.count_substring(column, text).to_numpy(zero_copy_only=False)
    return counts.astype(np.int64)


def _running_total(counts: Integers) -> Integers:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
