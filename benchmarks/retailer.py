"""The company that the benchmarks build: Online Retail, with a landing of its own that deliveries are put into.

Belongs here: its folder, delivering, building it, what a build says of itself. Does not belong here: comparing.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.deliveries import ROOT
from benchmarks.processes import Run, run_module

_COMPANY = ROOT / "data" / "online_retail"
_PARTS = ("company.yml", "contracts", "models", "seeds")
_PHASES = re.compile(r"^Published: .*\((.*)\)$", re.MULTILINE)
_PHASE = re.compile(r"(\w+) ([\d.,]+) s")


@dataclass(frozen=True)
class Build:
    """A build that published: how it ran, and the seconds of its phases as it reports them."""

    run: Run
    phases: dict[str, float]


@dataclass(frozen=True)
class Retailer:
    """A company folder with nothing built in it yet."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> Retailer:
        folder.mkdir(parents=True)
        for part in _PARTS:
            source = _COMPANY / part
            if source.is_dir():
                shutil.copytree(source, folder / part)
            else:
                shutil.copy(source, folder / part)
        retailer = cls(folder)
        retailer._landing.mkdir(parents=True)
        return retailer

    @property
    def environment(self) -> dict[str, str]:
        return {"RAPPORT_SHARED": str(self.folder / "shared")}

    @property
    def warehouse_path(self) -> Path:
        """The published file that readers open."""
        published = self.folder / "published"
        return published / (published / "current").read_text(encoding="utf-8").strip() / "warehouse.duckdb"

    @property
    def workshop_path(self) -> Path:
        return self.folder / "warehouse" / "workshop.duckdb"

    @property
    def _landing(self) -> Path:
        return self.folder / "shared" / "data" / "online_retail_uci" / "by-day"

    def deliver(self, deliveries: Iterable[Path]) -> None:
        """Puts files into landing as links, so that no benchmark waits for a copy."""
        for delivery in deliveries:
            os.link(delivery, self._landing / delivery.name)

    def build(self) -> Build:
        run = run_module("cli", "build", "--company", str(self.folder), environment=self.environment)
        return Build(run, phases_of(run.output))


def phases_of(report: str) -> dict[str, float]:
    """The seconds of each phase from the report of a build. Raises ValueError where nothing was published."""
    told = _PHASES.search(report)
    if told is None:
        raise ValueError(f"the build published nothing:\n{report}")
    return {name: float(seconds.replace(",", "")) for name, seconds in _PHASE.findall(told[1])}
