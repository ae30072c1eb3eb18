"""JSON Lines: one object a line.

Belongs here: a line to a record. Does not belong here: records to rows (json_records.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.grammar import Format
from ingest.readers.json_records import (
    DOUBLED,
    MOST_NESTING,
    NESTED,
    NO_OBJECT,
    Record,
    nesting,
    rows_of_records,
    without_half_characters,
)
from ingest.readers.rows import FileRefused, Misfit
from ingest.readers.text_batches import RowsInBatches
from ingest.readers.text_lines import Line, lines_of

MOST_DIGITS = 4_000
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


class _FieldNamedTwice(Exception):
    """An object names a field twice, so that one of the two values would be lost."""


@contextmanager
def open_jsonl(path: Path, form: Format) -> Iterator[RowsInBatches]:
    yield rows_of_records(path, lambda: (_record(line) for line in lines_of(path, form.encoding)))


def _record(line: Line) -> Record | Misfit:
    try:
        value = json.loads(line.text, parse_float=Decimal, parse_int=_whole, object_pairs_hook=_object)
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
