"""The bytes of a text file as UTF-8 with marks that survive a CSV parser: where a line is blank, where the file ends.

A parser skips blank lines without counting them and takes an open quote at the end for a closed one. A mark made of
NUL, which no accepted file holds, stands on each blank line and on a last line of its own, so both can be seen after.
Belongs here: decoding, marks, the hash of what was read. Does not belong here: what rows are (csv_reader.py).
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from pathlib import Path

from ingest.readers.rows import FileRefused

NUL = "\0"
BLANK_MARK = NUL
END_MARK = NUL * 2
_BOM = codecs.BOM_UTF8
_BEFORE_BLANK_LINE = re.compile(rb"(\r\n|\n|\r(?!\n))(?=[\r\n])")
_READ_BYTES = 1 << 20


class MarkedText(io.RawIOBase):
    """A readable stream of the file's text in UTF-8, marked. Reading raises FileRefused where it is no text."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._file = _opened(path)
        self._path = path
        self._encoding = encoding
        self._is_utf8 = codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")
        self._decoder = codecs.getincrementaldecoder("utf-8" if self._is_utf8 else encoding)()
        self._hash = hashlib.sha256()
        self._bytes_read = 0
        self._ready = bytearray()
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
            self._refuse("holds a NUL character, so it is no text file", self._bytes_read + len(raw))
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
        except UnicodeDecodeError as error:
            offset = self._bytes_read - waiting + error.start
            cut_off = ", where the file is cut off," if not raw else ""
            self._refuse(f"byte {offset} of the file{cut_off} is no {self._encoding} text", offset)
        return raw if self._is_utf8 else text.encode()

    def _append(self, text: bytes) -> None:
        """Makes `text` ready to be read, marked; line ends at its end wait, since the next text may begin with more."""
        if not self._has_text:
            text = self._without_leading_blank_lines(text)
        text = self._line_ends + text
        kept = text.rstrip(b"\r\n")
        self._line_ends = text[len(kept) :]
        self._ready += _mark_blank_lines(kept)

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
        ends = (self._line_ends or b"\n") if self._has_text else b""
        self._ready += _mark_blank_lines(ends) + END_MARK.encode() + b"\n"

    def _refuse(self, reason: str, offset: int) -> None:
        raise FileRefused(reason, line_at(self._path, self._encoding, offset))


def _opened(path: Path) -> io.BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise FileRefused(f"the file cannot be read ({error.strerror})") from error


def line_at(path: Path, encoding: str, offset: int) -> int:
    """The line (1-based) of the byte `offset`, or of the first NUL character where that comes sooner."""
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(), translate=True)
    line = 1
    with path.open("rb") as file:
        while raw := file.read(min(_READ_BYTES, offset - file.tell())):
            text, nul, _ = decoder.decode(raw).partition(NUL)
            line += text.count("\n")
            if nul:
                break
    return line


def _mark_blank_lines(text: bytes) -> bytes:
    if b"\n\n" in text or b"\n\r" in text or b"\r\r" in text:
        return _BEFORE_BLANK_LINE.sub(rb"\1" + BLANK_MARK.encode(), text)
    return text


def _line_count(line_ends: bytes) -> int:
    return line_ends.count(b"\n") + line_ends.count(b"\r") - line_ends.count(b"\r\n")
