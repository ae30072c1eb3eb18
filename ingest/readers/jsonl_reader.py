"""JSON Lines: one object a line.

Belongs here: a line to a record, and which lines are an entity's. Does not belong here: lines that need no care
(plain_json.py), records to rows (json_records.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.grammar import Format, Only
from ingest.readers.json_records import (
    DOUBLED,
    MOST_NESTING,
    NESTED,
    NO_OBJECT,
    Record,
    RecordsInBatches,
    nesting,
    rows_of_records,
    without_half_characters,
)
from ingest.readers.plain_json import plain_record
from ingest.readers.rows import FileRefused, Misfit
from ingest.readers.text_batches import as_text
from ingest.readers.text_lines import Line, lines_of

MOST_DIGITS = 4_000
STRANGE = "is of no kind that the contract names for this file"
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


class _FieldNamedTwice(Exception):
    """An object names a field twice, so that one of the two values would be lost."""


@contextmanager
def open_jsonl(path: Path, form: Format) -> Iterator[RecordsInBatches]:
    yield rows_of_records(path, lambda: _records(path, form))


def _records(path: Path, form: Format) -> Iterator[Record | Misfit]:
    lines = lines_of(path, form.encoding)
    return map(_record, lines) if form.only is None else _records_of_a_kind(lines, form.only)


def _records_of_a_kind(lines: Iterator[Line], only: Only) -> Iterator[Record | Misfit]:
    """Most lines of another kind are told by how they begin; those are judged by the entity whose they are."""
    ways_to_write = ('{{"{}":"{}', '{{"{}": "{}')
    of_others = tuple(way.format(only.field, other) for way in ways_to_write for other in only.others)
    for line in lines:
        if line.is_finished and line.text.startswith(of_others):
            continue
        record = _record(line)
        kind = "" if isinstance(record, Misfit) else as_text(record[1].get(only.field))
        if isinstance(record, Misfit) or kind.startswith(only.begins):
            yield record
        elif not kind.startswith(only.others):
            yield Misfit(line.number, line.text, 1, STRANGE)


def _record(line: Line) -> Record | Misfit:
    plain = plain_record(line.text)
    return _careful_record(line) if plain is None else (line.number, plain)


def _careful_record(line: Line) -> Record | Misfit:
    try:
        value = _careful.decode(line.text)
    except RecursionError:
        return Misfit(line.number, line.text, 1, NESTED)
    except _FieldNamedTwice:
        return Misfit(line.number, line.text, 1, DOUBLED)
    except ArithmeticError:
        return Misfit(line.number, line.text, 1, "holds a number of too many digits")
    except ValueError:
        if not line.is_finished:
            raise FileRefused("the file is cut off: its last line is no whole JSON object", line.number) from None
        return Misfit(line.number, line.text, 1, NO_OBJECT)
    if not isinstance(value, dict):
        return Misfit(line.number, line.text, 1, NO_OBJECT)
    if nesting(value) > MOST_NESTING:
        return Misfit(line.number, line.text, 1, NESTED)
    return without_half_characters((line.number, value)) if _HALF.search(line.text) else (line.number, value)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) < len(pairs):
        raise _FieldNamedTwice
    return named


def _whole(digits: str) -> int | Decimal:
    """Python reads no whole number of more digits than this as one, since that takes for ever."""
    return int(digits) if len(digits) <= MOST_DIGITS else Decimal(digits)


_careful = json.JSONDecoder(parse_float=Decimal, parse_int=_whole, object_pairs_hook=_object)
