"""Readers of delivered files: one module per format, each gives a file's rows as text, batch by batch.

Belongs here: formats. Does not belong here: what a contract makes of the rows (conversion.py, load.py).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from ingest.grammar import Format
from ingest.readers.csv_reader import open_csv
from ingest.readers.rows import Batch, FileRefused, Misfit, RowReader

__all__ = ["READERS", "Batch", "FileRefused", "Misfit", "RowReader", "open_rows"]

Opener = Callable[[Path, Format], AbstractContextManager[RowReader]]

READERS: dict[str, Opener] = {"csv": open_csv}


def open_rows(path: Path, form: Format) -> AbstractContextManager[RowReader]:
    """Opens `path` for reading in the format `form`. Raises FileRefused where it has no header that can be read."""
    return READERS[form.type](path, form)
