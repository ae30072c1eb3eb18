"""The lines of a text file of any encoding, with their numbers.

Belongs here: decoding line by line and refusing what is no text. Does not belong here: what a line means; CSV, whose
rows are not lines (marked_text.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ingest.readers.encodings import BYTE_ORDER_MARK, first_wrong_line, hint_at_encoding, without_mark
from ingest.readers.rows import FileRefused


class Line(NamedTuple):
    """A line without its end; only the last one of a file can be unfinished."""

    number: int
    text: str
    is_finished: bool


def lines_of(path: Path, encoding: str) -> Iterator[Line]:
    """The lines of `path` that are not blank. Raises FileRefused where it cannot be read or is no `encoding` text."""
    try:
        with path.open(encoding=without_mark(encoding), newline=None) as file:
            for number, text in enumerate(file, start=1):
                if "\0" in text:
                    raise FileRefused("holds a NUL character, so it is no text file", number)
                if number == 1:
                    text = text.removeprefix(BYTE_ORDER_MARK)
                if text.strip():
                    yield Line(number, text.rstrip("\n"), text.endswith("\n"))
    except UnicodeError as error:
        reason = f"is no {encoding} text from here on{hint_at_encoding(path, encoding, error)}"
        raise FileRefused(reason, first_wrong_line(path, encoding)) from error
    except OSError as error:
        raise FileRefused(f"the file cannot be read ({error.strerror})") from error
