"""A measured process tells its memory with that of its children, and a failed one is no measurement."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.figures import Figure, table
from benchmarks.processes import ProcessFailed, run_module
from benchmarks.retailer import phases_of

MEGABYTES = 150
HOLDS = f"import time; held = b'x' * {MEGABYTES << 20}; time.sleep(1)"


def test_memory_of_a_child_is_counted(tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {HOLDS!r}])\n")
    run = run_module("parent", environment={"PYTHONPATH": str(tmp_path)})
    assert MEGABYTES << 20 < run.peak_bytes < 2 * MEGABYTES << 20


def test_a_process_that_fails_is_no_measurement(tmp_path: Path) -> None:
    (tmp_path / "failing.py").write_text("raise SystemExit('the disk is full')\n")
    with pytest.raises(ProcessFailed, match="failing ended with exit code 1:\nthe disk is full"):
        run_module("failing", environment={"PYTHONPATH": str(tmp_path)})


def test_phases_come_from_the_report_of_the_build() -> None:
    report = "Checks: 106 passed, 0 failed\nPublished: version 1 of Shop (look 0.0 s, load 1,014.7 s, publish 0.1 s)\n"
    assert phases_of(report) == {"look": 0.0, "load": 1014.7, "publish": 0.1}
    with pytest.raises(ValueError, match="published nothing"):
        phases_of("Nothing new: version 1 of Shop stays\n")


def test_an_aim_is_held_against_the_ratio_or_where_nothing_is_bare_against_ours() -> None:
    printed = table(
        [Figure("load", 3.0, "s", 2.0, 1.3), Figure("build", 2.6, "s", 2.0, 1.3), Figure("memory", 5, "GiB", aim=4)]
    )
    _, load, build, memory = printed.splitlines()
    assert load.endswith("1.3 missed")
    assert build.endswith("1.3")
    assert memory.endswith("4 missed")
