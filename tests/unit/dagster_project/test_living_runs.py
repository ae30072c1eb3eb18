"""A run whose process was killed does not stay "started" for ever, and one that lives is left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from dagster_project import living_runs
from dagster_project.living_runs import fail_dead_runs, marked_alive
from tests.conftest import ROOT
from tests.unit.dagster_project.conftest import Shop

MARK_AND_WAIT = """
import sys
from pathlib import Path
from dagster_project.living_runs import marked_alive
from warehouse.company import load_company
with marked_alive(load_company(Path(sys.argv[1])), sys.argv[2]):
    print("marked", flush=True)
    sys.stdin.read()
"""


def begun_run(shop: Shop, status: dg.DagsterRunStatus = dg.DagsterRunStatus.STARTED) -> str:
    run = shop.instance.create_run_for_job(shop.definitions().resolve_job_def("load"), status=status)
    return run.run_id


def status_of(shop: Shop, run_id: str) -> dg.DagsterRunStatus:
    run = shop.instance.get_run_by_id(run_id)
    assert run is not None
    return run.status


@pytest.fixture
def killed_run(shop: Shop) -> str:
    """A run whose process marked it and was killed with SIGKILL."""
    run_id = begun_run(shop)
    command = [sys.executable, "-c", MARK_AND_WAIT, str(shop.company.folder), run_id]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"marked\n"
        assert fail_dead_runs(shop.company, shop.instance) == []
        process.kill()
    return run_id


def test_a_killed_run_is_marked_failed(shop: Shop, killed_run: str) -> None:
    assert fail_dead_runs(shop.company, shop.instance) == [killed_run]
    assert status_of(shop, killed_run) == dg.DagsterRunStatus.FAILURE


def test_nothing_of_its_mark_is_left(shop: Shop, killed_run: str) -> None:
    fail_dead_runs(shop.company, shop.instance)
    assert list((shop.company.dagster_home / "living_runs").iterdir()) == []


def test_a_living_run_is_left_alone(shop: Shop) -> None:
    run_id = begun_run(shop)
    with marked_alive(shop.company, run_id):
        assert fail_dead_runs(shop.company, shop.instance) == []
    assert status_of(shop, run_id) == dg.DagsterRunStatus.STARTED


def test_a_run_that_is_still_importing_is_given_time(shop: Shop) -> None:
    begun_run(shop, dg.DagsterRunStatus.STARTING)
    assert fail_dead_runs(shop.company, shop.instance) == []


def test_a_run_that_never_came_to_its_mark_is_failed_after_that_time(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = begun_run(shop, dg.DagsterRunStatus.STARTING)
    monkeypatch.setattr(living_runs, "_GRACE", living_runs._GRACE * 0)
    assert fail_dead_runs(shop.company, shop.instance) == [run_id]


def test_a_run_has_a_mark_while_it_runs_and_none_after(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a")
    marks: list[list[Path]] = []
    folder = shop.company.dagster_home / "living_runs"

    @dg.asset(required_resource_keys={"workbench"})
    def looks_at_marks() -> None:
        marks.append(list(folder.iterdir()))

    definitions = dg.Definitions(
        assets=[looks_at_marks],
        jobs=[dg.define_asset_job("look", executor_def=dg.in_process_executor)],
        resources=shop.definitions().resources,
    )
    result = definitions.resolve_job_def("look").execute_in_process(instance=shop.instance)
    assert [path.name for path in marks[0]] == [result.run_id]
    assert list(folder.iterdir()) == []
