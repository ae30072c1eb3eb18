"""Nothing is published past the gate."""

from __future__ import annotations

from collections.abc import Callable

import dagster as dg
import pytest

from dagster_project.defs.publish import candidate as gate
from dagster_project.defs.publish import definitions
from dagster_project.progress import BuildRecord
from dagster_project.workbench import Workbench
from tests.unit.dagster_project.conftest import Shop
from warehouse.candidate import begin_candidate
from warehouse.gate import BuildResult
from warehouse.transform import BuildPlan
from warehouse.versions import current_version

PLAN = BuildPlan.__new__(BuildPlan)  # the gate only asks whether there is one


def run(workbench: Workbench) -> dg.ExecuteInProcessResult:
    defs = dg.Definitions.merge(
        definitions([], []),
        dg.Definitions(
            jobs=[dg.define_asset_job("publish", executor_def=dg.in_process_executor)],
            resources={"workbench": dg.ResourceDefinition.hardcoded_resource(workbench)},
        ),
    )
    return defs.resolve_job_def("publish").execute_in_process(raise_on_error=False)


def failure_of(result: dg.ExecuteInProcessResult) -> str:
    (event,) = [event for event in result.all_events if event.is_step_failure]
    return f"{event.step_key}: {event.step_failure_data.user_failure_data}"


@pytest.fixture
def with_result(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Callable[[BuildResult], Workbench]:
    def made(result: BuildResult) -> Workbench:
        monkeypatch.setattr(gate, "read_build", lambda *_: result)
        return Workbench(shop.company, BuildRecord(), begin_candidate(shop.company), PLAN)

    return made


def test_without_models_in_the_same_run_there_is_no_candidate(shop: Shop) -> None:
    result = run(Workbench(shop.company, BuildRecord()))
    assert "candidate" in failure_of(result)
    assert "transform_and_publish" in failure_of(result)
    assert current_version(shop.company) is None


def test_what_is_missing_is_named_and_nothing_is_published(
    shop: Shop, with_result: Callable[[BuildResult], Workbench]
) -> None:
    workbench = with_result(BuildResult(3, (), ("model fct_order was not run",)))
    told = failure_of(run(workbench))
    assert told.startswith("candidate: ")
    assert "model fct_order was not run" in told
    assert workbench.record.problems == ("model fct_order was not run",)
    assert current_version(shop.company) is None
