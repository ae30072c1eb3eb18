"""One pass over a CSV file through pyarrow: its header, its rows as text with their lines, and whether it is whole.

Belongs here: what pyarrow is told and what its answers mean. Does not belong here: decoding and marks
(marked_text.py), line numbers (csv_lines.py), another pass where a row is too long for this one (csv_reader.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from ingest.grammar import Format
from ingest.readers.csv_lines import Integers, LineCounter, Placed, StrayRow, holds, line_ends
from ingest.readers.marked_text import BLANK_MARK, END_MARK, NUL, MarkedText
from ingest.readers.rows import LINE_COLUMN, FileRefused, field_name
from ingest.shape import count_of

# Rows that do not fit the header, and blank lines, wait in memory for the next row that does fit.
MOST_WAITING_BYTES = 64 << 20
_BYTES_OF_A_WAITING_ROW = 200  # beside its text


class RowTooLong(Exception):
    """A row does not fit into a block; `line` is where it begins."""

    def __init__(self, line: int) -> None:
        super().__init__(f"the row of line {line} does not fit into a block")
        self.line = line


class CsvReading:
    """One pass with blocks of `block_bytes`; a row must fit into a block."""

    def __init__(self, path: Path, form: Format, block_bytes: int) -> None:
        self.block_bytes = block_bytes
        self._form = form
        self._text = MarkedText(path, form)
        self._saw_end = False
        self._strays: list[StrayRow] = []  # the first of them arrive while the file is being opened
        self._waiting_bytes = 0
        try:
            self._reader = self._open(form)
            self.header = self._read_header()
        except BaseException:
            self.close()
            raise
        header_lines = 1 + sum(line_ends(name) for name in self.header)
        self._lines = LineCounter(self.header_line + header_lines, self._strays)
        self._last_line = self.header_line

    @property
    def header_line(self) -> int:
        """0 where the contract names the columns of a file without a header."""
        return self._text.leading_blank_lines + (0 if self._form.header else 1)

    @property
    def content_hash(self) -> str:
        return self._text.content_hash

    @property
    def broken_mark(self) -> str:
        """What stands in stray rows whose quotes are wrong."""
        return self._text.broken_mark

    def close(self) -> None:
        self._text.close()

    def rows(self) -> Iterator[tuple[pa.Table, Placed]]:
        """Rows as readers.rows.Batch describes them, and their places. Raises FileRefused, RowTooLong."""
        while (batch := self._next_batch()) is not None:
            if not batch.num_rows:
                continue
            placed = self._lines.place(batch)
            self._waiting_bytes = 0
            self._last_line = int(placed.lines[-1])
            yield self._without_marks(batch, placed)
        rest = self._lines.place_rest()
        self._refuse_if_broken_off(rest)
        yield _table(pa.Table.from_batches([], self._reader.schema).columns, rest), rest

    def _open(self, form: Format) -> pa_csv.CSVStreamingReader:
        parse_options = pa_csv.ParseOptions(
            delimiter=form.delimiter,
            quote_char=False if form.quote == "none" else form.quote,
            newlines_in_values=form.quote != "none",
            ignore_empty_lines=False,
            invalid_row_handler=self._take_stray,
        )
        try:
            return pa_csv.open_csv(
                self._text,
                # With threads a stray row has no number.
                read_options=pa_csv.ReadOptions(use_threads=False, block_size=self.block_bytes),
                parse_options=parse_options,
                convert_options=pa_csv.ConvertOptions(
                    default_column_type=pa.string(), strings_can_be_null=False, check_utf8=False
                ),
            )
        except pa.ArrowInvalid as error:
            self._refuse_flood()
            raise RowTooLong(self.header_line) from error

    def _read_header(self) -> tuple[str, ...]:
        names = self._reader.schema.names
        if names == [END_MARK]:
            raise FileRefused("the file is empty: it has not even a header")
        return tuple(name.replace(NUL, "") for name in names)

    def _take_stray(self, row: pa_csv.InvalidRow) -> str:
        if row.text == END_MARK:
            self._saw_end = True
            return "skip"
        self._strays.append(StrayRow(row.number, row.text, row.actual_columns))
        self._waiting_bytes += len(row.text) + _BYTES_OF_A_WAITING_ROW
        return "error" if self._waiting_bytes > MOST_WAITING_BYTES else "skip"

    def _next_batch(self) -> pa.RecordBatch | None:
        try:
            return self._reader.read_next_batch()
        except StopIteration:
            return None
        except pa.ArrowInvalid as error:
            self._refuse_flood()
            self._lines.place_rest()
            raise RowTooLong(self._lines.next_line) from error

    def _refuse_flood(self) -> None:
        if self._waiting_bytes > MOST_WAITING_BYTES:
            reason = f"{len(self._strays)} rows in succession are blank or have not as many fields as the header"
            raise FileRefused(reason, self.header_line)

    def _without_marks(self, batch: pa.RecordBatch, placed: Placed) -> tuple[pa.Table, Placed]:
        if not any(holds(column, NUL.encode()) for column in batch.columns):
            return _table(batch.columns, placed), placed
        if batch.num_columns == 1:
            batch, placed = self._without_mark_rows(batch, placed)
        columns = [pc.replace_substring(column, NUL, "") for column in batch.columns]
        return _table(columns, placed), placed

    def _without_mark_rows(self, batch: pa.RecordBatch, placed: Placed) -> tuple[pa.RecordBatch, Placed]:
        """In a file of one column a mark has as many fields as a row, so it arrives as a row."""
        is_end = pc.equal(batch.column(0), END_MARK)
        is_row = pc.invert(pc.or_(is_end, pc.equal(batch.column(0), BLANK_MARK)))
        self._saw_end = self._saw_end or pc.any(is_end).as_py()
        chosen = is_row.to_numpy(zero_copy_only=False)
        return batch.filter(is_row), Placed(placed.numbers[chosen], placed.lines[chosen], placed.strays)

    def _refuse_if_broken_off(self, rest: Placed) -> None:
        last_line = rest.strays[-1][0] if rest.strays else self._last_line
        if not self._saw_end:
            raise FileRefused("a quote in this row is opened and never closed", last_line)
        if self._text.is_last_line_open and rest.strays and rest.strays[-1][1].fields < len(self.header):
            fields = count_of(rest.strays[-1][1].fields, "field")
            reason = f"the file is cut off: its last row has {fields}, the header has {len(self.header)}"
            raise FileRefused(reason, last_line)


def _table(columns: list[pa.Array | pa.ChunkedArray], placed: Placed) -> pa.Table:
    names = [field_name(position) for position in range(len(columns))]
    return pa.Table.from_arrays([*columns, _int64_array(placed.lines)], names=[*names, LINE_COLUMN])


def _int64_array(values: Integers) -> pa.Array:
    """As pa.array(), which would import pandas at its first call: half a second of a build that has nothing to do."""
    return pa.Array.from_buffers(pa.int64(), len(values), [None, pa.py_buffer(values)])
