"""dbt as a child process: what it says is heard line by line, and it is never left running."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from dagster_project.defs.transform import dbt_process
from dagster_project.defs.transform.dbt_command import dbt_command, dbt_process_environment
from dagster_project.defs.transform.dbt_process import DbtProcess
from tests.unit.dagster_project.conftest import Shop
from tests.unit.dagster_project.test_leash import ends_within, lives

# A dbt that says what it is given, line by line, and then ends with a code or waits.
FAKE = """
import os, pathlib, sys, time
pathlib.Path("dbt.pid").write_text(str(os.getpid()))
for line in sys.argv[1].splitlines():
    print(line, flush=True)
time.sleep(float(sys.argv[3]))
sys.exit(int(sys.argv[2]))
"""


def event(message: str, level: str = "info") -> str:
    return json.dumps({"info": {"level": level, "name": "Note", "msg": message}, "data": {}})


@pytest.fixture
def fake_dbt(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    monkeypatch.setattr(dbt_process, "dbt_command", lambda *arguments: [sys.executable, "-c", FAKE, *arguments])
    monkeypatch.setattr(dbt_process, "project_folder", lambda company: company.folder)
    return shop


def test_its_events_come_as_they_are_said_and_its_exit_code_at_the_end(fake_dbt: Shop) -> None:
    dbt = DbtProcess(fake_dbt.company, f"{event('one')}\n{event('two')}", "0", "0")
    assert [raw["info"]["msg"] for raw in dbt.events()] == ["one", "two"]
    assert dbt.exit_code == 0
    assert dbt.errors == []


def test_errors_are_kept_and_what_is_no_event_is_one(fake_dbt: Shop) -> None:
    said = f"{event('no such column', 'error')}\nTraceback (most recent call last):"
    dbt = DbtProcess(fake_dbt.company, said, "2", "0")
    assert len(list(dbt.events())) == 2
    assert dbt.exit_code == 2
    assert dbt.errors == ["no such column", "Traceback (most recent call last):"]


def test_leaving_before_the_end_ends_it(fake_dbt: Shop) -> None:
    events = DbtProcess(fake_dbt.company, event("one"), "0", "60").events()
    next(events)
    process_id = int((fake_dbt.company.folder / "dbt.pid").read_text())
    assert lives(process_id)
    began = time.monotonic()
    events.close()
    assert ends_within(process_id, 1)
    assert time.monotonic() - began < 9, "it was asked, not killed"


def test_nothing_leaves_the_machine_and_no_log_keeps_values(shop: Shop) -> None:
    environment = dbt_process_environment(shop.company)
    assert environment["DBT_SEND_ANONYMOUS_USAGE_STATS"] == "false"
    assert environment["DBT_LOG_LEVEL_FILE"] == "none"


def test_it_runs_under_this_python_on_a_leash() -> None:
    program, safe_path, leash, *_ = dbt_command("build")
    assert program == sys.executable
    assert safe_path == "-P"
    assert Path(leash).name == "leash.py"
