"""The workbench of one run: the company, the version in the making, and the right to write.

Belongs here: what the steps of one run share, and the resource that gives it to them.
Does not belong here: what a step does with it (defs/).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg

from dagster_project.living_runs import marked_alive
from dagster_project.progress import BuildRecord, current_record
from ingest.workshop import forget_workshop, has_other_shape
from warehouse.candidate import Candidate
from warehouse.company import Company
from warehouse.lock import writer_lock
from warehouse.recovery import recover
from warehouse.transform import BuildPlan
from warehouse.versions import BuildFacts

# A run from the pages waits this long for another writer: a first build of a large company takes minutes, not hours.
WAIT_SECONDS = 1800.0


@dataclass
class Workbench:
    """What the steps of one run share. `candidate` and `plan` are there once the models are begun, `facts` once all
    of them are accounted for."""

    company: Company
    record: BuildRecord
    candidate: Candidate | None = None
    plan: BuildPlan | None = None
    facts: BuildFacts | None = None


def workbench_resource(company: Company) -> dg.ResourceDefinition:
    """A workbench per run, under the writer lock from its first step to its last."""

    @dg.resource(
        description="The right to write, held for the whole run, and what its steps share.",
        config_schema={
            "wait_seconds": dg.Field(
                float,
                default_value=WAIT_SECONDS,
                description="How long to wait for another run or `rapport build` to end; then the run fails.",
            )
        },
    )
    def workbench(context: dg.InitResourceContext) -> Iterator[Workbench]:
        run_id = context.run.run_id if context.run else "none"
        wait_seconds = float(context.resource_config["wait_seconds"])
        with (
            marked_alive(company, run_id),
            writer_lock(company, wait_seconds, who=f"Dagster run {run_id[:8]}"),
        ):
            recover(company)
            if has_other_shape(company):
                forget_workshop(company)
            yield Workbench(company, current_record())

    return workbench
