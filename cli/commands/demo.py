"""`rapport demo`: a whole company from its extracts to its pages, in one call.

Belongs here: which company that is, that it is made once, what is said at the end.
Does not belong here: making it (demo), building and serving.
"""

from __future__ import annotations

import os
import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.commands.build import run_and_report
from cli.commands.serve import DAGSTER_PORT, PAGES_PORT, DagsterPort, PagesPort, serve
from cli.errors import FAILED, block
from cli.example import DEMO_COMPANY

if TYPE_CHECKING:
    from cli.build_progress import Watcher
    from demo.company import Made
    from warehouse.company import Company

EXAMPLE = "Example: rapport demo --no-serve"
FACT = "core.fct_order_line"
SEED = 1


class Size(StrEnum):
    """How large the demo company is."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


def demo(
    size: Annotated[
        Size | None,
        typer.Option(
            help="Order lines: S 20 thousand, M 1 million, L 10 million, XL 100 million.  [default: M]",
            case_sensitive=False,
        ),
    ] = None,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Build only; do not serve the pages.")] = False,
    port: PagesPort = PAGES_PORT,
    dagster_port: DagsterPort = DAGSTER_PORT,
) -> None:
    """Make a homeware company of three years, build its warehouse, say where to look, serve it until Ctrl-C.

    It is made once; a later call builds what is new.
    """
    from warehouse.company import load_company

    folder = Path(os.environ.get("RAPPORT_ROOT", ".")) / DEMO_COMPANY
    making = Making(folder, size)
    if run_and_report(folder, first=making.make_once).status == "failed":
        raise typer.Exit(FAILED)
    company = load_company(folder)
    show_built(company)
    making.show_seconds()
    if no_serve:
        print(f"  see the pages:   ./rapport serve --company {DEMO_COMPANY}")
    else:
        serve(folder, port, dagster_port)


class Making:
    """The demo company is made where it is not there yet, and what that took is told."""

    def __init__(self, folder: Path, size: Size | None) -> None:
        from demo.company import Made, what_is_made

        self._folder = folder
        self._began: dict[str, float] = {}
        self._seconds: dict[str, float] = {}
        self._is_made = (there := what_is_made(folder)) is not None
        self._made = there or Made(size or Size.M, SEED)
        if there and size and size != there.size:
            raise typer.Exit(_say_how_to_make_another(there, size))

    def make_once(self, watcher: Watcher) -> None:
        from demo.company import make_company

        if not self._is_made:
            make_company(self._folder, self._made, lambda stage, step, share: self._tell(watcher, stage, step))
            self._note_seconds()

    def _tell(self, watcher: Watcher, stage: str, step: str) -> None:
        if stage not in self._began:
            watcher.stage(stage)
            self._note_seconds()
            self._began[stage] = time.monotonic()
        watcher.step(step)

    def _note_seconds(self) -> None:
        """The stage that began last is over."""
        for stage in list(self._began)[-1:]:
            self._seconds[stage] = time.monotonic() - self._began[stage]

    def show_seconds(self) -> None:
        """How long it took to make; the build has told its own phases."""
        if self._seconds:
            parts = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in self._seconds.items())
            print(f"  made before that: a company of size {self._made.size} ({parts})")


def _say_how_to_make_another(there: Made, size: Size) -> int:
    parts = " ".join(f"{DEMO_COMPANY}/{part}" for part in ("landing", "truth", "warehouse", "published"))
    print(
        block(
            f"{DEMO_COMPANY} holds the company of size {there.size}; it was not made anew in size {size}",
            f"remove what belongs to it, then call again: rm -r {parts}",
        ),
        file=sys.stderr,
    )
    return FAILED


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
