"""The version on the shelf: the asset that readers open.

Belongs here: publishing as a step, and what Dagster shows of a version.
Does not belong here: how a version is published (warehouse.publishing).
"""

import dagster as dg

from dagster_project.defs.publish.candidate import CANDIDATE
from dagster_project.instance import POOL
from dagster_project.workbench import Workbench
from warehouse.publishing import publish

PUBLISHED = dg.AssetKey(["published"])


def published_asset() -> dg.AssetsDefinition:
    """The current version."""

    @dg.asset(
        key=PUBLISHED,
        deps=[CANDIDATE],
        group_name="publish",
        kinds={"duckdb"},
        pool=POOL,
        description="The version that pages, SQL and reports open: complete, read-only, swapped in one step.",
    )
    def published(workbench: dg.ResourceParam[Workbench]) -> dg.MaterializeResult[None]:
        workbench.record.begin("publish")
        if workbench.candidate is None or workbench.facts is None:
            raise dg.Failure(
                "This run has verified no candidate. Run the job transform_and_publish.", allow_retries=False
            )
        version = publish(workbench.company, workbench.candidate, workbench.facts)
        workbench.record.version = version.name
        workbench.record.end()
        facts = version.facts()
        return dg.MaterializeResult(
            metadata={
                "version": version.name,
                "as of": str(facts.as_of_date),
                "deliveries": facts.deliveries.count,
                "dagster/row_count": sum(facts.row_counts.values()),
                **{f"rows of {table}": count for table, count in facts.row_counts.items() if table.startswith("core.")},
            }
        )

    return published
