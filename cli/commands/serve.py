"""`rapport serve`: the pages and the Dagster UI on this machine, until Ctrl-C.

Belongs here: ports and options. Does not belong here: how the servers run (serving.py).
"""

from __future__ import annotations

from typing import Annotated

import typer

from cli.example import DEMO_COMPANY
from cli.options import CompanyFolder

EXAMPLE = f"Example: rapport serve --company {DEMO_COMPANY} --port 8502"
PAGES_PORT = 8501
DAGSTER_PORT = 3000

PagesPort = Annotated[int, typer.Option("--port", min=1, max=65535, help="Port of the pages.")]
DagsterPort = Annotated[int, typer.Option("--dagster-port", min=1, max=65535, help="Port of the Dagster UI.")]


def serve(company: CompanyFolder, port: PagesPort = PAGES_PORT, dagster_port: DagsterPort = DAGSTER_PORT) -> None:
    """Serve the pages and the Dagster UI on loopback until Ctrl-C, and say their addresses."""
    from warehouse.company import load_company

    settings = load_company(company)  # before what takes a second to import, so that a wrong file is told at once
    from cli.serving import serve as serve_company

    serve_company(settings, port, dagster_port)
