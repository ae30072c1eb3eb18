"""The process in which one statement of a person runs: nothing to reach, and bounds that the kernel keeps.

Belongs here: the bounds, running the statement, writing the answer to standard output.
Does not belong here: choosing the version and starting this process (sql.py).
DuckDB's own bounds do not do: its memory limit leaves out what a single expression makes, and no interrupt
stops a function that is at work on one value (both seen with DuckDB 2.0: rpad('x', 2000000000, 'y')).
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.shelf import open_read_only
from warehouse.sql_exchange import Reply, Request
from warehouse.sql_statement import Refused, has_place, in_words, refusal, the_statement

_ROWS_PER_BATCH = 2048
_BYTES_OF_THE_PROCESS_ITSELF = 500_000_000


def main() -> None:
    """Reads a Request as JSON from standard input; writes a Reply as one line of JSON, then the rows."""
    request = Request(**json.load(sys.stdin))
    try:
        connection = open_read_only(Path(request.warehouse), request.memory_bytes)
    except duckdb.Error as error:
        _write(Reply("unopened", in_words(error)), None)
    else:
        _confine(request)
        _write(*answer(connection, request))
    os._exit(0)  # a statement that was cut off is still at work; nobody waits for it


def answer(connection: duckdb.DuckDBPyConnection, request: Request) -> tuple[Reply, pa.Table | None]:
    """Runs the request on an opened version; a statement that is refused or fails gives a Reply and no rows."""
    began = time.monotonic()
    try:
        rows, truncated = _run(connection, request)
    except Refused as error:
        return Reply("refused", str(error)), None
    except (duckdb.Error, pa.ArrowException, OSError, MemoryError, ValueError) as error:
        return _reply_to(error), None
    return Reply("answered", truncated=truncated, seconds=time.monotonic() - began), rows


def _write(reply: Reply, rows: pa.Table | None) -> None:
    output = sys.stdout.buffer
    output.write(json.dumps(asdict(reply)).encode() + b"\n")
    if rows is not None:
        with pa.ipc.new_stream(output, rows.schema) as stream:
            stream.write_table(rows)
    output.flush()


def _confine(request: Request) -> None:
    """Ends this process after the time allowed; lets it write no file and take little more memory."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, request.seconds)
    _bound(resource.RLIMIT_FSIZE, 0)
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_DATA, request.memory_bytes * 3 // 2 + _BYTES_OF_THE_PROCESS_ITSELF)


def _bound(what: int, most: int) -> None:
    with suppress(ValueError, OSError):  # the kernel already holds it lower, or does not know this bound
        resource.setrlimit(what, (most, most))


def _run(connection: duckdb.DuckDBPyConnection, request: Request) -> tuple[pa.Table, bool]:
    statement = the_statement(connection, request.sql)
    try:
        reader = connection.sql(statement).to_arrow_reader(_ROWS_PER_BATCH)
    except duckdb.Error as error:
        raise _with_place(connection, statement, error) from error
    return _first_rows(reader, request.rows, request.result_bytes)


def _first_rows(reader: pa.RecordBatchReader, rows: int, size: int) -> tuple[pa.Table, bool]:
    """As many rows as `rows` and `size` (bytes) allow, and whether there are more."""
    taken: list[pa.RecordBatch] = []
    for batch in reader:
        fitting = _fitting(batch, rows, size)
        if not taken and rows and not fitting.num_rows:
            raise ValueError("The first row alone is larger than the size allowed for a result.")
        taken.append(fitting)
        rows -= fitting.num_rows
        size -= fitting.nbytes
        if fitting.num_rows < batch.num_rows:
            return pa.Table.from_batches(taken, reader.schema), True
    return pa.Table.from_batches(taken, reader.schema), False


def _fitting(batch: pa.RecordBatch, rows: int, size: int) -> pa.RecordBatch:
    fitting = batch.slice(0, rows)
    while fitting.num_rows and fitting.nbytes > size:
        fitting = fitting.slice(0, fitting.num_rows // 2)
    return fitting


def _with_place(connection: duckdb.DuckDBPyConnection, statement: str, error: duckdb.Error) -> duckdb.Error:
    """A relation leaves out where in the SQL a name is wrong; executing the same statement says it."""
    if has_place(error):
        return error
    try:
        connection.execute(statement)
    except duckdb.Error as with_place:
        return with_place
    return error


def _reply_to(error: Exception) -> Reply:
    reason = refusal(error)
    if reason:
        return Reply("refused", reason)
    if isinstance(error, MemoryError) or "Out of Memory" in str(error):
        return Reply("out of memory")
    return Reply("failed", in_words(error))


if __name__ == "__main__":
    main()
