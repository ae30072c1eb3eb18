"""Whether the cells of a sheet say what stands in them, seen in the sheet's own XML.

openpyxl's stream tells neither a merged cell nor a formula that nobody has computed from an empty cell. Belongs here:
finding both. Does not belong here: values (xlsx_reader.py).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from ingest.readers.rows import FileRefused

# Most sheets hold neither, and looking for the two names is twenty times faster than parsing.
_SUSPECT = re.compile(rb"<(?:\w+:)?(?:f|mergeCell)[\s/>]")
_LONGEST_NAME = 64
_READ_BYTES = 1 << 20
_CELL = re.compile(r"\$?[A-Z]+\$?([0-9]+)")


def refuse_unplain(path: Path, member: str, header_row: int) -> None:
    """Of merged cells only the first holds the value; a formula that nobody has computed yet holds none."""
    try:
        with zipfile.ZipFile(path) as archive:
            if _is_suspect(archive, member):
                with archive.open(member) as xml:
                    _UnplainCells(header_row).search(xml.read)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, expat.ExpatError) as error:
        raise FileRefused("the sheet cannot be read to its end") from error


def _is_suspect(archive: zipfile.ZipFile, member: str) -> bool:
    with archive.open(member) as xml:
        before = b""
        while piece := xml.read(_READ_BYTES):
            if _SUSPECT.search(before + piece):
                return True
            before = piece[-_LONGEST_NAME:]
    return False


class _UnplainCells:
    """Refuses a sheet at its first cell that does not say what stands in it."""

    def __init__(self, header_row: int) -> None:
        self._header_row = header_row
        self._row = 0
        self._name = ""
        self._is_text = self._has_formula = self._has_value = False
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def search(self, read: Callable[[int], bytes]) -> None:
        while piece := read(_READ_BYTES):
            self._parser.Parse(piece)
        self._parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._name = name.rpartition(":")[2]
        if self._name == "row":
            self._row = int(attributes.get("r", self._row + 1))
        elif self._name == "c":
            self._is_text, self._has_formula, self._has_value = attributes.get("t") == "str", False, False
        elif self._name == "f":
            self._has_formula = True
        elif self._name == "mergeCell":
            self._refuse_merged(attributes.get("ref", ""))

    def _text(self, text: str) -> None:
        self._has_value = self._has_value or self._name in ("v", "t")

    def _end(self, name: str) -> None:
        """A formula whose value is the empty text says that it is text."""
        self._name = ""
        if name.rpartition(":")[2] == "c" and self._has_formula and not (self._has_value or self._is_text):
            raise FileRefused("has a formula without a value; open it, let it compute, and save it", self._row)

    def _refuse_merged(self, cells: str) -> None:
        last = max(map(int, _CELL.findall(cells)), default=0)
        if last >= self._header_row:
            raise FileRefused("has merged cells; unmerge them, so that each row says all it means", last)
