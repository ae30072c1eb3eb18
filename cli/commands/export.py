"""`rapport export`: a copy of a published version for people's own tools.

Belongs here: the call and what it says. Does not belong here: making the copy whole (warehouse/export.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.example import DEMO_COMPANY
from cli.options import CompanyFolder, VersionName

EXAMPLE = f"Example: rapport export --company {DEMO_COMPANY} --to shop.duckdb"


def export(
    company: CompanyFolder,
    to: Annotated[Path, typer.Option("--to", metavar="FILE", dir_okay=False, help="The DuckDB file to write.")],
    version: VersionName = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file of that name.")] = False,
) -> None:
    """Write a published version, the whole of it, to a DuckDB file that any tool of DuckDB 1.5 or newer opens.

    The file is readable by its owner alone: who reads it sees all of it.
    """
    from warehouse.company import load_company
    from warehouse.export import export_version
    from warehouse.versions import find_version

    found = find_version(load_company(company), version)
    export_version(found, to, overwrite=overwrite)
    print(f"Exported: version {found.name} to {to} ({to.stat().st_size / 1e6:,.1f} MB)")
