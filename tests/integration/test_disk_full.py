"""A disk that is full, in each phase of a build: said in plain words, the current version stays whole, and once there
is room the next build succeeds and ends as if nothing had been.

The disk is a small one of its own (tmpfs); it is filled at the moment in which the phase begins.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.build_progress import TITLES
from dagster_project.progress import Phase
from tests.conftest import copy_company, require_public_data
from tests.integration.conftest import BuiltCompany
from tests.integration.content import differences

FIRST_DAYS = ["2010-12-01"]
PHASES: list[Phase] = ["load", "prepare", "transform", "verify", "publish"]
MORE_DAYS = ["2010-12-02", "2010-12-03", "2010-12-05", "2010-12-06", "2010-12-07"]
SIZE = "512m"
Maker = Callable[[], BuiltCompany]


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("small_disk")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("2026-11-26: a small disk can be mounted by root alone")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture(scope="module")
def company(disk: Path) -> BuiltCompany:
    require_public_data()
    company = BuiltCompany(copy_company("online_retail", disk / "online_retail"))
    company.deliver(FIRST_DAYS)
    company.build()
    return company


@pytest.mark.parametrize("phase", PHASES)
def test_a_full_disk_is_said_and_harms_nothing(company: BuiltCompany, disk: Path, phase: Phase) -> None:
    before = company.published_path()
    company.deliver([MORE_DAYS[PHASES.index(phase)]])
    done = built_on_a_disk_full_from(company, disk, phase)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert company.published_path() == before
    assert company.ask("select count(*) > 0 from core.fct_order_line") == [(True,)]


def test_with_room_again_the_next_build_equals_one_that_had_it_all_along(
    company: BuiltCompany, make_company: Maker
) -> None:
    company.build("--wait", "60")
    undisturbed = make_company()
    undisturbed.deliver([*FIRST_DAYS, *MORE_DAYS])
    undisturbed.build()
    assert differences(undisturbed.published_path(), company.published_path()) == {}


def built_on_a_disk_full_from(company: BuiltCompany, disk: Path, phase: Phase) -> subprocess.CompletedProcess[str]:
    """Builds on a disk that has no byte left from the moment on in which `phase` begins; then there is room again."""
    build = company.begin_build("--wait", "60")
    limit = threading.Timer(180, build.kill)
    limit.start()
    ballast = disk / "ballast"
    said: list[str] = []
    try:
        assert build.stdout
        assert build.stderr
        for line in build.stderr:
            said.append(line)
            if TITLES[phase] in line:
                fill(ballast)
        return subprocess.CompletedProcess(build.args, build.wait(), build.stdout.read(), "".join(said))
    finally:
        limit.cancel()
        build.kill()
        ballast.unlink(missing_ok=True)


def fill(ballast: Path) -> None:
    """Writes until there is no room left."""
    with ballast.open("wb") as file:
        for size in (1 << 20, 1 << 12):
            try:
                while True:
                    os.write(file.fileno(), b"\0" * size)
            except OSError:
                continue
