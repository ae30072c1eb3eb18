"""Killed at any moment, a build leaves a whole current version, and the next one succeeds without help."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import duckdb
import pytest

from cli.build_progress import TITLES
from dagster_project.progress import Phase
from tests.integration.conftest import BuiltCompany
from tests.integration.content import differences

Maker = Callable[[], BuiltCompany]
FIRST_DAYS = ["2010-12-01", "2010-12-02", "2010-12-03"]
MORE_DAYS = ["2010-12-05", "2010-12-06", "2010-12-07", "2010-12-08", "2011-01-04"]

# The phase in which the build is killed, and how long after it began.
MOMENTS: list[tuple[str, Phase, float]] = [
    ("load", "load", 0.1),
    ("transform", "transform", 2.5),
    ("test", "verify", 0.0),
    ("publish", "publish", 0.0),
]


@pytest.fixture(scope="module")
def undisturbed(make_company: Maker) -> BuiltCompany:
    company = make_company()
    for days in (FIRST_DAYS, MORE_DAYS):
        company.deliver(days)
        company.build()
    return company


@pytest.fixture(scope="module")
def company(make_company: Maker) -> BuiltCompany:
    company = make_company()
    company.deliver(FIRST_DAYS)
    company.build()
    return company


@pytest.mark.parametrize(("what", "phase", "seconds"), MOMENTS, ids=[what for what, _, _ in MOMENTS])
def test_kill_9(company: BuiltCompany, what: str, phase: Phase, seconds: float) -> None:
    before = company.published_path()
    day = MORE_DAYS[[name for name, _, _ in MOMENTS].index(what)]
    company.deliver([day])
    killed_in(company, phase, seconds)
    assert_whole(company)
    company.build("--wait", "60")
    assert_whole(company)
    assert company.published_path() != before
    assert company.ask(f"select count(*) > 0 from core.fct_order_line where order_date = date '{day}'") == [(True,)]


def test_the_end_equals_an_undisturbed_build(company: BuiltCompany, undisturbed: BuiltCompany) -> None:
    company.deliver(MORE_DAYS)
    company.build()
    assert differences(undisturbed.published_path(), company.published_path()) == {}


def killed_in(company: BuiltCompany, phase: Phase, seconds: float) -> None:
    """Starts a build and kills it, and nobody else, with SIGKILL so many seconds after the phase has begun."""
    build = subprocess.Popen(
        company.command("build"),
        env=company.environment,
        cwd=company.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    limit = threading.Timer(120, build.kill)
    limit.start()
    try:
        assert any(TITLES[phase] in line for line in lines_of(build)), "the build ended before the phase began"
        time.sleep(seconds)
        build.send_signal(signal.SIGKILL)
        assert build.wait(30) == -signal.SIGKILL
    finally:
        limit.cancel()


def lines_of(build: subprocess.Popen[str]) -> Iterator[str]:
    assert build.stderr is not None
    yield from build.stderr


def assert_whole(company: BuiltCompany) -> None:
    """The current version opens, and its lines are those that its own ledger counts."""
    with duckdb.connect(company.published_path(), read_only=True) as connection:
        row = connection.execute("""
            select (select count(*) from core.fct_order_line), (select sum(rows_loaded) from about.delivery),
                   (select count(*) from about.check_result where status <> 'pass')""").fetchone()
    assert row is not None
    lines, delivered, not_passed = row
    assert lines == delivered > 0
    assert not_passed == 0
