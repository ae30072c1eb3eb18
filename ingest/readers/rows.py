"""What every reader gives: a header, then batches of rows as text with the line each stands on.

Belongs here: the contract between readers and loading. Does not belong here: any one format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import pyarrow as pa

LINE_COLUMN = "line"
# No table of a business system is wider; what is, was taken for columns by mistake.
MOST_COLUMNS = 4096


class FileRefused(Exception):
    """A file cannot be taken; `reason` never holds a value of the file, `line` (1-based) is None for the whole file."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason if line is None else f"line {line}: {reason}")
        self.reason = reason
        self.line = line


def field_name(position: int) -> str:
    """The name that the column at `position` (from 0) of a file has in a batch: header names may clash in SQL."""
    return f"f{position}"


class Misfit(NamedTuple):
    """What is no row: its line, its text as delivered, its field count, and what is wrong where it is not that."""

    line: int
    text: str
    fields: int
    reason: str | None = None


@dataclass(frozen=True)
class Batch:
    """Some rows of a file.

    `rows` has a string column per header column (`field_name`; empty text stays empty) and then `line`, int64, the
    physical line on which the row begins. `misfits` are the rows that do not fit the header.
    """

    rows: pa.Table
    misfits: list[Misfit]


class RowReader(Protocol):
    """An open file. `content_hash` is known once all batches are read."""

    @property
    def header(self) -> tuple[str, ...]: ...

    @property
    def header_line(self) -> int: ...

    @property
    def names_no_columns(self) -> bool:
        """Whether the format names columns with its rows alone and there is none: nothing can be said of the header."""
        ...

    @property
    def content_hash(self) -> str: ...

    def batches(self) -> Iterator[Batch]: ...
