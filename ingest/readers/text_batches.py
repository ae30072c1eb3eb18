"""Rows that a format gives one by one, as the batches of text that loading wants.

Belongs here: gathering rows into batches, and values as text that converts as it would from a CSV file.
Does not belong here: any one format.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from ingest.readers.rows import LINE_COLUMN, Batch, Misfit, field_name

ROWS_PER_BATCH = 20_000
MOST_PLAIN_DIGITS = 400  # every double has fewer


class TextRow(NamedTuple):
    """A row as delivered: where it begins, and its values in the order of the header."""

    line: int
    values: Sequence[str]


@dataclass
class RowsInBatches:
    """An open file (readers.rows.RowReader) whose rows come one by one. A file that names no columns has no header."""

    path: Path
    header: tuple[str, ...]
    header_line: int
    rows: Iterable[TextRow | Misfit]
    names_no_columns: bool = False
    content_hash: str = field(default="", init=False)

    def batches(self) -> Iterator[Batch]:
        """All rows in the order of the file. Raises FileRefused where the file is not whole."""
        waiting: list[TextRow] = []
        misfits: list[Misfit] = []
        for row in self.rows:
            if isinstance(row, Misfit):
                misfits.append(row)
            else:
                waiting.append(row)
            if len(waiting) + len(misfits) >= ROWS_PER_BATCH:
                yield self._batch(waiting, misfits)
                waiting, misfits = [], []
        if waiting or misfits:
            yield self._batch(waiting, misfits)
        self.content_hash = hash_of(self.path)

    def _batch(self, rows: list[TextRow], misfits: list[Misfit]) -> Batch:
        names = [field_name(position) for position in range(len(self.header))]
        columns = [pa.array([row.values[place] for row in rows], pa.string()) for place in range(len(names))]
        lines = pa.array([row.line for row in rows], pa.int64())
        return Batch(pa.Table.from_arrays([*columns, lines], names=[*names, LINE_COLUMN]), misfits)


def hash_of(path: Path) -> str:
    """SHA-256 (hex) of the delivered bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def as_text(value: object) -> str:
    """A value of a typed format as the text that a CSV file would hold; nothing is the empty text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _plain(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else _plain(Decimal(repr(value)))
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, datetime.timedelta):
        return _clock(value)
    if isinstance(value, bytes):
        return _text_in(value)
    if isinstance(value, (dict, list, tuple)):
        return _json(value)
    return str(value)


def _json(value: object) -> str:
    """As JSON with each number's own digits, which json.dumps does not keep. Readers bound the nesting."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{_json(str(name))}:{_json(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(_json, value)) + "]"
    if value is None or isinstance(value, (bool, int)):
        return json.dumps(value)
    is_number = isinstance(value, (Decimal, float)) and math.isfinite(value)
    return as_text(value) if is_number else json.dumps(as_text(value), ensure_ascii=False)


def _plain(number: Decimal) -> str:
    """Without an exponent, as decimals and whole numbers want it; except where that would be a page of zeros."""
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) < MOST_PLAIN_DIGITS else str(number)


def _text_in(value: bytes) -> str:
    """Some writers of typed files mark no text as text; what is none stands as hexadecimal digits."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.hex()


def _clock(span: datetime.timedelta) -> str:
    seconds, rest = divmod(span, datetime.timedelta(seconds=1))
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    fraction = f".{rest.microseconds:06d}" if rest.microseconds else ""
    return f"{hour:02d}:{minute:02d}:{second:02d}{fraction}"
