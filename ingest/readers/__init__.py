"""Readers of delivered files: one module per format, each gives a file's rows as text, batch by batch.

Belongs here: formats. Does not belong here: what a contract makes of the rows (conversion.py, load.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from ingest.grammar import Format
from ingest.readers.csv_reader import open_csv
from ingest.readers.json_reader import open_json
from ingest.readers.jsonl_reader import open_jsonl
from ingest.readers.parquet_reader import open_parquet
from ingest.readers.queue_log import open_queue_log
from ingest.readers.rows import Batch, FileRefused, Misfit, RowReader
from ingest.readers.text_batches import hash_of
from ingest.readers.unpacking import unpacked
from ingest.readers.xlsx_reader import open_xlsx

__all__ = ["READERS", "Batch", "FileRefused", "Misfit", "RowReader", "open_rows"]

Opener = Callable[[Path, Format], AbstractContextManager[RowReader]]

READERS: dict[str, Opener] = {
    "csv": open_csv,
    "json": open_json,
    "jsonl": open_jsonl,
    "parquet": open_parquet,
    "xlsx": open_xlsx,
    "queue_log": open_queue_log,
}


@contextmanager
def open_rows(path: Path, form: Format) -> Iterator[RowReader]:
    """Opens `path`, packed or not, for reading in the format `form`.

    Raises FileRefused where it cannot be unpacked or has no header that can be read.
    """
    with unpacked(path) as file:
        _refuse_empty(file, form)
        with READERS[form.type](file, form) as reader:
            yield reader if file == path else _Packed(reader, path)


def _refuse_empty(file: Path, form: Format) -> None:
    """Lines can be none, and a CSV reader says itself what an empty file lacks; the other formats have more to say."""
    if form.type in ("json", "parquet", "xlsx") and not file.stat().st_size:
        raise FileRefused("the file is empty")


class _Packed:
    """A reader of what was packed; what is hashed are the bytes that were delivered."""

    def __init__(self, reader: RowReader, path: Path) -> None:
        self._reader = reader
        self._path = path

    @property
    def header(self) -> tuple[str, ...]:
        return self._reader.header

    @property
    def header_line(self) -> int:
        return self._reader.header_line

    @property
    def names_no_columns(self) -> bool:
        return self._reader.names_no_columns

    @property
    def content_hash(self) -> str:
        return hash_of(self._path)

    def batches(self) -> Iterator[Batch]:
        return self._reader.batches()
