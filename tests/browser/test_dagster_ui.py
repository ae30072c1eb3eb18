"""What an operator does in the Dagster UI, by clicks in a real browser: a day, ten days, a check that failed.

Belongs here: the UI as `rapport serve` starts it, on a company with a landing of its own.
Does not belong here: what the runs do (tests/integration).
"""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.execution.backfill import BulkActionStatus
from dagster._core.storage.tags import SENSOR_NAME_TAG
from playwright.sync_api import Browser, Page, expect

from dagster_project.instance import open_instance
from tests.conftest import copy_company, require_public_data
from tests.integration.conftest import BuiltCompany, delivered_days, load_company_of
from tests.integration.test_failing_check import CHECK, break_a_claim
from tests.integration.test_two_builds import a_build_under_way

ENDED = {dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED}
SECONDS_FOR_RUNS = 600
PARTITIONS = "/locations/dagster_project.definitions/jobs/build/partitions"
EXTRACT = "raw__online_retail__invoice_line"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> BuiltCompany:
    require_public_data()
    company = BuiltCompany(copy_company("online_retail", tmp_path_factory.mktemp("dagster_ui") / "online_retail"))
    company.deliver(delivered_days()[:13])  # 1 to 15 December 2010, two Saturdays without a delivery among them
    company.build()
    return company


@pytest.fixture(scope="module")
def address(company: BuiltCompany) -> Iterator[str]:
    with dagster_served(company) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window; what it shows at the end of the test is kept as a picture."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(120_000)
    page = context.new_page()
    yield page
    page.screenshot(path=tmp_path / f"{request.node.name}.png")
    context.close()


def test_a_day_is_read_again_and_published(company: BuiltCompany, address: str, page: Page) -> None:
    before = company.published_path()
    file = company.landing / "2010-12-02.csv"
    company.deliver_again("2010-12-02", file.read_text(encoding="utf-8").splitlines()[:-1])
    with runs_of(company) as (runs_since, _):
        launch(page, address, "[2010-12-02...2010-12-02]")
        runs = runs_since()
    assert {run.status for run in runs} == {dg.DagsterRunStatus.SUCCESS}
    assert company.published_path() != before
    assert lines_read(company) == lines_delivered(company)
    page.goto(f"{address}/assets/raw/online_retail__invoice_line?view=checks")
    expect(page.get_by_text("no_refused_file").first).to_be_visible()


def test_ten_days_in_a_row_are_read_again_without_a_run_for_each(
    company: BuiltCompany, address: str, page: Page
) -> None:
    """Dagster makes one run of it, or one for the extracts and one for what follows; never ten."""
    with runs_of(company) as (runs_since, steps_of):
        launch(page, address, "[2010-12-05...2010-12-14]")
        runs = runs_since()
        steps = {step for run in runs for step in steps_of(run)}
    assert len(asked_for_by_people(runs)) <= 2
    assert {run.status for run in runs} == {dg.DagsterRunStatus.SUCCESS}
    assert {EXTRACT, "models", "candidate", "published"} <= steps
    assert lines_read(company) == lines_delivered(company)
    page.goto(f"{address}/runs?view=backfills")
    expect(page.get_by_text("10 partitions").first).to_be_visible()


def test_a_build_from_the_ui_waits_for_one_in_the_shell(company: BuiltCompany, address: str, page: Page) -> None:
    first, second = delivered_days()[13:15]
    company.deliver([first])
    with runs_of(company) as (runs_since, _):
        with a_build_under_way(company):
            company.deliver([second])
            launch(page, address, f"[{second}...{second}]")
        runs = runs_since()
    assert len(asked_for_by_people(runs)) == 2
    assert {run.status for run in runs} == {dg.DagsterRunStatus.SUCCESS}
    assert lines_read(company) == lines_delivered(company)


def test_a_check_that_fails_is_seen_and_named(company: BuiltCompany, address: str, page: Page) -> None:
    before = company.published_path()
    break_a_claim(company)
    assert company.run("build").returncode == 1
    assert company.published_path() == before
    page.goto(f"{address}/runs")
    page.get_by_role("link", name="Failure").or_(page.get_by_text("Failure")).first.wait_for()
    failed = last_run(company)
    assert failed.status == dg.DagsterRunStatus.FAILURE
    page.goto(f"{address}/runs/{failed.run_id}")
    expect(page.get_by_text(CHECK).first).to_be_visible()


def asked_for_by_people(runs: list[dg.DagsterRun]) -> list[dg.DagsterRun]:
    """The sensor on landing is awake in this UI, and may look between a delivery and the build that takes it."""
    return [run for run in runs if SENSOR_NAME_TAG not in run.tags]


def lines_read(company: BuiltCompany) -> int:
    ((count,),) = company.ask("select count(*) from core.fct_order_line")
    return int(str(count))


def lines_delivered(company: BuiltCompany) -> int:
    """Rows of the files as they lie in landing; their texts hold no line ends."""
    return sum(len(file.read_text(encoding="utf-8").splitlines()) - 1 for file in company.landing.glob("*.csv"))


def launch(page: Page, address: str, days: str) -> None:
    """Chooses days of the job `build` and starts what the UI makes of them."""
    page.goto(f"{address}{PARTITIONS}")
    page.get_by_role("button", name="Materialize…").click()
    dialog = page.get_by_role("dialog").first
    dialog.get_by_text("Show all partitions").click()
    dialog.get_by_text("older partitions").wait_for(state="hidden")
    chosen = dialog.locator("input[type=text]").first
    chosen.fill(days)
    chosen.press("Tab")
    dialog.get_by_role("button", name="Launch").click()
    dialog.wait_for(state="hidden")


RunsSince = Callable[[], list[dg.DagsterRun]]
StepsOf = Callable[[dg.DagsterRun], set[str]]


@contextmanager
def runs_of(company: BuiltCompany) -> Iterator[tuple[RunsSince, StepsOf]]:
    """Two questions: which runs began since, once all of them have ended; and which steps a run had."""
    with open_instance(load_company_of(company)) as instance:
        known = {run.run_id for run in instance.get_runs()}

        def since() -> list[dg.DagsterRun]:
            until = time.monotonic() + SECONDS_FOR_RUNS
            while time.monotonic() < until:
                new = [run for run in reversed(instance.get_runs()) if run.run_id not in known]
                is_under_way = any(
                    backfill.status == BulkActionStatus.REQUESTED for backfill in instance.get_backfills()
                )
                if new and not is_under_way and all(run.status in ENDED for run in new):
                    return new
                time.sleep(1)
            raise AssertionError(f"{[(run.run_id, run.status) for run in new]} after {SECONDS_FOR_RUNS} s")

        def steps(run: dg.DagsterRun) -> set[str]:
            return {step.step_key for step in instance.get_run_step_stats(run.run_id)}

        yield since, steps


def last_run(company: BuiltCompany) -> dg.DagsterRun:
    with open_instance(load_company_of(company)) as instance:
        return instance.get_runs(limit=1)[0]


@contextmanager
def dagster_served(company: BuiltCompany) -> Iterator[str]:
    """`rapport serve` with ports of its own; gives the address of the Dagster UI, and ends it with Ctrl-C."""
    process = subprocess.Popen(
        [*company.command("serve"), "--port", "8611", "--dagster-port", "3611"],
        env=company.environment | {"PYTHONUNBUFFERED": "1"},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    try:
        assert process.stdout
        line = next((line for line in process.stdout if "Dagster UI:" in line and "http" in line), "")
        assert line, "serve ended before the Dagster UI answered"
        yield line.split()[-1]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
