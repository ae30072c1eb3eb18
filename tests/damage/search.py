"""A search through all that a build leaves behind for a text that must not be there.

Belongs here: reading files of every kind for it. Does not belong here: where it may stand (the tests).
"""

from __future__ import annotations

import base64
import gzip
import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

import duckdb


def places_of(text: str, folder: Path, *but: Path) -> list[str]:
    """The files below `folder`, those below `but` left out, that hold `text` in any way known here."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    searched = [path for path in files if not any(path.is_relative_to(other) for other in but)]
    spellings = _spellings(text)
    return [
        str(path) for path in searched if any(spelling in view for view in _views(path, text) for spelling in spellings)
    ]


def _spellings(text: str) -> set[bytes]:
    """As plain text, as it stands in links and in JSON, and what base64 makes of it wherever it begins."""
    inner = [base64.b64encode(b"\0" * shift + text.encode())[4 * (shift > 0) : -4] for shift in range(3)]
    plain = {text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")}
    return plain | {quote(text).encode(), text.replace("@", "\\u0040").encode(), *inner}


def _views(path: Path, text: str) -> Iterator[bytes]:
    """The bytes of the file, and what they stand for where they are packed or a database."""
    content = path.read_bytes()
    yield content
    yield from _unpacked(content)
    if content.startswith(b"SQLite format 3"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as con:
            yield "\n".join(con.iterdump()).encode()
    if content[8:12] == b"DUCK":
        yield from _rows_with(path, text)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """What a damaged archive does not give is nothing that anybody could read."""
    with suppress(EOFError, OSError, zlib.error):
        if content.startswith(b"\x1f\x8b"):
            yield gzip.decompress(content)
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                with suppress(NotImplementedError, RuntimeError, zipfile.BadZipFile, EOFError, zlib.error):
                    yield archive.read(name)


def _rows_with(path: Path, text: str) -> Iterator[bytes]:
    """Rows that hold it: DuckDB packs texts, so that their bytes need not stand in the file."""
    with duckdb.connect(path, read_only=True) as con:
        tables = con.execute("select database_name, schema_name, table_name from duckdb_tables()").fetchall()
        for table in (".".join(f'"{name}"' for name in names) for names in tables):
            found = con.execute(f"select t::varchar from {table} as t where contains(t::varchar, ?)", [text])
            yield from (row.encode() for (row,) in found.fetchall())
        yield "\n".join(sql for (sql,) in con.execute("select sql from duckdb_tables()").fetchall()).encode()
