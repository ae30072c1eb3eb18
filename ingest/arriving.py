"""Rows on their way into DuckDB: one name that SQL reads, whose rows are exchanged batch by batch.

Belongs here: handing Arrow tables to SQL. Does not belong here: what SQL does with them.
"""

from __future__ import annotations

from contextlib import nullcontext, suppress
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa


class ArrivingRows:
    """A name in SQL for the Arrow table held at the moment.

    Registering each table anew would keep all of them in memory until the transaction ends (DuckDB 2.0: 865 MB of
    CSV held 1 GB); one name that streams what it is given last does not.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema) -> None:
        self._con = con
        self._name = name
        self._nothing = pa.Table.from_batches([], schema)
        self._held = self._nothing

    def __enter__(self) -> ArrivingRows:
        self._con.register(self._name, self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held = self._nothing
        with suppress(duckdb.Error) if kind else nullcontext():  # what went wrong before must be what is told
            self._con.unregister(self._name)

    def hold(self, rows: pa.Table) -> None:
        """Lets the next statement read `rows`; they are let go with the next call."""
        self._held = rows

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._held.__arrow_c_stream__(requested_schema)
