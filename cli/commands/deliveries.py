"""`rapport deliveries`: every delivery that came and what became of it; and taking one out.

Belongs here: the list as a person reads it, `--withdraw`. Does not belong here: what withdrawing does (ingest).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from cli.example import DEMO_COMPANY
from cli.options import CompanyFolder, Format, OutputFormat, Wait

EXAMPLE = f"Example: rapport deliveries --company {DEMO_COMPANY} --status refused"

_DELIVERIES = """
select
    delivery.delivery_id as delivery, delivery.delivery_date as day, delivery.system_name as system,
    delivery.entity_name as entity, delivery.file,
    delivery.status || case
        when delivery.status = 'loaded' and standing.delivery_id is null then ', replaced' else ''
    end as status,
    delivery.rows_read as read, delivery.rows_loaded as loaded, delivery.rows_known as known,
    delivery.rows_quarantined as quarantined, delivery.rows_withdrawn as withdrawn, delivery.rows_closed as closed,
    delivery.reason
from ledger.delivery as delivery
left join ledger.standing_delivery as standing on delivery.delivery_id = standing.delivery_id
where coalesce(delivery.system_name = $system, true) and coalesce(delivery.status = $status, true)
order by delivery.delivery_id desc
limit $limit
"""


class Status(StrEnum):
    """What became of a delivery."""

    LOADED = "loaded"
    KNOWN = "known"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def deliveries(
    company: CompanyFolder,
    system: Annotated[str | None, typer.Option(metavar="NAME", help="Only those of this system.")] = None,
    status: Annotated[Status | None, typer.Option(help="Only those of this status.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many to show, the latest first.")] = 50,
    withdraw: Annotated[
        int | None, typer.Option(metavar="DELIVERY", help="Take this delivery out and build without it.")
    ] = None,
    wait: Wait = 0,
    output: OutputFormat = Format.TABLE,
) -> None:
    """List deliveries, the latest first, or take one out.

    A withdrawn delivery stays out, also where the workshop is made anew; a corrected file of its name is loaded as any
    other. `rapport build --accept DELIVERY` brings it back.
    """
    if withdraw is not None:
        _withdraw(company, withdraw, wait)
        return
    from cli.output import write_table
    from cli.workshop import read_workshop
    from warehouse.company import load_company

    settings = load_company(company)
    asked = {"system": system, "status": status.value if status else None, "limit": limit}
    write_table(read_workshop(settings, _DELIVERIES, asked), output)


def _withdraw(company: CompanyFolder, delivery_id: int, wait: float) -> None:
    from cli.commands.build import finish, run_and_report
    from dagster_project.deciding import note_decision
    from warehouse.company import load_company

    note_decision(load_company(company), delivery_id, "withdrawn", wait)
    finish(run_and_report(company, wait=wait))
