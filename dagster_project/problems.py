"""Why a run failed, for the person at the terminal: what, where, what to do.

Belongs here: reading that from the run's events. The terminal that runs a build may show values; Dagster's pages not.
Does not belong here: deciding that a run fails (defs/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import dagster as dg
from dagster_shared.error import SerializableErrorInfo

from dagster_project.outcome import Problem
from dagster_project.progress import BuildRecord
from warehouse import room
from warehouse.company import Company

_NAMED = 20
_WHAT_TO_DO = {
    "load": "correct what the message names; what was loaded so far stays, the next build goes on from there",
    "models": "correct the model or the delivered data; the next build tests again, until then nothing is published",
    "candidate": "correct what is named; the next build tests again, until then nothing is published",
}
_AGAIN = "build again; if it fails again, the run on Dagster's pages shows each step"
_INTERRUPTED = "DagsterExecutionInterruptedError"
_INTERRUPTED_SAID = "The build was interrupted."
_CLASS_NAME = re.compile(r"^(?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*(?:Error|Exception|Failure|Changed|Delivered|Busy): ")


def problem_of(result: dg.ExecuteInProcessResult, record: BuildRecord) -> Problem:
    """The first failure of the run, with the names of the models and checks at fault where these are known."""
    step, said = _first_failure(result.all_events)
    if record.problems and said != _INTERRUPTED_SAID:
        more = len(record.problems) - _NAMED
        said = "\n".join([*record.problems[:_NAMED], *([f"and {more} more"] if more > 0 else [])])
    return Problem(said, f"step {step}" if step else "before the first step", _what_to_do(step))


def problem_of_run(instance: dg.DagsterInstance, run_id: str) -> Problem:
    """The first failure of a run as Dagster's history tells it: without values of rows."""
    kinds = {dg.DagsterEventType.STEP_FAILURE, dg.DagsterEventType.RUN_FAILURE}
    logs = instance.all_logs(run_id, of_type=kinds)
    step, said = _first_failure([log.dagster_event for log in logs if log.dagster_event])
    return Problem(said, f"step {step}" if step else "before the first step", _what_to_do(step))


def or_full_disk(company: Company, problem: Problem) -> Problem:
    """The problem, or, where the disk is full, that: whatever else was said came of it."""
    if not room.is_lacking(company, problem.what):
        return problem
    return Problem(f"{room.what_is_wrong(company)}\n{problem.what}", problem.where, room.what_to_do(company))


def _first_failure(events: Iterable[dg.DagsterEvent]) -> tuple[str | None, str]:
    step, said = next(_failures(list(events)), (None, "The run ended without publishing and without saying why."))
    return step, _INTERRUPTED_SAID if _INTERRUPTED in said else said


def _failures(events: list[dg.DagsterEvent]) -> Iterator[tuple[str | None, str]]:
    for event in events:
        if event.is_step_failure:
            data = event.step_failure_data
            said = data.user_failure_data.description if data.user_failure_data else None
            yield event.step_key, said or _innermost(data.error)
    for event in events:
        if event.is_run_failure:
            is_told_by_the_run = event.event_specific_data is not None  # none where it was marked failed from outside
            error = event.job_failure_data.error if is_told_by_the_run else None
            yield None, _innermost(error) or str(event.message)


def _innermost(error: SerializableErrorInfo | None) -> str:
    """The message of the exception that all others were raised from, without the name of its class."""
    while error is not None and error.cause is not None:
        error = error.cause
    return _CLASS_NAME.sub("", error.message.strip()) if error else ""


def _what_to_do(step: str | None) -> str:
    if step is None:
        return _AGAIN
    return _WHAT_TO_DO.get("load" if step.startswith("raw__") else step, _AGAIN)
