"""The text of a JSON file as UTF-8, watched for what the fast parser gets wrong.

ijson's parser in C crashes the process on a whole number of more digits than Python reads (seen with ijson 3.6.0), and
makes a question mark of half a character (a lone surrogate). Neither stands in ordinary files; where one does, the
slower parser reads the file. Belongs here: finding both. Does not belong here: parsing (json_reader.py).
"""

from __future__ import annotations

import re
from typing import TextIO

from ingest.readers.encodings import BYTE_ORDER_MARK

# Python reads no fewer digits than 640 as a number, however it is set; a run of 600 holds a whole stretch of 300.
_STRETCH = 300
_HALF = re.compile(r"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]", re.DOTALL)
_ESCAPED_PAIR = 12


class NeedsCare(Exception):
    """The text holds what the fast parser cannot be trusted with."""


class JsonText:
    """A text file as the bytes that a parser reads. With `is_watched` reading raises NeedsCare."""

    def __init__(self, text: TextIO, *, is_watched: bool) -> None:
        self._text = text
        self._is_watched = is_watched
        self._is_at_start = True
        self._before = ""

    def read(self, size: int = -1) -> bytes:
        text = self._text.read(size)
        if self._is_watched and size:
            self._watch(text)
        if self._is_at_start and size:
            text, self._is_at_start = text.removeprefix(BYTE_ORDER_MARK), False
        return text.encode()

    def _watch(self, text: str) -> None:
        seen = self._before + text
        if _has_long_number(seen) or _has_half_character(seen, is_last=not text):
            raise NeedsCare
        self._before = seen[-2 * _STRETCH :]


def _has_long_number(text: str) -> bool:
    """A digit in each stretch is looked at before the whole of it, since almost always that is enough."""
    return any(
        text[place].isdigit() and text[place : place + _STRETCH].isdigit()
        for place in range(0, len(text) - _STRETCH + 1, _STRETCH)
    )


def _has_half_character(text: str, *, is_last: bool) -> bool:
    """The other half of what stands at the end may follow."""
    if "\\u" not in text:
        return False
    end = len(text) if is_last else len(text) - _ESCAPED_PAIR
    return any(match.start() < end for match in _HALF.finditer(text))
