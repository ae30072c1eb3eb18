"""The days of a stream: in what state the file of each day is.

Belongs here: damage to files whose outcome depends on those before them. Does not belong here: that outcome
(streams.py), the rows of the source (sources.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.damage.dialects import Dialect
from tests.damage.references import Sheet
from tests.damage.rows import Table
from tests.damage.sources import FIRST_DAY, STRANGER, Row, Source, Stream
from tests.damage.writing import write


@dataclass(frozen=True)
class Day:
    """A file of a stream. `original` is what it held before it was corrected; `reason` is a part of why it is refused
    whatever stands; `has_copy`: the same bytes lie beside it under another name."""

    name: str
    file: str
    kind: str
    planted: str
    sheet: Sheet
    content: bytes
    original: Sheet | None = None
    original_content: bytes = b""
    is_late: bool = False
    has_copy: bool = False
    reason: str = ""


@dataclass
class File:
    """The file of a day in the making. `before` is that of the day before."""

    draw: Random
    planted: str
    rows: list[Row]
    before: Day | None
    bad: dict[int, tuple[str, ...]] = field(default_factory=dict)
    missing: str = ""
    content: bytes | None = None
    original: list[Row] | None = None
    is_late: bool = False
    has_copy: bool = False
    reason: str = ""

    def some(self, most: int = 3) -> list[int]:
        return self.draw.sample(range(len(self.rows)), min(most, len(self.rows)))

    def spoil(self, column: str, value: str, most: int = 2) -> None:
        for row in self.some(most):
            self.rows[row] = self.rows[row] | {column: value}
            self.bad[row] = (column,)


DAMAGES: dict[str, tuple[frozenset[str], Callable[[File], None]]] = {}
_KEYED = ("snapshot", "changes", "events")


def damage(*modes: str) -> Callable[[Callable[[File], None]], Callable[[File], None]]:
    """Registers what befalls files of entities of these modes."""

    def register(befall: Callable[[File], None]) -> Callable[[File], None]:
        DAMAGES[befall.__name__] = (frozenset(modes), befall)
        return befall

    return register


def draw_days(draw: Random, stream: Stream, count: int) -> list[Day]:
    """`count` days; the first two and each third one are whole, all kinds of damage befall the others in turn."""
    source, days = Source(draw, stream), list[Day]()
    kinds = [name for name, (modes, _) in DAMAGES.items() if stream.mode in modes]
    damaged = 0
    for number in range(count):
        kind = "whole"
        if number > 1 and number % 3:
            kind, damaged = kinds[damaged % len(kinds)], damaged + 1
        days.append(_day(draw, stream, source, number, kind, days[-1] if days else None))
    return days


def _day(draw: Random, stream: Stream, source: Source, number: int, kind: str, before: Day | None) -> Day:
    date = FIRST_DAY + dt.timedelta(days=number)
    planted = f"planted.{stream.dialect.name}.{number}@people.example"
    file = File(draw, planted, source.day(date, planted), before)
    if kind != "whole":
        DAMAGES[kind][1](file)
    sheet = _sheet(stream, date, file, file.rows)
    original = None if file.original is None else _sheet(stream, date, file, file.original)
    name = f"{date}-{kind}-n{number}"
    return Day(
        name=name,
        file=f"{stream.dialect.name}/{name}{stream.dialect.suffix}",
        kind=kind,
        planted=planted,
        sheet=sheet,
        content=_content(stream.dialect, sheet) if file.content is None else file.content,
        original=original,
        original_content=b"" if original is None else _content(stream.dialect, original),
        is_late=file.is_late,
        has_copy=file.has_copy,
        reason=file.reason,
    )


def _sheet(stream: Stream, date: dt.date, file: File, rows: list[Row]) -> Sheet:
    stranger = (STRANGER,) if any(STRANGER in row for row in rows) else ()
    header = tuple(name for name in (*stream.columns, *stranger) if name != file.missing)
    return Sheet(date, header, tuple(rows), dict(file.bad), file.missing, stranger)


def _content(dialect: Dialect, sheet: Sheet) -> bytes:
    return write(
        dialect, Table(sheet.header, tuple(tuple(row.get(name, "") for name in sheet.header) for row in sheet.rows))
    )


@damage(*_KEYED)
def values_that_misfit(file: File) -> None:
    file.spoil("price", file.planted)


@damage(*_KEYED)
def keys_that_cannot_be_read(file: File) -> None:
    file.spoil("id", file.draw.choice(("", "one", file.planted)))


@damage(*_KEYED)
def column_missing(file: File) -> None:
    file.missing = "note"


@damage(*_KEYED)
def column_of_a_day(file: File) -> None:
    file.rows = [row | {STRANGER: file.planted} for row in file.rows]


@damage(*_KEYED)
def most_rows_misfit(file: File) -> None:
    file.spoil("day", "some day", most=len(file.rows) // 2 + 1)


@damage(*_KEYED)
def no_text_at_all(file: File) -> None:
    file.content = b"\xff\xfe\x00\xd8" + file.planted.encode() + file.draw.randbytes(400) + b"\0\0"
    file.reason = " "


@damage(*_KEYED)
def late(file: File) -> None:
    file.is_late = True


@damage(*_KEYED)
def corrected(file: File) -> None:
    """The first file held other prices, two rows more, and lacked two."""
    file.original = [dict(row) for row in file.rows[2:]]
    for row in file.draw.sample(file.original, 3):
        row["price"] = "0.01"
    strangers = [file.rows[0] | {"id": f"9{file.draw.randrange(10**6):06}"} for _ in range(2)]
    file.original += [row | {"email": file.planted} for row in strangers]


@damage("snapshot", "changes")
def same_rows_as_the_day_before(file: File) -> None:
    if file.before is not None and not file.before.reason:
        file.rows = [dict(row) for row in file.before.sheet.rows]
        file.bad, file.missing = dict(file.before.sheet.bad), file.before.sheet.missing


@damage(*_KEYED)
def with_a_copy(file: File) -> None:
    file.has_copy = True


@damage("snapshot")
def rows_twice(file: File) -> None:
    file.rows += [dict(file.rows[row]) for row in file.some()]


@damage("snapshot")
def rows_that_contradict(file: File) -> None:
    file.rows += [file.rows[row] | {"name": "Someone Else", "email": file.planted} for row in file.some()]


@damage("snapshot")
def cut_in_half(file: File) -> None:
    file.rows = file.rows[: len(file.rows) // 2]


@damage("snapshot")
def header_alone(file: File) -> None:
    file.rows = []


@damage("snapshot")
def cut_by_a_little(file: File) -> None:
    """Nothing tells that this is no deletion; the next whole table brings the rows back."""
    file.rows = file.rows[:-4]


@damage("changes", "events")
def there_and_back(file: File) -> None:
    """A value goes and comes again within a file."""
    for row in file.some(2):
        file.rows += [file.rows[row] | {"price": "0.02"}, dict(file.rows[row])]


@damage("changes", "events")
def told_again(file: File) -> None:
    if file.before is not None:
        file.rows += [dict(row) for row in file.before.sheet.rows[:3]]
