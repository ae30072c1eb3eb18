"""Runs the SQL of a person on a published version: one asking statement, bounded, in a process of its own.

Belongs here: the bounds, the version asked, starting the process and reading its answer.
Does not belong here: what that process may do (sql_process.py, shelf.py), what asking is (sql_statement.py).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
from pydantic import ByteSize, TypeAdapter

from warehouse.company import Company
from warehouse.sql_exchange import Reply, Request
from warehouse.versions import Version, VersionError, find_version

_SOURCES = Path(__file__).resolve().parent.parent
_SECONDS_TO_START = 60
_TRIES = 10


class SqlRefused(Exception):
    """The statement would do more than ask; the message says what was refused and what is allowed."""


class SqlFailed(Exception):
    """The statement could not be answered; the message says where and why, or which bound it met."""


@dataclass(frozen=True)
class Limits:
    """Bounds of one statement: seconds, memory, and rows and size of its result ("1GB", "64MB")."""

    seconds: float = 60
    memory: str = "1GB"
    rows: int = 10_000
    size: str = "64MB"


@dataclass(frozen=True)
class SqlResult:
    """Rows of one statement; `truncated` where there are more. `version` was asked and took `seconds`."""

    table: pa.Table
    truncated: bool
    version: str
    seconds: float


DEFAULT_LIMITS = Limits()


def run_sql(company: Company, sql: str, version: str | None = None, limits: Limits = DEFAULT_LIMITS) -> SqlResult:
    """Answers one asking statement from `version`, or from the current one.

    Raises SqlRefused, SqlFailed, VersionError. Ctrl-C ends the statement with the call.
    """
    for _ in range(_TRIES):
        chosen = find_version(company, version)
        reply, rows = _ask(chosen, sql, limits)
        if reply.outcome != "unopened":
            return _result(reply, rows, chosen, limits)
        if chosen.facts_path.exists():
            raise VersionError(f"{chosen.warehouse_path} cannot be opened: {reply.reason}")
    raise VersionError(f"{company.published_folder}: versions change faster than they can be opened.")


def _ask(version: Version, sql: str, limits: Limits) -> tuple[Reply, bytes]:
    request = Request(
        warehouse=str(version.warehouse_path),
        sql=sql,
        seconds=limits.seconds,
        memory_bytes=_bytes(limits.memory),
        rows=limits.rows,
        result_bytes=_bytes(limits.size),
    )
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "warehouse.sql_process"],
            input=json.dumps(asdict(request)).encode(),
            capture_output=True,
            env=_environment(),
            timeout=limits.seconds + _SECONDS_TO_START,
        )
    except subprocess.TimeoutExpired as error:
        raise SqlFailed(_too_slow(limits)) from error
    _require_ended_well(ended, limits)
    header, _, rows = ended.stdout.partition(b"\n")
    return Reply(**json.loads(header)), rows


def _environment() -> dict[str, str]:
    """Nothing of the caller's environment, which may hold secrets, but what a Python needs to start."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"PYTHONPATH": str(_SOURCES)}


def _require_ended_well(ended: subprocess.CompletedProcess[bytes], limits: Limits) -> None:
    if ended.returncode == -signal.SIGALRM:
        raise SqlFailed(_too_slow(limits))
    if ended.returncode < 0:
        raise SqlFailed(
            f"The statement broke its process off ({signal.Signals(-ended.returncode).name}); "
            f"most likely it asked for more than the {limits.memory} of memory allowed."
        )
    if ended.returncode > 0:
        raise SqlFailed(f"The process of the statement did not start: {ended.stderr.decode()}")


def _result(reply: Reply, rows: bytes, version: Version, limits: Limits) -> SqlResult:
    if reply.outcome == "refused":
        raise SqlRefused(reply.reason)
    if reply.outcome == "failed":
        raise SqlFailed(reply.reason)
    if reply.outcome == "out of memory":
        raise SqlFailed(f"The statement needs more than the {limits.memory} of memory allowed; filter or aggregate.")
    return SqlResult(pa.ipc.open_stream(rows).read_all(), reply.truncated, version.name, reply.seconds)


def _too_slow(limits: Limits) -> str:
    return f"The statement was stopped after {limits.seconds:g} s; filter or aggregate so that it reads less."


def _bytes(size: str) -> int:
    return TypeAdapter(ByteSize).validate_python(size)
