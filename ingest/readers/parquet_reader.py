"""Parquet files, batch by batch; every value as the text that converts to itself.

Belongs here: Arrow columns as text. Does not belong here: what a contract makes of it (conversion.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest.grammar import Format
from ingest.readers.rows import LINE_COLUMN, Batch, FileRefused, field_name
from ingest.readers.text_batches import ROWS_PER_BATCH, as_text, hash_of

_is = pa.types
_BY_VALUE = (
    _is.is_nested,
    _is.is_floating,
    _is.is_decimal,  # Arrow writes 1E-8
    _is.is_duration,
    _is.is_binary,
    _is.is_large_binary,
    _is.is_fixed_size_binary,
)


@contextmanager
def open_parquet(path: Path, form: Format) -> Iterator[ParquetRows]:
    """The line of a row is its number in the file, from 1. Raises FileRefused where the file is no whole Parquet."""
    try:
        file = pq.ParquetFile(path, page_checksum_verification=True)
    except (pa.ArrowException, OSError) as error:
        raise FileRefused("is no Parquet file, or is cut off") from error
    with file:
        yield ParquetRows(path, file)


class ParquetRows:
    """An open Parquet file (readers.rows.RowReader)."""

    header_line = 0
    names_no_columns = False

    def __init__(self, path: Path, file: pq.ParquetFile) -> None:
        self._path = path
        self._file = file
        self.header: tuple[str, ...] = tuple(file.schema_arrow.names)
        self.content_hash = ""

    def batches(self) -> Iterator[Batch]:
        first = 1
        try:
            for rows in self._file.iter_batches(batch_size=ROWS_PER_BATCH):
                yield Batch(_as_text_table(rows, first), [])
                first += rows.num_rows
        except (pa.ArrowException, OSError) as error:
            raise FileRefused(f"is damaged: it cannot be read from row {first} on") from error
        self.content_hash = hash_of(self._path)


def _as_text_table(rows: pa.RecordBatch, first: int) -> pa.Table:
    names = [field_name(position) for position in range(rows.num_columns)]
    lines = pa.array(range(first, first + rows.num_rows), pa.int64())
    return pa.Table.from_arrays([*map(_as_text, rows.columns), lines], names=[*names, LINE_COLUMN])


def _as_text(column: pa.Array) -> pa.Array:
    """A time with a time zone is its time in UTC; the time zone is the reader's of it, not the source's."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if any(is_kind(column.type) for is_kind in _BY_VALUE):
        return pa.array([as_text(value) for value in column.to_pylist()], pa.string())
    if pa.types.is_timestamp(column.type):
        column = _in_microseconds(column)
    return pc.fill_null(column.cast(pa.string()), "")


def _in_microseconds(column: pa.Array) -> pa.Array:
    """Without the zeros of finer times. A time that is finer keeps its digits, and conversion says that they misfit."""
    wall_time = column.cast(pa.timestamp(column.type.unit))
    try:
        return wall_time.cast(pa.timestamp("us"))
    except pa.ArrowInvalid:
        return wall_time
