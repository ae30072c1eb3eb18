"""What stands between loading and dbt: rows are accounted for, a candidate is begun, the plan is written down.

Belongs here: the order of these steps and what the run says of them.
Does not belong here: any of the steps (ingest.accounting, warehouse.candidate, warehouse.transform).
"""

import datetime as dt

import dagster as dg

from dagster_project.workbench import Workbench
from ingest.accounting import verify_accounting
from ingest.workshop import open_workshop
from warehouse.candidate import begin_candidate
from warehouse.transform import prepare

_NAMED = 10


def prepare_build(workbench: Workbench, as_of: dt.date | None) -> None:
    """Puts candidate and plan on the workbench. Raises Failure where rows got lost, NothingDelivered without any."""
    workbench.record.begin("prepare")
    company = workbench.company
    with open_workshop(company) as con:
        lost = verify_accounting(con)
    if lost:
        raise dg.Failure(
            "Rows are not accounted for: " + "; ".join(lost[:_NAMED]) + ". Run `rapport build --rebuild`.",
            allow_retries=False,
        )
    workbench.candidate = begin_candidate(company)
    workbench.plan = workbench.record.plan = prepare(company, workbench.candidate, as_of)
