"""What sql.py and the process it starts say to each other.

Belongs here: the two messages; both sides send them as one line of JSON.
Does not belong here: anything that needs DuckDB, which the asking side does not load.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Request:
    """What is to be run: one statement on a DuckDB file, and its bounds."""

    warehouse: str
    sql: str
    seconds: float
    memory_bytes: int
    rows: int
    result_bytes: int


@dataclass(frozen=True)
class Reply:
    """How it ended. The rows of an answer follow it as an Arrow stream."""

    outcome: Literal["answered", "refused", "failed", "out of memory", "unopened"]
    reason: str = ""
    truncated: bool = False
    seconds: float = 0.0
