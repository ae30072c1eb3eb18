"""JSON records as rows: what their columns are, and each value as text.

Belongs here: what an array of objects and a file of lines have in common. Does not belong here: parsing either.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from ingest.readers.rows import LINE_COLUMN, MOST_COLUMNS, Batch, FileRefused, Misfit, field_name
from ingest.readers.text_batches import ROWS_PER_BATCH, as_text, hash_of

# Deeper than any export of a business system, and far from where Python or DuckDB give up.
MOST_NESTING = 64
NO_OBJECT = "is no JSON object"
NESTED = f"is nested more than {MOST_NESTING} deep"
DOUBLED = "names a field twice"
HALF = "holds half a character (a lone surrogate)"

# A file of more text than this is read twice, since all of its rows would not fit the memory.
MOST_KEPT_BYTES = 100_000_000

Record = tuple[int, dict[str, Any]]
Read = Callable[[], Iterable[Record | Misfit]]


@dataclass
class RecordsInBatches:
    """An open file of records (readers.rows.RowReader): its columns are all fields that any record names."""

    path: Path
    header: tuple[str, ...]
    parts: Iterable[Batch]
    header_line: int = 0
    content_hash: str = field(default="", init=False)

    @property
    def names_no_columns(self) -> bool:
        return not self.header

    def batches(self) -> Iterator[Batch]:
        """All rows in the order of the file."""
        for part in self.parts:
            yield self._widened(part)
        self.content_hash = hash_of(self.path)

    def _widened(self, part: Batch) -> Batch:
        """With the columns that only records behind it name: they come last, since names are in order of coming."""
        known = part.rows.num_columns - 1
        if known == len(self.header):
            return part
        nothing = pa.repeat(pa.scalar(""), part.rows.num_rows)
        rows = part.rows
        for place in range(known, len(self.header)):
            rows = rows.add_column(place, field_name(place), nothing)
        return Batch(rows, part.misfits)


def rows_of_records(path: Path, read: Read) -> RecordsInBatches:
    """The rows of records that `read` gives; it is called again where there are too many to keep them."""
    names: dict[str, None] = {}
    records = iter(read())
    kept = _kept(records, names)
    if kept is None:
        deque(_named(records, names), maxlen=0)
        return RecordsInBatches(path, tuple(names), _parts(read(), names))
    return RecordsInBatches(path, tuple(names), kept)


def _kept(records: Iterator[Record | Misfit], names: dict[str, None]) -> list[Batch] | None:
    """All rows; None where they are too many, and some records are not read then."""
    parts, kept_bytes = [], 0
    for part in _parts(records, names):
        parts.append(part)
        kept_bytes += part.rows.nbytes
        if kept_bytes > MOST_KEPT_BYTES:
            return None
    return parts


def _parts(records: Iterable[Record | Misfit], names: dict[str, None]) -> Iterator[Batch]:
    """The rows with a column for each name known by then."""
    named = _named(records, names)
    while some := list(islice(named, ROWS_PER_BATCH)):
        rows = [record for record in some if not isinstance(record, Misfit)]
        columns = [pa.array(_texts(rows, name), pa.string()) for name in names]
        lines = pa.array([line for line, _ in rows], pa.int64())
        fields = [*map(field_name, range(len(names))), LINE_COLUMN]
        yield Batch(
            pa.Table.from_arrays([*columns, lines], names=fields),
            [record for record in some if isinstance(record, Misfit)],
        )


def _named(records: Iterable[Record | Misfit], names: dict[str, None]) -> Iterator[Record | Misfit]:
    """The records; their names are added to `names` as they pass."""
    for record in records:
        if not isinstance(record, Misfit) and not names.keys() >= record[1].keys():
            names.update(dict.fromkeys(record[1]))
            if len(names) > MOST_COLUMNS:
                raise FileRefused(
                    f"the records name more than {MOST_COLUMNS} fields; is a value used as a name?", record[0]
                )
        yield record


def _texts(rows: list[Record], name: str) -> list[str]:
    values = [fields.get(name) for _, fields in rows]
    return [value if type(value) is str else as_text(value) for value in values]


def nesting(value: object) -> int:
    """How deep arrays and objects lie within `value`; without recursion, since that is what it guards."""
    deepest, waiting = 0, [(value, 0)]
    while waiting:
        inner, depth = waiting.pop()
        children = inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list) else None
        if children is not None:
            depth += 1
            waiting += [(child, depth) for child in children]
        deepest = max(deepest, depth)
    return deepest


def names_within(value: object) -> int:
    """How many fields `value` and the objects within it name."""
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (len(value) if isinstance(value, dict) else 0) + sum(
        names_within(child) for child in children if isinstance(child, (dict, list))
    )


def without_half_characters(record: Record | Misfit) -> Record | Misfit:
    """The record, unless it holds what is no text: JSON can say half of a character, and nothing can store it."""
    if isinstance(record, Misfit):
        return record
    text = as_text(record[1])
    try:
        text.encode()
    except UnicodeEncodeError:
        return Misfit(record[0], text, 1, HALF)
    return record
