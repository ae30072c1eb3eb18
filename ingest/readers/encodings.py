"""Files that are no text of the encoding that their contract names: what is said of them, and on which line.

Belongs here: byte order marks, and finding a line again once decoding has failed. Does not belong here: decoding what
is sound (marked_text.py, text_lines.py).
"""

from __future__ import annotations

import codecs
import io
from pathlib import Path

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_READ_BYTES = 1 << 20
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def without_mark(encoding: str) -> str:
    """The codec that takes a byte order mark for what it is."""
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding


def hint_at_encoding(path: Path, encoding: str, error: UnicodeError) -> str:
    """What may be wrong with the encoding, as the end of a sentence; empty where nothing can be told."""
    if not isinstance(error, (UnicodeDecodeError, UnicodeEncodeError)):  # the decoder looked for a mark in vain
        return f"; it has no byte order mark, so the contract may want {encoding}-le or {encoding}-be"
    with path.open("rb") as file:
        begins_as_utf_16 = file.read(2) in _UTF_16
    if begins_as_utf_16 and not codecs.lookup(encoding).name.startswith("utf-16"):
        return "; it begins as utf-16 does, so the contract may name another encoding"
    return ""


def line_at(path: Path, encoding: str, offset: int) -> int:
    """The line (1-based) of the byte `offset`, or of the first NUL character where that comes sooner."""
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(errors="replace"), translate=True)
    line = 1
    with path.open("rb") as file:
        while raw := file.read(min(_READ_BYTES, offset - file.tell())):
            try:
                text, nul, _ = decoder.decode(raw).partition("\0")
            except UnicodeError:  # without the mark that says the order of bytes there are no letters, so no lines
                return 1
            line += text.count("\n")
            if nul:
                break
    return line


def line_of_letter(path: Path, encoding: str, offset: int) -> int:
    """The line (1-based) of the letter that stands `offset` bytes into the text as UTF-8, without the blank lines
    before it. The file must be text of the encoding."""
    passed = 0
    with path.open(encoding=without_mark(encoding), newline="") as file:
        for number, line in enumerate(file, start=1):
            is_leading = not passed and not line.strip("\r\n" + BYTE_ORDER_MARK)
            passed += 0 if is_leading else len(line.removeprefix(BYTE_ORDER_MARK).encode())
            if passed > offset:
                return number
    return 1


def first_wrong_line(path: Path, encoding: str) -> int | None:
    """The first line that holds what is no text of the encoding; None where no line can be told."""
    try:
        with path.open(encoding=without_mark(encoding), newline=None, errors="replace") as file:
            return next((number for number, text in enumerate(file, start=1) if REPLACEMENT in text), None)
    except UnicodeError:
        return None
