"""JSON records as rows: what their columns are, and each value as text.

Belongs here: what an array of objects and a file of lines have in common. Does not belong here: parsing either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from ingest.readers.rows import MOST_COLUMNS, FileRefused, Misfit
from ingest.readers.text_batches import RowsInBatches, TextRow, as_text

# Deeper than any export of a business system, and far from where Python or DuckDB give up.
MOST_NESTING = 64
NO_OBJECT = "is no JSON object"
NESTED = f"is nested more than {MOST_NESTING} deep"
DOUBLED = "names a field twice"
HALF = "holds half a character (a lone surrogate)"

Record = tuple[int, dict[str, Any]]


def rows_of_records(path: Path, read: Callable[[], Iterable[Record | Misfit]]) -> RowsInBatches:
    """The rows of records that `read` gives, twice: first for the columns, which are all that any record names."""
    header = _columns_of(read())
    return RowsInBatches(path, header, 0, _rows(header, read()), names_no_columns=not header)


def _columns_of(records: Iterable[Record | Misfit]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for record in records:
        if isinstance(record, Misfit):
            continue
        names.update(dict.fromkeys(record[1]))
        if len(names) > MOST_COLUMNS:
            raise FileRefused(
                f"the records name more than {MOST_COLUMNS} fields; is a value used as a name?", record[0]
            )
    return tuple(names)


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


def _rows(header: tuple[str, ...], records: Iterable[Record | Misfit]) -> Iterator[TextRow | Misfit]:
    for record in records:
        if isinstance(record, Misfit):
            yield record
            continue
        line, values = record
        yield TextRow(line, [as_text(values.get(name)) for name in header])
