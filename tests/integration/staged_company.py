"""A company with a few systems of the small demo company, delivered and built, beside the truth that it was made from.

Belongs here: making it, and asking both in one database. Does not belong here: what must come out (the tests).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from demo.generate import generate
from demo.systems.truth import open_truth
from demo.systems.window import Window
from tests.integration.conftest import BuiltCompany

Ask = Callable[[str], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class StagedCompany:
    """The company, built, and the folder of its truth."""

    company: BuiltCompany
    truth_folder: Path

    @contextmanager
    def asked(self) -> Iterator[Ask]:
        """Asks the truth (its tables), staging (`workshop.staging.`) and the star (`star.core.`)."""
        with open_truth(self.truth_folder) as connection:
            connection.execute(f"attach '{self.company.folder}/warehouse/workshop.duckdb' as workshop (read_only)")
            connection.execute(f"attach '{self.company.published_path()}' as star (read_only)")
            yield lambda question: connection.execute(question).fetchall()


def build_staged(
    folder: Path, settings: str, systems: Sequence[ModuleType], windows: Sequence[Window]
) -> StagedCompany:
    """Delivers `windows` of `systems` to a company of these settings below `folder`, and builds it."""
    truth_folder, company = folder / "true", BuiltCompany(folder / "company")
    company.folder.mkdir()
    (company.folder / "company.yml").write_text(settings)
    generate(truth_folder, "S", seed=1)
    with open_truth(truth_folder) as truth:
        for system in systems:
            system.prepare(truth)
            for window in windows:
                day = company.folder / "landing" / system.SYSTEM / str(window.last_day)
                day.mkdir(parents=True)
                system.deliver(truth, window, day)
    company.build()
    return StagedCompany(company, truth_folder)
