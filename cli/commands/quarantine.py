"""`rapport quarantine`: the rows that did not fit their contract, with the values at fault; and trying them again.

Belongs here: the list, `--retry`. Values are shown here and on the terminal of a build, nowhere else.
Does not belong here: what goes to quarantine (ingest).
"""

from __future__ import annotations

from typing import Annotated

import typer

from cli.example import DEMO_COMPANY
from cli.options import CompanyFolder, Format, OutputFormat, Wait

EXAMPLE = f"Example: rapport quarantine --company {DEMO_COMPANY}"

_STANDING_FAULTS = """
select
    delivery.delivery_id as delivery, delivery.system_name as system, delivery.entity_name as entity, delivery.file,
    quarantined._line as line, fault.column_name as "column", fault.value, fault.reason
from quarantine.row as quarantined
inner join ledger.delivery as delivery on quarantined._delivery_id = delivery.delivery_id
cross join unnest(quarantined.faults) as faults(fault)
where quarantined._withdrawn_delivery_id is null and coalesce(delivery.system_name = $system, true)
order by delivery.delivery_id desc, quarantined._line
limit $limit
"""
_FILES = """
select distinct delivery.system_name as system, delivery.entity_name as entity, delivery.file
from quarantine.row as quarantined
inner join ledger.delivery as delivery on quarantined._delivery_id = delivery.delivery_id
where quarantined._withdrawn_delivery_id is null and coalesce(delivery.system_name = $system, true)
"""


def quarantine(
    company: CompanyFolder,
    system: Annotated[str | None, typer.Option(metavar="NAME", help="Only rows of this system.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many to show, the latest deliveries first.")] = 50,
    retry: Annotated[
        bool, typer.Option("--retry", help="Read the files of these rows again under today's contract and build.")
    ] = False,
    wait: Wait = 0,
    output: OutputFormat = Format.TABLE,
) -> None:
    """Show the rows that stand in quarantine, with file, line, column, value and reason."""
    from cli.output import write_table
    from cli.workshop import read_workshop
    from warehouse.company import load_company

    settings = load_company(company)
    if retry:
        files = read_workshop(settings, _FILES, {"system": system})
        _retry(company, frozenset((row["system"], row["entity"], row["file"]) for row in files.to_pylist()), wait)
        return
    rows = read_workshop(settings, _STANDING_FAULTS, {"system": system, "limit": limit})
    if not rows.num_rows:
        print(f"Nothing of {settings.name} stands in quarantine.")
        return
    write_table(rows, output)


def _retry(company: CompanyFolder, files: frozenset[tuple[str, str, str]], wait: float) -> None:
    if not files:
        print("Nothing stands in quarantine, so there is nothing to read again.")
        return
    from cli.commands.build import finish, run_and_report
    from dagster_project.choice import Choice

    finish(run_and_report(company, wait=wait, choice=Choice(files=files)))
