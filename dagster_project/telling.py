"""Tells somebody that a build failed: starts the command that company.yml names under `on_failure`.

Belongs here: what the command is told, and that it can do no harm. It is told once a run, whoever started the run: by
`rapport build` itself, by the sensor on_failure, or by whoever finds that the run's process is gone.
Does not belong here: why a run failed (problems.py).
"""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

from dagster_project.instance import TOLD_TAG, TRIGGER_TAG
from dagster_project.living_runs import fail_dead_runs
from dagster_project.outcome import Problem
from warehouse.company import Company

if TYPE_CHECKING:
    from dagster import DagsterInstance

SECONDS_ALLOWED = 30
BY_HAND = "rapport build"  # who started a run of the terminal


def end_dead_runs(company: Company, instance: DagsterInstance) -> list[str]:
    """Marks runs failed whose process is gone, tells of each, and returns their ids."""
    dead = fail_dead_runs(company, instance)
    for run_id in dead:
        tell_of_run(company, instance, run_id)
    return dead


def tell_of_run(company: Company, instance: DagsterInstance, run_id: str) -> None:
    """Tells of a failed run, once; what came of telling stands among the run's events."""
    from dagster_project.problems import or_full_disk, problem_of_run

    run = instance.get_run_by_id(run_id)
    if company.on_failure is None or run is None or TOLD_TAG in run.tags:
        return
    instance.add_run_tags(run_id, {TOLD_TAG: "true"})
    problem = or_full_disk(company, problem_of_run(instance, run_id))
    said = tell(company, problem, run_id, run.tags.get(TRIGGER_TAG, "Dagster's pages"))
    instance.report_engine_event(said, run)


def tell(company: Company, problem: Problem, run_id: str | None, started_by: str) -> str:
    """Starts the command, waits for it at most 30 seconds, and returns what came of it in words.

    It is told by environment variables and by the same as JSON on standard input; no value of a row is among it.
    """
    assert company.on_failure is not None
    facts = {
        "company": company.name,
        "company_folder": str(company.folder),
        "run_id": run_id,
        "started_by": started_by,
        "what": problem.what,
        "where": problem.where,
        "what_to_do": problem.what_to_do,
    }
    told = {f"RAPPORT_{name.upper()}": value or "" for name, value in facts.items()}
    return f"on_failure: {_start(company.on_failure, told, json.dumps(facts, ensure_ascii=False))}"


def _start(command: tuple[str, ...], told: dict[str, str], text: str) -> str:
    try:
        done = subprocess.run(
            command,
            input=text,
            env=os.environ | told,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS_ALLOWED,
        )
    except subprocess.TimeoutExpired:
        return f"{command[0]} had not ended after {SECONDS_ALLOWED} s and was ended"
    except OSError as error:
        return f"{command[0]} could not be started: {error.strerror}"
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return f"{command[0]} ended with exit code {done.returncode}: {last}"
    return f"{command[0]} was told"
