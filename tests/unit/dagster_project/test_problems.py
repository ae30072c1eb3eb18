"""A failed run says what, where and what to do."""

from __future__ import annotations

from collections.abc import Callable

import dagster as dg

from dagster_project.problems import problem_of
from dagster_project.progress import BuildRecord
from ingest.workshop import WorkshopError


def failed_run(name: str, work: Callable[[], None], **resources: dg.ResourceDefinition) -> dg.ExecuteInProcessResult:
    @dg.op(name=name, required_resource_keys=set(resources))
    def step() -> None:
        work()

    @dg.job(resource_defs=resources, executor_def=dg.in_process_executor)
    def run() -> None:
        step()

    return run.execute_in_process(raise_on_error=False)


def fails() -> None:
    raise dg.Failure("Rows are not accounted for: 3 of them.")


def breaks() -> None:
    raise WorkshopError("the workshop holds no ledger")


def test_a_failure_is_told_in_its_own_words() -> None:
    problem = problem_of(failed_run("raw__till__sale", fails), BuildRecord())
    assert problem.what == "Rows are not accounted for: 3 of them."
    assert problem.where == "step raw__till__sale"
    assert "goes on from there" in problem.what_to_do


def test_an_exception_is_told_without_the_name_of_its_class() -> None:
    problem = problem_of(failed_run("models", breaks), BuildRecord())
    assert problem.what == "the workshop holds no ledger"
    assert "correct the model or the delivered data" in problem.what_to_do


def test_models_and_checks_at_fault_are_named() -> None:
    record = BuildRecord(problems=("test every_line_is_a_sale: Got 3 results", "model fct_order was not run"))
    problem = problem_of(failed_run("models", fails), record)
    assert problem.what.splitlines() == list(record.problems)


def test_of_many_the_first_are_named_and_the_rest_counted() -> None:
    record = BuildRecord(problems=tuple(f"model m{number} was not run" for number in range(50)))
    lines = problem_of(failed_run("models", fails), record).what.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "and 30 more"


def test_a_run_that_did_not_come_to_its_first_step_says_why() -> None:
    @dg.resource
    def workbench() -> None:
        raise WorkshopError("somebody writes")

    problem = problem_of(failed_run("models", fails, workbench=workbench), BuildRecord())
    assert "somebody writes" in problem.what
    assert problem.where == "before the first step"
