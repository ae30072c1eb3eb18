"""A run of the job `build` in this process, on the company's Dagster instance: the pages show it like any other.

Belongs here: starting that run and drawing the outcome from it.
Does not belong here: whether one is due (running.py) and what its steps do (defs/).
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from dagster_project.defs import company_definitions
from dagster_project.defs.automation.jobs import BUILD
from dagster_project.defs.transform.manifest import ParseFailed
from dagster_project.instance import CODE_LOCATION, REASON_TAG, TRIGGER_TAG, open_instance
from dagster_project.outcome import BuildOutcome, Problem, outcome_of
from dagster_project.problems import or_full_disk, problem_of
from dagster_project.progress import BuildRecord
from dagster_project.telling import BY_HAND, end_dead_runs, tell, tell_of_run
from dagster_project.trimming import trim_history
from warehouse.company import Company

# The job's page lists runs by this tag, which Dagster's own launcher gives to those that it starts.
_REPOSITORY_TAG = {".dagster/repository": f"__repository__@{CODE_LOCATION}"}


def conduct(company: Company, as_of: dt.date | None, reason: str, record: BuildRecord) -> BuildOutcome:
    """Runs the job `build` and returns what came of it. Call it under the writer lock."""
    with open_instance(company) as instance, _kept_off_the_terminal():
        end_dead_runs(company, instance)
        try:
            definitions = company_definitions(company)
        except ParseFailed as error:
            return _not_begun(company, record, error)
        result = definitions.resolve_job_def(BUILD.name).execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={"ops": {"models": {"config": {"as_of": as_of.isoformat() if as_of else None}}}},
            tags={**_REPOSITORY_TAG, TRIGGER_TAG: BY_HAND, REASON_TAG: reason},
        )
        if not result.success:
            tell_of_run(company, instance, result.run_id)
        trim_history(company, instance)
    record.end()
    problem = None if result.success and record.version else or_full_disk(company, problem_of(result, record))
    return outcome_of(company, record, problem, result.run_id, reason)


@contextmanager
def _kept_off_the_terminal() -> Iterator[None]:
    """Dagster writes every event to standard error, takes both streams for its step logs and starts programs that
    write to them too; none of it is for people. So the descriptors themselves lead nowhere for that time."""
    kept = {number: os.dup(number) for number in (1, 2)}
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        _point(dict.fromkeys(kept, nowhere))
        yield
    finally:
        _point(kept)
        for descriptor in (nowhere, *kept.values()):
            os.close(descriptor)


def _point(targets: dict[int, int]) -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    for number, target in targets.items():
        os.dup2(target, number)


def _not_begun(company: Company, record: BuildRecord, error: ParseFailed) -> BuildOutcome:
    record.end()
    problem = Problem(str(error), "the dbt project", "correct what dbt names and build again")
    if company.on_failure:
        record.progress.message(tell(company, problem, None, BY_HAND))
    return outcome_of(company, record, problem)
