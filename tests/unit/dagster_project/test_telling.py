"""Somebody is told of a failed build, once, without values of rows, and the telling can do no harm."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import dagster as dg
import pytest

from dagster_project import telling
from dagster_project.outcome import Problem
from dagster_project.telling import end_dead_runs, tell, tell_of_run
from warehouse.company import Company, SettingsError, load_company

PROBLEM = Problem("2 models or checks are missing or failed: every_line_is_a_sale", "step candidate", "correct it")
WRITES_WHAT_IT_IS_TOLD = """
import json, os, sys
told = {name: value for name, value in os.environ.items() if name.startswith("RAPPORT_")}
open(sys.argv[1], "a").write(json.dumps([json.loads(sys.stdin.read()), told]) + "\\n")
"""


@pytest.fixture
def told(tmp_path: Path) -> Path:
    return tmp_path / "told.jsonl"


def naming(company: Company, *command: str) -> Company:
    return company.model_copy(update={"on_failure": command})


@pytest.fixture
def company(shop, told: Path) -> Company:
    return naming(shop.company, sys.executable, "-c", WRITES_WHAT_IT_IS_TOLD, str(told))


def test_it_is_told_what_where_and_what_to_do(company: Company, told: Path) -> None:
    assert tell(company, PROBLEM, "abc", "nightly").endswith("was told")
    ((as_json, as_variables),) = [json.loads(line) for line in told.read_text().splitlines()]
    assert as_json == {
        "company": "Corner Shop",
        "company_folder": str(company.folder),
        "run_id": "abc",
        "started_by": "nightly",
        "what": PROBLEM.what,
        "where": "step candidate",
        "what_to_do": "correct it",
    }
    assert as_variables["RAPPORT_WHAT"] == PROBLEM.what
    assert as_variables["RAPPORT_RUN_ID"] == "abc"


def test_a_failed_run_is_told_once_and_its_events_say_so(shop, company: Company, told: Path) -> None:
    shop.deliver("till", "2011-01-05", "1,Ann")
    shop.run()
    contract = shop.company.folder / "contracts" / "till.yml"
    contract.write_text(contract.read_text().replace("bigint", "varchar"))
    shop.deliver("till", "2011-01-06", "2,Bea")
    run = shop.run()
    assert not run.success
    tell_of_run(company, shop.instance, run.run_id)
    tell_of_run(company, shop.instance, run.run_id)
    (line,) = told.read_text().splitlines()
    assert "contract" in json.loads(line)[0]["what"]
    assert "Ann" not in line
    assert any("was told" in (log.message or "") for log in shop.instance.all_logs(run.run_id))


def test_a_run_whose_process_is_gone_is_told_of(shop, company: Company, told: Path) -> None:
    mark = shop.company.dagster_home / "living_runs" / "gone"
    shop.instance.add_run(dg.DagsterRun(job_name="build", run_id="gone", status=dg.DagsterRunStatus.STARTED))
    mark.parent.mkdir(exist_ok=True)
    mark.touch()
    assert end_dead_runs(company, shop.instance) == ["gone"]
    assert "ended without a word" in told.read_text()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["no-such-command"], "no-such-command could not be started: No such file or directory"),
        (["sh", "-c", "echo no mail >&2; exit 3"], "sh ended with exit code 3: no mail"),
        (["false"], "false ended with exit code 1: it said nothing"),
        (["sleep", "20"], "sleep had not ended after 0.2 s and was ended"),
    ],
)
def test_a_command_that_fails_or_hangs_harms_nothing(
    shop, monkeypatch: pytest.MonkeyPatch, command: list[str], said: str
) -> None:
    monkeypatch.setattr(telling, "SECONDS_ALLOWED", 0.2 if command[0] == "sleep" else 30)
    assert tell(naming(shop.company, *command), PROBLEM, None, "rapport build") == f"on_failure: {said}"


def test_without_a_command_nobody_is_told(shop) -> None:
    run = dg.DagsterRun(job_name="build", status=dg.DagsterRunStatus.FAILURE)
    shop.instance.add_run(run)
    tell_of_run(shop.company, shop.instance, run.run_id)
    assert "rapport/told" not in shop.instance.get_run_by_id(run.run_id).tags


def test_a_line_of_text_is_split_as_a_shell_would(shop) -> None:
    settings = shop.company.folder / "company.yml"
    text = settings.read_text()
    settings.write_text(f"on_failure: mail -s 'Rapport failed' it@example.com\n{text}")
    assert load_company(shop.company.folder).on_failure == ("mail", "-s", "Rapport failed", "it@example.com")
    settings.write_text(f"on_failure: []\n{text}")
    with pytest.raises(SettingsError):
        load_company(shop.company.folder)
