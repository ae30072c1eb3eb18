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

import dagster as dg

from dagster_project.defs import company_definitions
from dagster_project.defs.automation.jobs import BUILD
from dagster_project.defs.transform.manifest import ParseFailed
from dagster_project.instance import CODE_LOCATION, REASON_TAG, TRIGGER_TAG, open_instance
from dagster_project.living_runs import fail_dead_runs
from dagster_project.outcome import BuildOutcome, Problem
from dagster_project.problems import problem_of
from dagster_project.progress import BuildRecord
from warehouse.company import Company
from warehouse.versions import current_version

# The job's page lists runs by this tag, which Dagster's own launcher gives to those that it starts.
_REPOSITORY_TAG = {".dagster/repository": f"__repository__@{CODE_LOCATION}"}


def conduct(company: Company, as_of: dt.date | None, reason: str, record: BuildRecord) -> BuildOutcome:
    """Runs the job `build` and returns what came of it. Call it under the writer lock."""
    with open_instance(company) as instance, _kept_off_the_terminal():
        fail_dead_runs(company, instance)
        try:
            definitions = company_definitions(company)
        except ParseFailed as error:
            return _not_begun(company, record, error)
        result = definitions.resolve_job_def(BUILD.name).execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={"ops": {"models": {"config": {"as_of": as_of.isoformat() if as_of else None}}}},
            tags={**_REPOSITORY_TAG, TRIGGER_TAG: "rapport build", REASON_TAG: reason},
        )
    record.end()
    return _outcome(company, record, result, reason)


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


def _outcome(company: Company, record: BuildRecord, result: dg.ExecuteInProcessResult, reason: str) -> BuildOutcome:
    is_published = result.success and record.version is not None
    return BuildOutcome(
        status="published" if is_published else "failed",
        version=record.version or _current_name(company),
        deliveries=tuple(record.deliveries),
        checks=record.checks,
        restated=record.restated,
        problem=None if is_published else problem_of(result, record),
        seconds=record.seconds,
        run_id=result.run_id,
        reason=reason,
    )


def _not_begun(company: Company, record: BuildRecord, error: ParseFailed) -> BuildOutcome:
    record.end()
    problem = Problem(str(error), "the dbt project", "correct what dbt names and build again")
    return BuildOutcome("failed", _current_name(company), problem=problem, seconds=record.seconds)


def _current_name(company: Company) -> str | None:
    version = current_version(company)
    return version.name if version else None
