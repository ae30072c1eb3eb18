"""Why a run failed, for the person at the terminal: what, where, what to do.

Belongs here: reading that from the run's events. The terminal that runs a build may show values; Dagster's pages not.
Does not belong here: deciding that a run fails (defs/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import dagster as dg
from dagster_shared.error import SerializableErrorInfo

from dagster_project.outcome import Problem
from dagster_project.progress import BuildRecord

_NAMED = 20
_WHAT_TO_DO = {
    "load": "correct what the message names; what was loaded so far stays, the next build goes on from there",
    "transform": "correct the model or the delivered data; the next build tests again, until then nothing is published",
    "candidate": "correct what is named; the next build tests again, until then nothing is published",
}
_AGAIN = "build again; if it fails again, the run on Dagster's pages shows each step"
_INTERRUPTED = "DagsterExecutionInterruptedError"
_CLASS_NAME = re.compile(r"^(?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*(?:Error|Exception|Failure|Changed|Delivered|Busy): ")


def problem_of(result: dg.ExecuteInProcessResult, record: BuildRecord) -> Problem:
    """The first failure of the run, with the names of the models and checks at fault where these are known."""
    step, said = next(_failures(result), (None, "The run ended without publishing and without saying why."))
    if _INTERRUPTED in said:
        said = "The build was interrupted."
    elif record.problems:
        more = len(record.problems) - _NAMED
        said = "\n".join([*record.problems[:_NAMED], *([f"and {more} more"] if more > 0 else [])])
    return Problem(said, f"step {step}" if step else "before the first step", _what_to_do(step))


def _failures(result: dg.ExecuteInProcessResult) -> Iterator[tuple[str | None, str]]:
    for event in result.all_events:
        if event.is_step_failure:
            data = event.step_failure_data
            said = data.user_failure_data.description if data.user_failure_data else None
            yield event.step_key, said or _innermost(data.error)
    for event in result.all_events:
        if event.is_run_failure:
            yield None, _innermost(event.job_failure_data.error) or str(event.message)


def _innermost(error: SerializableErrorInfo | None) -> str:
    """The message of the exception that all others were raised from, without the name of its class."""
    while error is not None and error.cause is not None:
        error = error.cause
    return _CLASS_NAME.sub("", error.message.strip()) if error else ""


def _what_to_do(step: str | None) -> str:
    if step is None:
        return _AGAIN
    return _WHAT_TO_DO.get("load" if step.startswith("raw__") else step, _AGAIN)
