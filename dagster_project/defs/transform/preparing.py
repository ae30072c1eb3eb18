"""What stands between loading and dbt: rows are accounted for, a candidate is begun, the plan is written down.

Belongs here: the order of these steps and what the run says of them.
Does not belong here: any of the steps (ingest.accounting, warehouse.candidate, warehouse.transform).
"""

import datetime as dt

import dagster as dg

from dagster_project.progress import BuildRecord
from dagster_project.workbench import Workbench
from ingest.accounting import verify_accounting
from ingest.workshop import open_workshop
from warehouse.candidate import begin_candidate
from warehouse.transform import NotForSome, prepare

_NAMED = 10


def prepare_build(workbench: Workbench, as_of: dt.date | None, chosen: frozenset[str] = frozenset()) -> None:
    """Puts candidate and plan on the workbench. Raises Failure where rows got lost or the models `chosen` cannot be
    built alone, NothingDelivered without any."""
    _refuse_what_strictness_forbids(workbench.record)
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
    try:
        workbench.plan = workbench.record.plan = prepare(company, workbench.candidate, as_of, chosen)
    except NotForSome as error:
        raise dg.Failure(str(error), allow_retries=False) from None


def _refuse_what_strictness_forbids(record: BuildRecord) -> None:
    """What is loaded stays loaded; the next build that is not strict goes on from there."""
    counts = {
        "refused files": sum(result.status == "refused" for result in record.deliveries),
        "quarantined rows": sum(result.rows_quarantined for result in record.deliveries),
        "new columns": len({(r.system, r.entity, name) for r in record.deliveries for name in r.new_columns}),
    }
    found = [f"{count:,} {what}" for what, count in counts.items() if count]
    if record.choice.is_strict and found:
        raise dg.Failure(f"--strict: {', '.join(found)}; no model was built", allow_retries=False)
