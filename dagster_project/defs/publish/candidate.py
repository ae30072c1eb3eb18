"""The gate: a candidate is complete once everything that should have been built and checked was.

Belongs here: stopping the run where something is missing. A step that was skipped has been reported as success
(dagster #33351), so what dbt says it did is counted against what there was to do.
Does not belong here: the counting (warehouse.gate) and what completes a candidate (warehouse.completion).
"""

from collections.abc import Sequence

import dagster as dg
import duckdb

from dagster_project.defs.transform.manifest import manifest_path, run_results_path
from dagster_project.instance import POOL
from dagster_project.workbench import Workbench
from warehouse.about import Expectation
from warehouse.company import Company
from warehouse.completion import complete
from warehouse.gate import read_build

CANDIDATE = dg.AssetKey(["candidate"])


def candidate_asset(shelf_keys: Sequence[dg.AssetKey], expectations: Sequence[Expectation]) -> dg.AssetsDefinition:
    """The version in the making, after everything in it was counted."""

    @dg.asset(
        key=CANDIDATE,
        deps=shelf_keys,
        group_name="publish",
        kinds={"duckdb"},
        pool=POOL,
        description="The version in the making: every model built, every check run, none failed. Nothing is "
        "published unless this step is green.",
    )
    def candidate(workbench: dg.ResourceParam[Workbench]) -> dg.MaterializeResult[None]:
        record, company = workbench.record, workbench.company
        record.begin("verify")
        if workbench.candidate is None or workbench.plan is None:
            raise dg.Failure(
                "This run has built no models, so there is no candidate. Run the job transform_and_publish.",
                allow_retries=False,
            )
        result = read_build(manifest_path(company), run_results_path(company), workbench.plan.chosen)
        record.checks, record.problems = result.checks, result.problems
        if result.problems:
            raise dg.Failure(
                f"not all was built and checked: {'; '.join(result.problems)}",
                allow_retries=False,
            )
        workbench.facts = complete(company, workbench.candidate, workbench.plan, result, expectations)
        if not workbench.plan.chosen:
            record.restated = restated_months(company)
            record.restated_because = () if workbench.plan.is_full else restated_because(company)
        return dg.MaterializeResult(
            metadata={
                "models built": result.built_count,
                "checks passed": len(result.checks),
                "as of": str(workbench.plan.as_of_date),
                "built": workbench.plan.reason,
                "restated": {fact: _span(months) for fact, months in record.restated.items()},
                "restated because": list(record.restated_because),
            }
        )

    return candidate


def restated_because(company: Company) -> tuple[str, ...]:
    """Which months of which fact this build wrote again for another reason than new rows, a sentence each."""
    with duckdb.connect(company.workshop_path, read_only=True) as workshop:
        rows = workshop.execute(
            "select fact_name, reason, string_agg(month, ', ' order by month) "
            "from intermediate.int_restatement__month where reason <> 'new or changed rows' group by all order by all"
        ).fetchall()
    return tuple(f"{fact}, {reason}: {months}" for fact, reason, months in rows)


def restated_months(company: Company) -> dict[str, list[str]]:
    """The months that this build wrote again, per fact."""
    with duckdb.connect(company.workshop_path, read_only=True) as workshop:
        rows = workshop.execute(
            "select fact_name, list(distinct month order by month) "
            "from intermediate.int_restatement__month group by all order by all"
        ).fetchall()
    return dict(rows)


def _span(months: list[str]) -> str:
    return months[0] if len(months) == 1 else f"{len(months)} months, {min(months)} to {max(months)}"
