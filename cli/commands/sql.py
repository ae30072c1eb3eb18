"""`rapport sql`: read-only SQL on a published version.

Belongs here: options and output. Does not belong here: what SQL may do and how it is bounded (warehouse/sql.py).
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.example import DEMO_COMPANY
from cli.options import CompanyFolder, Format, OutputFormat, VersionName

EXAMPLE = (
    f"Example: rapport sql --company {DEMO_COMPANY} "
    '"select month, sum(invoiced_amount) from core.fct_order_line group by all order by all"'
)


def sql(
    company: CompanyFolder,
    statement: Annotated[str, typer.Argument(metavar="SQL", help="One select; - reads it from standard input.")],
    version: VersionName = None,
    form: OutputFormat = Format.TABLE,
) -> None:
    """Read a published version with SQL: schemas core, marts and about. Time, memory and rows are bounded."""
    from cli.output import write_table
    from warehouse.company import load_company
    from warehouse.sql import run_sql

    text = sys.stdin.read() if statement == "-" else statement
    result = run_sql(load_company(company), text, version)
    write_table(result.table, form)
    if result.truncated:
        print(f"only the first {result.table.num_rows:,} rows; there are more", file=sys.stderr)
    if form is Format.TABLE:
        print(f"version {result.version}, {result.seconds:.2f} s", file=sys.stderr)
