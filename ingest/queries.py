"""Asking DuckDB for one row.

Belongs here: how a single row is fetched. Does not belong here: statements.
"""

from __future__ import annotations

from typing import Any

import duckdb


def one_row(
    con: duckdb.DuckDBPyConnection, statement: str, parameters: list[Any] | dict[str, Any] | None = None
) -> tuple[Any, ...] | None:
    """The first row of the result; None where it is empty. For results of a few rows at most.

    Fetches all: DuckDB 2.0 takes a result that was not fetched to its end for unfinished work on the connection.
    """
    rows = con.execute(statement, parameters or []).fetchall()
    return rows[0] if rows else None
