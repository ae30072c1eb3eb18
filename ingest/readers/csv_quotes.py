"""Quotes of a CSV file that do not close where a value ends.

Behind a quoted value stands a delimiter or the end of its row. A parser takes anything else for more of the value, and
where a quote was left open it makes one value of several rows without a word. Belongs here: finding such places in the
text, and marking their rows so that the parser hands them out as strays. Does not belong here: rows (csv_reading.py).
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from ingest.readers.rows import MOST_COLUMNS

_LINE_END = re.compile(rb"[\r\n]")


class QuoteNotClosed(Exception):
    """A quote, `offset` bytes into the text, is closed within a value of a later line, or within the header."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"the quote at byte {offset} is not closed where a value ends")
        self.offset = offset


def broken_mark(nul: str, delimiter: str) -> str:
    """What is written into a row whose quotes are wrong: it gives the row more fields than any header has."""
    return nul * 3 + delimiter * (MOST_COLUMNS + 1)


class Quotes:
    """Follows the quotes of one text that is given piece by piece."""

    def __init__(self, quote: str, delimiter: str, mark: str) -> None:
        self._quote, self._mark = quote.encode(), mark.encode()
        ends = delimiter.encode() + b"\r\n"
        blanks = b" \t".replace(delimiter.encode(), b"")
        self._value_ends = re.compile(b"[" + blanks + b"]*(?:[" + re.escape(ends) + rb"]|\Z)")
        self._undecided = self._quote + blanks
        self._starts = np.isin(np.arange(256), np.frombuffer(ends, np.uint8))
        self._is_fine = self._starts | (np.arange(256) == self._quote[0])
        self._held = b""
        self._offset = 0  # in the text, of the piece that comes next
        self._before = b"\n"  # the byte before it
        self._opened_at: int | None = None  # in the text; None outside of quotes
        self._line_end_at = -1  # in the text, the last one that passed

    def marked(self, text: bytes, *, is_last: bool = False) -> bytes:
        """What was held back and `text`, with marks; what only the next piece can decide is held back.

        Raises QuoteNotClosed.
        """
        text = self._held + text
        undecided = -1 if is_last else text.find(self._quote, len(text.rstrip(self._undecided)))
        text, self._held = (text, b"") if undecided < 0 else (text[:undecided], text[undecided:])
        places = np.flatnonzero(np.frombuffer(text, np.uint8) == self._quote[0]) if self._quote in text else None
        breaks = [] if places is None or self._are_sound(text, places) else self._walk(text, places)
        self._pass(text)
        return _inserted(text, breaks, self._mark)

    def _are_sound(self, text: bytes, places: npt.NDArray[np.int64]) -> bool:
        """Whether all quotes open where a value begins, close where it ends, or are doubled; judged all at once."""
        letters = np.frombuffer(self._before + text + b"\n", np.uint8)
        is_inside = self._opened_at is not None
        opening, closing = places[is_inside::2], places[not is_inside :: 2]
        if not (self._is_fine[letters[opening]].all() and self._is_fine[letters[closing + 2]].all()):
            return False
        if is_inside == (len(places) % 2 == 0):
            begun = opening[self._starts[letters[opening]]]  # the others are second halves of doubled ones
            self._opened_at = self._offset + int(begun[-1]) if len(begun) else self._opened_at
        else:
            self._opened_at = None
        return True

    def _walk(self, text: bytes, places: npt.NDArray[np.int64]) -> list[int]:
        """Behind which places of `text` a value goes on that has ended; one quote after the other."""
        breaks, doubled_at = [], -1
        for place in places.tolist():
            if place == doubled_at:
                continue
            if self._opened_at is None:
                if self._starts[text[place - 1] if place else self._before[0]]:
                    self._opened_at = self._offset + place
            elif text[place + 1 : place + 2] == self._quote:
                doubled_at = place + 1
            else:
                if not self._value_ends.match(text, place + 1):
                    self._refuse_if_over_lines(text, place)
                    breaks.append(place + 1)
                self._opened_at = None
        return breaks

    def _refuse_if_over_lines(self, text: bytes, place: int) -> None:
        """One row that is wrong is set aside; where rows ran into each other, the file cannot be read any further."""
        opened_at = self._opened_at or 0
        is_header = self._line_end_at < 0 and not _LINE_END.search(text, 0, place)
        begin = max(0, opened_at - self._offset)
        if is_header or self._line_end_at > opened_at or _LINE_END.search(text, begin, place):
            raise QuoteNotClosed(opened_at)

    def _pass(self, text: bytes) -> None:
        last = max(text.rfind(b"\n"), text.rfind(b"\r"))
        self._line_end_at = self._offset + last if last >= 0 else self._line_end_at
        self._before = text[-1:] or self._before
        self._offset += len(text)


def _inserted(text: bytes, places: list[int], mark: bytes) -> bytes:
    pieces = [text[begin:end] for begin, end in zip([0, *places], [*places, len(text)], strict=True)]
    return mark.join(pieces)
