"""What has to become of a damaged file, stated when it is made and written beside it.

Belongs here: the statement and its form on disk. Does not belong here: holding a build to it (the tests).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

MOST_QUARANTINED = 0.2  # of a file's rows, by the contract
MIN_SHARE = 0.8  # of the keys that stood, by the contract


@dataclass(frozen=True)
class Outcome:
    """`reason` is a part of what is said of a refused file. `faults` are line and column of each quarantined value;
    `id_total` is the sum of the first column over the rows that come in."""

    status: str
    rows_read: int = 0
    rows_loaded: int = 0
    rows_known: int = 0
    rows_quarantined: int = 0
    rows_withdrawn: int = 0
    rows_closed: int = 0
    reason: str = ""
    faults: tuple[tuple[int, str | None], ...] = ()
    new_columns: tuple[str, ...] = ()
    id_total: int = 0


@dataclass(frozen=True)
class Stated:
    """The outcome of the delivery number `nth` (from 0) of `file`, a posix path below landing, and the damage."""

    file: str
    nth: int
    kind: str
    planted: str
    outcome: Outcome = field(default=Outcome("loaded"))


@dataclass(frozen=True)
class Delivery:
    """Bytes to be put into landing under `stated.file`, and what has to become of them. The second wave lands after
    the first is loaded."""

    content: bytes
    stated: Stated
    wave: int = 1


def refused(reason: str) -> Outcome:
    return Outcome("refused", reason=reason)


def write_statements(path: Path, stated: list[Stated]) -> None:
    path.write_text("".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in stated), encoding="utf-8")


def read_statements(path: Path) -> list[Stated]:
    return [_stated(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _stated(said: dict) -> Stated:
    outcome = said.pop("outcome")
    outcome["faults"] = tuple((line, column) for line, column in outcome["faults"])
    outcome["new_columns"] = tuple(outcome["new_columns"])
    return Stated(**said, outcome=Outcome(**outcome))
