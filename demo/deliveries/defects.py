"""The defects planted in the landing of the demo company, each with the outcome that it must have.

Belongs here: the list, and carrying it out on files. Does not belong here: kinds of damage (damage.py).

Each is mended by a later delivery, as a system's owner would, so that the warehouse holds the whole truth in the end.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from demo.deliveries.damage import Damage

HEADER = (
    "defect", "system", "entity", "file", "what_happened", "expected_status", "expected_quarantined", "expected_drift",
)  # fmt: skip


@dataclass(frozen=True)
class Defect:
    """What happens to `file` of the delivery of `day`, which `entities` are read from: `damage` is done to it, or none.

    `sent_again` says on which later day what file follows: the sound one, or what `mending` makes of it. `moved_to`
    is the day in whose delivery the file lies instead of its own. `status` is the outcome in the ledger, `again_status`
    that of what is sent again.
    """

    name: str
    system: str
    entities: tuple[str, ...]
    day: dt.date
    file: str
    what_happened: str
    status: str
    damage: Damage | None = None
    sent_again: dt.date | None = None
    mending: Damage | None = None
    again_status: str = "loaded"
    moved_to: dt.date | None = None
    quarantined: int = 0
    drift: str = ""


@dataclass(frozen=True)
class Outcome:
    """What must be found in the ledger for one file of a defect; `file` is below the system's landing folder."""

    defect: Defect
    file: str
    status: str
    quarantined: int
    drift: str


def plant(landing: Path, defects: tuple[Defect, ...], listed_in: Path) -> None:
    """Carries out all `defects` on the files of `landing` and writes the list with their outcomes."""
    outcomes = [outcome for defect in defects for outcome in _carry_out(landing / defect.system, defect)]
    with listed_in.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(row for outcome in outcomes for row in _rows(outcome))


def _rows(outcome: Outcome) -> Iterator[tuple[object, ...]]:
    defect = outcome.defect
    for entity in defect.entities:
        yield (
            defect.name, defect.system, entity, outcome.file, defect.what_happened, outcome.status,
            outcome.quarantined, outcome.drift,
        )  # fmt: skip


def _carry_out(landing: Path, defect: Defect) -> list[Outcome]:
    path = landing / defect.day.isoformat() / defect.file
    sound = path.read_bytes()
    if defect.moved_to:
        path.unlink()
        path = _again(landing, defect, defect.moved_to)
    if defect.damage or defect.moved_to:
        _write(path, defect.damage(sound) if defect.damage else sound)
    outcomes = [Outcome(defect, _below(landing, path), defect.status, defect.quarantined, defect.drift)]
    if defect.sent_again:
        again = _again(landing, defect, defect.sent_again)
        _write(again, defect.mending(sound) if defect.mending else sound)
        outcomes.append(Outcome(defect, _below(landing, again), defect.again_status, 0, ""))
    return outcomes


def _again(landing: Path, defect: Defect, day: dt.date) -> Path:
    """Where a file of one day lies in the delivery of another: its name says of which day it is."""
    name = PurePosixPath(defect.file)
    return landing / day.isoformat() / f"{name.stem}-{defect.day}{name.suffix}"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _below(landing: Path, path: Path) -> str:
    return path.relative_to(landing).as_posix()
