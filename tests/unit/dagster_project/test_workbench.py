"""Nobody writes beside a run, and a run that waits in vain says who does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import dagster as dg
import pytest

from tests.conftest import ROOT
from tests.unit.dagster_project.conftest import Shop, metadata_of
from warehouse.lock import writer_lock

HOLD = """
import sys
from pathlib import Path
from warehouse.company import load_company
from warehouse.lock import writer_lock
with writer_lock(load_company(Path(sys.argv[1])), who="rapport build"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held_by_another(shop: Shop) -> Iterator[None]:
    command = [sys.executable, "-c", HOLD, str(shop.company.folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield
        process.kill()


@pytest.mark.usefixtures("held_by_another")
def test_a_run_that_cannot_have_the_lock_fails_and_says_who_has_it(shop: Shop) -> None:
    job = shop.definitions().resolve_job_def("load")
    wait = {"resources": {"workbench": {"config": {"wait_seconds": 0.2}}}}
    result = job.execute_in_process(instance=shop.instance, raise_on_error=False, run_config=wait)
    assert not result.success
    (failure,) = [event for event in result.all_events if event.event_type == dg.DagsterEventType.RUN_FAILURE]
    error = failure.job_failure_data.error
    assert error is not None
    assert "rapport build, process" in error.to_string()


def test_a_run_in_a_process_that_has_the_lock_enters(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a")
    with writer_lock(shop.company, who="rapport build"):
        assert metadata_of(shop.run())
