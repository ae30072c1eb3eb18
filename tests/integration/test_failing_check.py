"""A failing check publishes nothing, and is named on the terminal, in Dagster's history and by the exit code."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import dagster as dg
import pytest

from dagster_project.instance import open_instance
from tests.integration.conftest import BuiltCompany, load_company_of

Maker = Callable[[], BuiltCompany]
CHECK = "every_line_is_a_sale"
# The first day has cancellations, so this cannot hold.
CLAIM = f"""
        data_tests:
          - accepted_values:
              name: {CHECK}
              arguments: {{values: [sale]}}
"""


@pytest.fixture(scope="module")
def company(make_company: Maker) -> BuiltCompany:
    company = make_company()
    company.deliver(["2010-12-01"])
    company.build()
    return company


@pytest.fixture(scope="module")
def failed(company: BuiltCompany) -> subprocess.CompletedProcess[str]:
    break_a_claim(company)
    company.deliver(["2010-12-02"])
    return company.run("build")


def break_a_claim(company: BuiltCompany) -> None:
    """Adds a check to the company's models that its deliveries cannot pass."""
    path = company.folder / "models" / "staging" / "stg_online_retail__order_line.yml"
    text = path.read_text(encoding="utf-8")
    column = text.index("- name: line_type")
    end = text.index("\n", text.index("description:", column))
    path.write_text(text[:end] + CLAIM.rstrip() + text[end:], encoding="utf-8")


def test_the_exit_code_says_so(failed: subprocess.CompletedProcess[str]) -> None:
    assert failed.returncode == 1


def test_the_terminal_names_the_check(failed: subprocess.CompletedProcess[str]) -> None:
    assert CHECK in failed.stderr
    assert "Traceback" not in failed.stdout + failed.stderr


def test_nothing_is_published(company: BuiltCompany, failed: subprocess.CompletedProcess[str]) -> None:
    assert company.ask("select max(order_date)::varchar from core.fct_order_line") == [("2010-12-01",)]


def test_the_history_names_the_check(company: BuiltCompany, failed: subprocess.CompletedProcess[str]) -> None:
    """What Dagster's pages show: a failed run whose check evaluation bears the name."""
    with open_instance(load_company_of(company)) as instance:
        (run, *_) = instance.get_runs(limit=1)
        assert run.status == dg.DagsterRunStatus.FAILURE
        evaluations = [
            event.dagster_event.asset_check_evaluation_data
            for event in instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
            if event.dagster_event
        ]
    assert CHECK in {evaluation.check_name for evaluation in evaluations if not evaluation.passed}


def test_the_next_build_without_the_claim_publishes(
    company: BuiltCompany, failed: subprocess.CompletedProcess[str]
) -> None:
    path = company.folder / "models" / "staging" / "stg_online_retail__order_line.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(CLAIM.rstrip(), ""), encoding="utf-8")
    company.build()
    assert company.ask("select max(order_date)::varchar from core.fct_order_line") == [("2010-12-02",)]
