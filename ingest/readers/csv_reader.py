"""CSV files, streamed: as many passes with larger blocks as the longest row needs, each row handed out once.

Belongs here: the reader that the registry knows. Does not belong here: one pass (csv_reading.py), types
(conversion.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from ingest.grammar import Format
from ingest.readers.csv_lines import Placed, StrayRow
from ingest.readers.csv_reading import CsvReading, RowTooLong
from ingest.readers.marked_text import BLANK_MARK, NUL
from ingest.readers.rows import Batch, FileRefused, Misfit

# The first size is as fast as larger ones (2 million rows, blocks of 1 to 16 MB: no difference beyond noise) and
# keeps memory small; the second is for rows that hold whole documents.
BLOCK_BYTES = (4 << 20, 64 << 20)
WRONG_QUOTES = "has more text behind a quoted value; a quote within quotes is written twice"


@contextmanager
def open_csv(path: Path, form: Format) -> Iterator[CsvFile]:
    """Opens a CSV file whose rows can be read once. Raises FileRefused where it cannot be read or has no header."""
    file = CsvFile(path, form)
    try:
        yield file
    finally:
        file.close()


class CsvFile:
    """An open CSV file (readers.rows.RowReader)."""

    names_no_columns = False

    def __init__(self, path: Path, form: Format) -> None:
        self._path = path
        self._form = form
        self._last_number = 1
        self._reading = self._read_with(BLOCK_BYTES)

    @property
    def header(self) -> tuple[str, ...]:
        return self._reading.header

    @property
    def header_line(self) -> int:
        return self._reading.header_line

    @property
    def content_hash(self) -> str:
        return self._reading.content_hash

    def close(self) -> None:
        self._reading.close()

    def batches(self) -> Iterator[Batch]:
        """All rows in the order of the file. Raises FileRefused where the file is not whole."""
        while True:
            try:
                yield from self._batches_of_this_reading()
            except RowTooLong as problem:
                self._read_on_with_larger_blocks(problem)
            else:
                return

    def _batches_of_this_reading(self) -> Iterator[Batch]:
        for rows, placed in self._reading.rows():
            batch = self._not_handed_out_yet(rows, placed)
            if batch.rows.num_rows or batch.misfits:
                yield batch

    def _not_handed_out_yet(self, rows: pa.Table, placed: Placed) -> Batch:
        is_new = placed.numbers > self._last_number
        strays = [(line, stray) for line, stray in placed.strays if stray.number > self._last_number]
        ends = [self._last_number, *placed.numbers[-1:].tolist(), *(stray.number for _, stray in strays[-1:])]
        self._last_number = max(ends)
        return Batch(
            rows=rows if is_new.all() else rows.filter(pa.array(is_new)),
            misfits=[self._misfit(line, stray) for line, stray in strays if stray.text != BLANK_MARK],
        )

    def _misfit(self, line: int, stray: StrayRow) -> Misfit:
        text = stray.text.replace(self._reading.broken_mark, "")
        reason = None if text == stray.text else WRONG_QUOTES
        return Misfit(line, text.replace(NUL, ""), stray.fields, reason)

    def _read_on_with_larger_blocks(self, problem: RowTooLong) -> None:
        larger = tuple(size for size in BLOCK_BYTES if size > self._reading.block_bytes)
        self._reading.close()
        self._reading = self._read_with(larger, problem.line)

    def _read_with(self, block_sizes: tuple[int, ...], line: int = 1) -> CsvReading:
        """The reading with the first of `block_sizes` that the header fits into."""
        for size in block_sizes:
            try:
                return CsvReading(self._path, self._form, size)
            except RowTooLong as problem:
                line = problem.line
        ends = f"within {BLOCK_BYTES[-1] >> 20} MB nor before the end of the file"
        raise FileRefused(f"this row ends neither {ends}; most likely a quote is opened and never closed", line)
