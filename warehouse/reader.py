"""Reads the current version of a company, and follows it when a newer one is published.

Belongs here: opening, re-opening and asking a version in SQL, from many threads.
Does not belong here: what is asked (metrics.py, explain.py) and SQL that people write (sql.py).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.company import Company
from warehouse.shelf import open_read_only
from warehouse.versions import Version, VersionError, current_path, find_version

Parameters = Sequence[Any] | Mapping[str, Any]

_MEMORY_BYTES = 2_000_000_000
_MOST_THREADS = 4
_TRIES = 10


class TooSlow(Exception):
    """A question was stopped because it took longer than its reader allows."""


@dataclass(frozen=True)
class Session:
    """One version, held open by one thread for as many questions as have to agree with each other.

    `cursor` is DuckDB's own, for what `query` does not offer; it sees nothing but this version.
    """

    version: Version
    cursor: duckdb.DuckDBPyConnection
    seconds: float

    def query(self, sql: str, parameters: Parameters | None = None) -> pa.Table:
        """The result of one SELECT; `?` and `$name` in it are bound to `parameters`.

        Raises TooSlow, and duckdb.Error where the SELECT is wrong.
        """
        alarm = threading.Timer(self.seconds, self.cursor.interrupt)
        alarm.daemon = True
        alarm.start()
        try:
            relation = self.cursor.sql(sql, params=parameters)
            return relation.to_arrow_table()
        except duckdb.InterruptException as error:
            raise TooSlow(f"The question was stopped after {self.seconds:g} s; ask for less.") from error
        finally:
            alarm.cancel()
            alarm.join()  # so that it can no longer stop the next question


@dataclass(frozen=True)
class _Opened:
    version: Version
    connection: duckdb.DuckDBPyConnection
    stamp: tuple[object, ...] | None


class Reader:
    """Answers questions about the current version of a company, or about one version for ever.

    Safe to share between threads. A question that is being answered while a newer version is published
    finishes on the old one; the next is asked of the new one.
    """

    def __init__(
        self,
        company: Company,
        version: str | None = None,
        *,
        seconds: float = 60,
        memory_bytes: int = _MEMORY_BYTES,
        threads: int | None = None,
    ) -> None:
        """`version` names one to stay with; `seconds`, `memory_bytes` and `threads` bound every question."""
        self._company = company
        self._pinned = version
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._threads = threads or min(_MOST_THREADS, os.cpu_count() or 1)
        self._guard = threading.Lock()
        self._opened: _Opened | None = None

    @property
    def version(self) -> Version:
        """The version that the next question is asked of. Raises VersionError where there is none."""
        with self._guard:
            return self._up_to_date().version

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session on the version of this moment, for one thread; VersionError where there is none."""
        with self._guard:
            opened = self._up_to_date()
            cursor = opened.connection.cursor()
        try:
            yield Session(opened.version, cursor, self._seconds)
        finally:
            cursor.close()

    def query(self, sql: str, parameters: Parameters | None = None) -> pa.Table:
        """The result of one SELECT in a session of its own."""
        with self.session() as session:
            return session.query(sql, parameters)

    def close(self) -> None:
        """Lets go of the file; sessions that are open finish, and a later question opens it again."""
        with self._guard:
            self._opened = None

    def _up_to_date(self) -> _Opened:
        if self._opened is None or self._opened.stamp != self._stamp():
            self._opened = self._open()
        return self._opened

    def _open(self) -> _Opened:
        """Opens the version; where it was retired after its name was read, reads the name again.

        The old connection is dropped and not closed: DuckDB closes a connection's cursors with it, and other
        threads may be in the middle of an answer.
        """
        for _ in range(_TRIES):
            stamp = self._stamp()
            version = find_version(self._company, self._pinned)
            try:
                connection = open_read_only(version.warehouse_path, self._memory_bytes, self._threads)
            except duckdb.Error as error:
                if version.facts_path.exists():
                    raise VersionError(f"{version.warehouse_path} cannot be opened: {error}") from error
            else:
                return _Opened(version, connection, stamp)
        raise VersionError(f"{self._company.published_folder}: versions change faster than they can be opened.")

    def _stamp(self) -> tuple[object, ...] | None:
        """Differs once the file `current` was replaced; None where that does not matter or there is none.

        Name and file both: a rollback and its release may fall into one tick of the clock and use an inode again, and
        a shelf that was deleted and filled anew may use a name again.
        """
        if self._pinned:
            return None
        try:
            with current_path(self._company).open("rb") as file:
                status = os.fstat(file.fileno())
                return file.read(), status.st_ino, status.st_mtime_ns
        except FileNotFoundError:
            return None
