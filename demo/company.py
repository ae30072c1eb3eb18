"""Makes the demo company in a folder: its truth, and the extracts that its systems deliver of it.

Belongs here: the order of the two, that a half-made company is known as such, and which company a folder holds.
Does not belong here: what is true (generate.py), what is delivered (deliveries).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from demo.deliveries.landing import deliver
from demo.generate import MARK, generate
from demo.size import SIZES

Progress = Callable[[str, str, float], None]
LIVING, DELIVERING = "living three years", "writing extracts"


@dataclass(frozen=True)
class Made:
    """Which company a folder holds: the same size and seed always make the same one."""

    size: str
    seed: int


def make_company(folder: Path, made: Made, progress: Progress = lambda stage, step, share: None) -> None:
    """Writes `folder`/truth and `folder`/landing anew.

    While it runs, or where it was ended, `what_is_made` says that nothing is there.
    """
    _record(folder).unlink(missing_ok=True)
    generate(folder, made.size, made.seed, lambda step, share: progress(LIVING, step, share))
    deliver(folder, SIZES[made.size], lambda step, share: progress(DELIVERING, step, share))
    _record(folder).write_text(json.dumps(asdict(made)) + "\n", encoding="utf-8")


def what_is_made(folder: Path) -> Made | None:
    """The company whose extracts lie in `folder`, whole; none where there is none, or half of one."""
    record = _record(folder)
    if not record.is_file() or not (folder / "landing").is_dir() or (folder / MARK).exists():
        return None
    return Made(**json.loads(record.read_text(encoding="utf-8")))


def _record(folder: Path) -> Path:
    return folder / "truth" / "made.json"
