"""Where one run of the benchmarks works, and what its benchmarks share: deliveries, the start-up, the full build.

Belongs here: making each of these once, when it is first asked for. Does not belong here: figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from benchmarks.deliveries import REAL_DELIVERIES, REAL_LINES, copies_for, multiply
from benchmarks.retailer import Build, Retailer

_TINY_LINES = 20


@dataclass(frozen=True)
class StartUp:
    """Builds of next to no rows: the first of a company, and one of a day more."""

    full: Build
    day: Build


@dataclass(frozen=True)
class FullBuild:
    """A company built of all days but the last, which is still to come."""

    retailer: Retailer
    build: Build
    delivered: Sequence[Path]
    last_day: Path


class Ground:
    """The folder of a run. `lines` is what the deliveries have in all, at least as many as were asked for."""

    def __init__(self, folder: Path, lines: int) -> None:
        self.folder = folder
        self._copies = copies_for(lines)
        self.lines = self._copies * REAL_LINES

    @cached_property
    def deliveries(self) -> list[Path]:
        return multiply(self._copies, self.folder / "deliveries")

    @cached_property
    def start_up(self) -> StartUp:
        days = self._tiny_deliveries()
        retailer = Retailer.make(self.folder / "start_up")
        retailer.deliver(days[:1])
        full = retailer.build()
        retailer.deliver(days[1:])
        return StartUp(full, retailer.build())

    @cached_property
    def full_build(self) -> FullBuild:
        *delivered, last_day = self.deliveries
        retailer = Retailer.make(self.folder / "full")
        retailer.deliver(delivered)
        return FullBuild(retailer, retailer.build(), delivered, last_day)

    def folder_of(self, name: str, deliveries: Sequence[Path]) -> Path:
        """A folder that holds links to `deliveries` alone, for work that reads whole folders."""
        folder = self.folder / name
        folder.mkdir()
        for delivery in deliveries:
            (folder / delivery.name).hardlink_to(delivery)
        return folder

    def _tiny_deliveries(self) -> list[Path]:
        folder = self.folder / "tiny"
        folder.mkdir()
        for real in sorted(REAL_DELIVERIES.glob("*.csv"))[-2:]:
            with real.open(encoding="utf-8") as lines:
                (folder / real.name).write_text("".join(islice(lines, 1 + _TINY_LINES)), encoding="utf-8")
        return sorted(folder.iterdir())
