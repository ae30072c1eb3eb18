"""The content hashes of files, computed once: a file of the same size and time as when it was hashed is not read again.

As with git's index, a time that is too close to the moment of hashing proves nothing: the file may have been written
once more within the same tick of the clock. Belongs here: hashes and ledger.file_seen. Does not belong here: what a
hash means for loading (deliveries.py).
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import duckdb

# The coarsest file times in use are those of FAT: two seconds.
_TICK_NS = 2_000_000_000


class SeenFile(Protocol):
    """What is known of a file before its bytes are read."""

    @property
    def system(self) -> str: ...

    @property
    def entity(self) -> str: ...

    @property
    def file(self) -> str: ...

    @property
    def path(self) -> Path: ...

    @property
    def size_bytes(self) -> int: ...

    @property
    def modified_ns(self) -> int: ...


class Content(NamedTuple):
    """SHA-256 (hex) of a file's bytes; empty, with a fault, where they cannot be read."""

    content_hash: str
    fault: str | None


class _Seen(NamedTuple):
    size_bytes: int
    modified_ns: int
    seen_at_ns: int
    content_hash: str


def content_hashes(con: duckdb.DuckDBPyConnection, files: Sequence[SeenFile]) -> list[Content]:
    """The content of each of `files`; reads only those that ledger.file_seen cannot vouch for, and notes them there."""
    seen = _seen_files(con)
    contents: list[Content] = []
    notes: list[tuple[str | int, ...]] = []
    for file in files:
        note = seen.get((file.system, file.entity, file.file))
        if note is None or not _vouches(note, file):
            seen_at_ns = time.time_ns()
            content = _read(file.path)
            note = _Seen(file.size_bytes, file.modified_ns, seen_at_ns, content.content_hash)
            notes.append((file.system, file.entity, file.file, *note))
            contents.append(content)
        else:
            contents.append(Content(note.content_hash, None))
    _write_notes(con, notes)
    return contents


def _vouches(note: _Seen, file: SeenFile) -> bool:
    is_same = (note.size_bytes, note.modified_ns) == (file.size_bytes, file.modified_ns)
    is_settled = note.seen_at_ns - note.modified_ns > _TICK_NS
    return bool(note.content_hash) and is_same and is_settled


def _read(path: Path) -> Content:
    try:
        with path.open("rb") as file:
            return Content(hashlib.file_digest(file, "sha256").hexdigest(), None)
    except OSError as error:
        return Content("", f"the file cannot be read ({error.strerror})")


def _seen_files(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str], _Seen]:
    rows = con.execute(
        "select system_name, entity_name, file, size_bytes, modified_ns, seen_at_ns, content_hash from ledger.file_seen"
    ).fetchall()
    return {(system, entity, file): _Seen(*said) for system, entity, file, *said in rows}


def _write_notes(con: duckdb.DuckDBPyConnection, notes: list[tuple[str | int, ...]]) -> None:
    if not notes:
        return
    columns = [list(column) for column in zip(*notes, strict=True)]
    unnested = ", ".join("unnest(?)" for _ in columns)
    con.execute(f"insert or replace into ledger.file_seen select {unnested}", columns)
