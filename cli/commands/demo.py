"""`rapport demo`: a whole company from its extracts to its pages, in one call.

Belongs here: which company that is, what is said at the end. Does not belong here: building and serving.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.commands.build import run_and_report
from cli.commands.serve import DAGSTER_PORT, PAGES_PORT, DagsterPort, PagesPort, serve
from cli.errors import FAILED
from cli.example import DEMO_COMPANY

if TYPE_CHECKING:
    from warehouse.company import Company

EXAMPLE = "Example: rapport demo --no-serve"
FACT = "core.fct_order_line"


class Size(StrEnum):
    """How large the demo company is."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


def demo(
    size: Annotated[Size | None, typer.Option(help="Size of the demo company.", case_sensitive=False)] = None,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Build only; do not serve the pages.")] = False,
    port: PagesPort = PAGES_PORT,
    dagster_port: DagsterPort = DAGSTER_PORT,
) -> None:
    """Build a company from its extracts, say what was built and where to look, then serve it until Ctrl-C."""
    from warehouse.company import load_company

    folder = Path(os.environ.get("RAPPORT_ROOT", ".")) / DEMO_COMPANY
    if size is not None:
        print(f"--size {size} has no effect: the demo is {DEMO_COMPANY}, real deliveries of one size.")
    if run_and_report(folder).status == "failed":
        raise typer.Exit(FAILED)
    company = load_company(folder)
    show_built(company)
    if no_serve:
        print(f"  see the pages:   ./rapport serve --company {DEMO_COMPANY}")
    else:
        serve(folder, port, dagster_port)


def show_built(company: Company) -> None:
    """Says what stands on the shelf now and how to look at it."""
    from warehouse.metrics import Door
    from warehouse.question import Question
    from warehouse.versions import find_version

    version = find_version(company)
    facts = version.facts()
    months = Door(company).ask(Question(("invoiced_amount",), by=("date__month",))).table
    invoiced = Door(company).ask(Question(("invoiced_amount",))).table.column(0)[0].as_py()
    print(f"\n{company.name}, version {version.name}, as of {facts.as_of_date}")
    print(f"  {facts.row_counts[FACT]:,} order lines of {months.num_rows} months")
    print(f"  {facts.deliveries.count:,} deliveries")
    print(f"  invoiced: {invoiced:,.2f} {company.currency}")
    print("Where to look")
    print(f"  ask metrics:     ./rapport query --company {DEMO_COMPANY} --metrics net_revenue --by date__month")
    print(f'  read with SQL:   ./rapport sql --company {DEMO_COMPANY} "select * from about.build"')
    print(f"  open in a tool:  {version.warehouse_path} (DuckDB, read-only)")
