"""`rapport build`: from new deliveries to a published version.

Belongs here: options, progress, the report at the end, the exit code.
Does not belong here: the build itself (dagster_project/running.py).
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.errors import FAILED, block
from cli.example import DEMO_COMPANY
from cli.options import AsOf, CompanyFolder

if TYPE_CHECKING:
    from dagster_project.outcome import BuildOutcome

EXAMPLE = f"Example: rapport build --company {DEMO_COMPANY} --as-of 2011-12-09"


def build(
    company: CompanyFolder,
    as_of: AsOf = None,
    wait: Annotated[float, typer.Option(metavar="SECONDS", min=0, help="Wait so long for another build to end.")] = 0,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build everything anew from landing.")] = False,
) -> None:
    """Load what is new, transform, test, publish.

    Exit code 0: published, or nothing new. 1: failed; nothing was published and the current version stays.
    2: wrong call.
    """
    outcome = run_and_report(company, as_of, wait, rebuild)
    if outcome.status == "failed":
        raise typer.Exit(FAILED)


def run_and_report(folder: Path, as_of: dt.date | None = None, wait: float = 0, rebuild: bool = False) -> BuildOutcome:
    """Builds, shows progress and report, and tells on standard error why a build failed."""
    from warehouse.company import load_company

    settings = load_company(folder)  # before what takes a second to import, so that a wrong file is told at once
    from cli.build_progress import watched_build
    from cli.build_report import show_outcome
    from dagster_project.running import run_build

    with watched_build() as progress:
        outcome = run_build(settings, as_of=as_of, wait_seconds=wait, rebuild=rebuild, progress=progress)
    show_outcome(settings, outcome)
    if outcome.problem:
        problem = outcome.problem
        print(block(f"{problem.what}\nwhere: {problem.where}", problem.what_to_do), file=sys.stderr)
    return outcome
