"""`rapport rollback`: readers go back to an earlier version, and stay there until it is released.

Belongs here: the call and what it says. Does not belong here: the hold itself (warehouse/hold.py).
"""

from __future__ import annotations

from typing import Annotated

import typer

from cli.example import DEMO_COMPANY
from cli.options import CompanyFolder, Wait

EXAMPLE = f"Example: rapport rollback 20261123T071500Z --company {DEMO_COMPANY}"


def rollback(
    company: CompanyFolder,
    version: Annotated[
        str | None, typer.Argument(metavar="[VERSION]", help="The version that readers go back to.")
    ] = None,
    release: Annotated[
        bool, typer.Option("--release", help="End the hold: the newest version is current again.")
    ] = False,
    wait: Wait = 0,
) -> None:
    """Make an earlier version current and hold it. Builds go on and are kept; none becomes current until --release."""
    if (version is None) != release:
        raise typer.BadParameter("name the version to go back to, or say --release")
    from warehouse.company import load_company
    from warehouse.hold import release as end_hold
    from warehouse.hold import roll_back
    from warehouse.lock import writer_lock

    settings = load_company(company)
    with writer_lock(settings, wait, who="rapport rollback"):
        if version is None:
            print(f"Released: version {end_hold(settings).name} of {settings.name} is current.")
            return
        print(
            f"Rolled back: version {roll_back(settings, version).name} of {settings.name} is current and held.\n"
            f"Builds are kept beside it; to let readers have the newest: rapport rollback --company {company} --release"
        )
