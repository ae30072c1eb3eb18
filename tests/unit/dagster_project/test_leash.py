"""A program on the leash ends when its parent is killed, and so does what it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from dagster_project import leash

# Starts itself on the leash; what is on the leash starts a child of its own and says both ids.
PARENT = """
import os, subprocess, sys, time
command = [sys.executable, "-P", sys.argv[1], str(os.getpid()), "leashed_program:main"]
subprocess.Popen(command, start_new_session=sys.argv[2] == "group")
time.sleep(60)
"""
PROGRAM = """
import os, subprocess, sys, time
def main():
    grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    print(os.getpid(), grandchild.pid, flush=True)
    time.sleep(60)
"""


def lives(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process_id}/stat")
    return not (stat.is_file() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


def ends_within(process_id: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while lives(process_id) and time.monotonic() < until:
        time.sleep(0.05)
    return not lives(process_id)


def leashed(folder: Path, kind: str) -> tuple[subprocess.Popen[str], int, int]:
    (folder / "leashed_program.py").write_text(PROGRAM)
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, leash.__file__, kind],
        env=os.environ | {"PYTHONPATH": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    program, grandchild = map(int, parent.stdout.readline().split())
    return parent, program, grandchild


def test_a_program_ends_with_its_killed_parent(tmp_path: Path) -> None:
    parent, program, grandchild = leashed(tmp_path, "alone")
    parent.kill()
    parent.wait()
    assert ends_within(program, 5)
    os.kill(grandchild, signal.SIGKILL)  # it leads no group, so its children are its own affair


def test_a_program_that_leads_a_group_takes_the_group_along(tmp_path: Path) -> None:
    parent, program, grandchild = leashed(tmp_path, "group")
    parent.kill()
    parent.wait()
    assert ends_within(program, 5)
    assert ends_within(grandchild, 5)


def test_a_program_whose_parent_lives_goes_on(tmp_path: Path) -> None:
    parent, program, grandchild = leashed(tmp_path, "group")
    time.sleep(1)
    assert lives(program)
    assert lives(grandchild)
    parent.kill()
    parent.wait()
    assert ends_within(program, 5)
