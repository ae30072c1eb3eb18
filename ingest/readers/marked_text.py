"""The bytes of a CSV file as UTF-8 with marks that survive the parser: blank lines, wrong quotes, the file's end.

A parser skips blank lines without counting them, takes an open quote at the end for a closed one, and text behind a
closing quote for more of the value. A mark made of NUL, which no accepted file holds, stands on each blank line, in
each row whose quotes are wrong, and on a last line of its own, so that all of it can be seen after.
Belongs here: decoding, marks, the hash of what was read. Does not belong here: what rows are (csv_reader.py), which
quotes are wrong (csv_quotes.py).
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from pathlib import Path

from ingest.grammar import Format
from ingest.readers.csv_quotes import QuoteNotClosed, Quotes, broken_mark
from ingest.readers.encodings import hint_at_encoding, line_at, line_of_letter
from ingest.readers.rows import FileRefused

NUL = "\0"
BLANK_MARK = NUL
END_MARK = NUL * 2
_BOM = codecs.BOM_UTF8
_BEFORE_BLANK_LINE = re.compile(rb"(\r\n|\n|\r(?!\n))(?=[\r\n])")
_READ_BYTES = 1 << 20


class MarkedText(io.RawIOBase):
    """A readable stream of the file's text in UTF-8, marked. Reading raises FileRefused where it is no text."""

    def __init__(self, path: Path, form: Format) -> None:
        self._file = _opened(path)
        self._path = path
        encoding = form.encoding
        self.broken_mark = broken_mark(NUL, form.delimiter)
        self._quotes = None if form.quote == "none" else Quotes(form.quote, form.delimiter, self.broken_mark)
        self._encoding = encoding
        self._is_utf8 = codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")
        self._decoder = codecs.getincrementaldecoder("utf-8" if self._is_utf8 else encoding)()
        self._hash = hashlib.sha256()
        self._bytes_read = 0
        self._ready = bytearray(_header_line(form))
        self._line_ends = b""
        self._has_text = False
        self._is_at_end = False
        self.leading_blank_lines = 0
        self.is_last_line_open = False

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) of the bytes read so far."""
        return self._hash.hexdigest()

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._file.close()
        super().close()

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; empty at the end."""
        while not self._is_at_end and (size < 0 or len(self._ready) < size):
            self._fill(max(size, _READ_BYTES))
        end = len(self._ready) if size < 0 else size
        piece = bytes(self._ready[:end])
        del self._ready[:end]
        return piece

    def _fill(self, size: int) -> None:
        try:
            raw = self._file.read(size)
        except OSError as error:
            raise FileRefused(f"the file cannot be read ({error.strerror})") from error
        self._hash.update(raw)
        text = self._to_utf8(raw)
        if b"\0" in text:
            raise self._refusal("holds a NUL character, so it is no text file", self._bytes_read + len(raw))
        self._bytes_read += len(raw)
        if text:
            self._append(text)
        if not raw:
            self._end()

    def _to_utf8(self, raw: bytes) -> bytes:
        waiting = len(self._decoder.getstate()[0])
        if self._is_utf8 and not waiting and raw.isascii():
            return raw
        try:
            text = self._decoder.decode(raw, final=not raw)
            return raw if self._is_utf8 else text.encode()
        except UnicodeError as error:
            offset = self._bytes_read - waiting + getattr(error, "start", 0)
            cut_off = ", where the file is cut off," if not raw else ""
            hint = hint_at_encoding(self._path, self._encoding, error)
            raise self._refusal(
                f"byte {offset} of the file{cut_off} is no {self._encoding} text{hint}", offset
            ) from None

    def _append(self, text: bytes) -> None:
        """Makes `text` ready to be read, marked; line ends at its end wait, since the next text may begin with more."""
        if not self._has_text:
            text = self._without_leading_blank_lines(text)
        text = self._line_ends + text
        kept = text.rstrip(b"\r\n")
        self._line_ends = text[len(kept) :]
        self._make_ready(kept)

    def _without_leading_blank_lines(self, text: bytes) -> bytes:
        text = (self._line_ends + text).removeprefix(_BOM)
        self._line_ends = b""
        content = text.lstrip(b"\r\n")
        if content:
            self._has_text = True
            self.leading_blank_lines = _line_count(text[: len(text) - len(content)])
            return content
        return text

    def _end(self) -> None:
        self._is_at_end = True
        self.is_last_line_open = not self._line_ends
        self._make_ready((self._line_ends or b"\n") if self._has_text else b"", is_last=True)
        self._ready += END_MARK.encode() + b"\n"

    def _make_ready(self, text: bytes, *, is_last: bool = False) -> None:
        try:
            marked = self._quotes.marked(text, is_last=is_last) if self._quotes else text
        except QuoteNotClosed as problem:
            reason = "a quote is opened in this row and closed within a value further down; one of the two is too many"
            raise FileRefused(reason, line_of_letter(self._path, self._encoding, problem.offset)) from None
        self._ready += _mark_blank_lines(marked)

    def _refusal(self, reason: str, offset: int) -> FileRefused:
        return FileRefused(reason, line_at(self._path, self._encoding, offset))


def _header_line(form: Format) -> bytes:
    """What stands before the first row of a file without a header, for the parser to see."""
    return f"{form.delimiter.join(form.header)}\n".encode() if form.header else b""


def _opened(path: Path) -> io.BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise FileRefused(f"the file cannot be read ({error.strerror})") from error


def _mark_blank_lines(text: bytes) -> bytes:
    if b"\n\n" in text or b"\n\r" in text or b"\r\r" in text:
        return _BEFORE_BLANK_LINE.sub(rb"\1" + BLANK_MARK.encode(), text)
    return text


def _line_count(line_ends: bytes) -> int:
    return line_ends.count(b"\n") + line_ends.count(b"\r") - line_ends.count(b"\r\n")
