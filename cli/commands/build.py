"""`rapport build`: from new deliveries to a published version.

Belongs here: options, progress, the report at the end, the exit code.
Does not belong here: the build itself (dagster_project/running.py).
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.errors import FAILED, block
from cli.example import DEMO_COMPANY
from cli.options import AsOf, CompanyFolder, Wait, day

if TYPE_CHECKING:
    from cli.build_progress import Watcher
    from dagster_project.choice import Choice
    from dagster_project.outcome import BuildOutcome
    from warehouse.company import Company

EXAMPLE = f"Example: rapport build --company {DEMO_COMPANY} --as-of 2025-12-31"


def build(
    company: CompanyFolder,
    as_of: AsOf = None,
    wait: Wait = 0,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Build everything anew from landing; with --system what that one delivered."),
    ] = False,
    system: Annotated[
        str | None, typer.Option(metavar="NAME", help="Load the deliveries of this system alone.")
    ] = None,
    first: Annotated[
        dt.date | None,
        typer.Option("--from", metavar="DAY", parser=day, help="Read the files of this day and later again."),
    ] = None,
    last: Annotated[
        dt.date | None, typer.Option("--to", metavar="DAY", parser=day, help="Read the files up to this day again.")
    ] = None,
    accept: Annotated[
        int | None, typer.Option(metavar="DELIVERY", help="Load this refused delivery though it shrank.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail on refused files, quarantined rows and new columns.")
    ] = False,
) -> None:
    """Load what is new, transform, test, publish.

    Exit code 0: published, or nothing new. 1: failed; nothing was published and the current version stays.
    2: wrong call.
    """
    from dagster_project.choice import Choice
    from warehouse.company import load_company

    settings = load_company(company)
    _refuse_wrong_choice(settings, system, first, last, rebuild)
    if accept is not None:
        from dagster_project.deciding import note_decision

        note_decision(settings, accept, "accepted", wait)
    choice = Choice(system=system, first=first, last=last, is_strict=strict)
    finish(run_and_report(company, as_of, wait, rebuild, choice))


def finish(outcome: BuildOutcome) -> None:
    """Ends the command with exit code 1 where the build failed."""
    if outcome.status == "failed":
        raise typer.Exit(FAILED)


def _refuse_wrong_choice(
    settings: Company, system: str | None, first: dt.date | None, last: dt.date | None, rebuild: bool
) -> None:
    names = [known.name for known in settings.systems]
    if system is not None and system not in names:
        raise typer.BadParameter(f"'{system}' is no system of {settings.name}; there are {', '.join(names)}")
    if first and last and last < first:
        raise typer.BadParameter(f"--from {first} is later than --to {last}")
    if rebuild and (first or last):
        raise typer.BadParameter("--rebuild reads every day; leave out --from and --to")


def run_and_report(
    folder: Path,
    as_of: dt.date | None = None,
    wait: float = 0,
    rebuild: bool = False,
    choice: Choice | None = None,
    first: Callable[[Watcher], None] = lambda watcher: None,
) -> BuildOutcome:
    """Builds, shows progress and report, and tells on standard error why a build failed.

    `first` is done before it, with the same display.
    """
    from warehouse.company import load_company

    settings = load_company(folder)  # before what takes a second to import, so that a wrong file is told at once
    from cli.build_progress import watched_build
    from cli.build_report import show_outcome
    from dagster_project.choice import Choice
    from dagster_project.running import run_build

    with watched_build() as progress:
        first(progress)
        outcome = run_build(
            settings,
            as_of=as_of,
            wait_seconds=wait,
            rebuild=rebuild,
            progress=progress,
            choice=choice or Choice(),
        )
    show_outcome(settings, outcome)
    if outcome.problem:
        problem = outcome.problem
        print(block(f"{problem.what}\nwhere: {problem.where}", problem.what_to_do), file=sys.stderr)
    return outcome
