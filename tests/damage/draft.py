"""A file in the making: what a kind of damage starts from and what it gives back.

Belongs here: the register of kinds, and outcomes that follow from which rows do not fit. Does not belong here: any
one kind (kinds_*.py).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.damage.dialects import Dialect
from tests.damage.outcome import MOST_QUARANTINED, Outcome, refused
from tests.damage.rows import Table
from tests.damage.writing import line_of, write


@dataclass(frozen=True)
class Made:
    """A damaged file. `day` replaces the day in the file's name; `packing` says that the content is packed already."""

    content: bytes
    outcome: Outcome
    day: str | None = None
    packing: str | None = None


@dataclass
class Draft:
    """A whole table of a dialect, and the address that is planted in it."""

    draw: random.Random
    dialect: Dialect
    table: Table
    planted: str

    def some_rows(self, most: int = 3) -> list[int]:
        return sorted(self.draw.sample(range(len(self.table.rows)), self.draw.randint(1, most)))

    def made(self, content: bytes | None = None, bad: dict[int, Iterable[str | None]] | None = None) -> Made:
        """The file whose rows `bad` (from 0, each with the columns at fault) do not fit; all others do."""
        return Made(write(self.dialect, self.table) if content is None else content, self.outcome(bad or {}))

    def outcome(self, bad: dict[int, Iterable[str | None]], lines: Callable[[int], int] | None = None) -> Outcome:
        place = lines or (lambda row: line_of(self.dialect, self.table, row))
        faults = [(place(row), column) for row, columns in bad.items() for column in columns]
        ids = self.table.column(self.dialect.first_column)
        return judged(
            len(self.table.rows),
            len(bad),
            faults,
            sum(int(text) for row, text in enumerate(ids) if row not in bad and text.strip().lstrip("-").isdigit()),
        )

    def refused(self, content: bytes | None = None, *, reason: str) -> Made:
        return Made(write(self.dialect, self.table) if content is None else content, refused(reason))


def judged(read: int, bad: int, faults: Iterable[tuple[int, str | None]] = (), id_total: int = 0) -> Outcome:
    """What becomes of a file with `bad` of `read` rows that do not fit."""
    if bad > MOST_QUARANTINED * read:
        return refused(f"{bad} of {read} rows")
    return Outcome("loaded", read, read - bad, 0, bad, faults=tuple(sorted(faults, key=str)), id_total=id_total)


@dataclass(frozen=True)
class Kind:
    """A kind of damage and the families of formats that it can befall; what is large to make and read is rare."""

    name: str
    families: frozenset[str]
    is_rare: bool
    make: Callable[[Draft], Made | None]


KINDS: dict[str, Kind] = {}
TABLES = ("csv", "json", "jsonl", "parquet", "xlsx")
LINES = ("csv", "jsonl", "queue_log")
TEXTS = (*LINES, "json")
ALL = (*TABLES, "queue_log")


def kind(
    *families: str, is_rare: bool = False
) -> Callable[[Callable[[Draft], Made | None]], Callable[[Draft], Made | None]]:
    """Registers a kind under its function's name. It gives None where the dialect cannot have that damage."""

    def register(make: Callable[[Draft], Made | None]) -> Callable[[Draft], Made | None]:
        KINDS[make.__name__] = Kind(make.__name__, frozenset(families), is_rare, make)
        return make

    return register
