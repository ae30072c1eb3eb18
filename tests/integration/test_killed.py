"""Killed at any moment, a build leaves a whole current version, and the next one succeeds without help.

The builds of a round are killed one after the other, each a step further on its way: that a build reaches the next step
shows that the one killed before it left nothing in its way. At the end of the rounds one build is left alone, and what
it publishes equals what was never disturbed. RAPPORT_KILLS says how many are killed (8 where nobody says; 25 are five
of each kind).
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice

import duckdb
import pytest

from cli.build_progress import TITLES
from dagster_project.progress import Phase
from tests.integration.conftest import BuiltCompany
from tests.integration.content import differences

Maker = Callable[[], BuiltCompany]
KILLS = int(os.environ.get("RAPPORT_KILLS", "8"))
FIRST_DAYS = ["2010-12-01", "2010-12-02", "2010-12-03"]
SECONDS_TO_END = 120


@dataclass(frozen=True)
class Moment:
    """When a build is killed: once `phase` has begun, `happened` is true of the company, and `seconds` have passed."""

    what: str
    phase: Phase
    seconds: float = 0.0
    happened: Callable[[BuiltCompany], bool] = lambda _: True


def a_check_is_written(company: BuiltCompany) -> bool:
    """dbt has got as far as its first checks: it writes their compiled text as it runs them."""
    return any((company.folder / "warehouse" / "dbt" / "run").rglob("assert_*.sql"))


def the_candidate_is_described(company: BuiltCompany) -> bool:
    return (company.folder / "published" / ".candidate" / "version.json").exists()


def a_version_leaves(company: BuiltCompany) -> bool:
    return any((company.folder / "published").glob(".retired-*"))


def another_is_current(company: BuiltCompany) -> bool:
    return current(company) != current_at_start[company.folder]


# Each round goes on from the next moment of each kind.
MOMENTS: dict[str, list[Moment]] = {
    "load": [Moment("load", "load", seconds) for seconds in (0.1, 0.0, 0.02, 0.05, 0.2)],
    "transform": [Moment("transform", "transform", seconds) for seconds in (2.5, 0.0, 1.0, 4.0, 6.0)],
    "test": [Moment("test", "transform", seconds, a_check_is_written) for seconds in (0.0, 0.2, 0.5, 1.0, 2.0)],
    "publish": [
        Moment("publish", "publish"),
        Moment("publish", "publish", happened=the_candidate_is_described),
        Moment("publish", "verify"),
        Moment("publish", "publish", 0.02),
        Moment("publish", "publish", happened=another_is_current),
    ],
    "retention": [
        Moment("retention", "publish", happened=a_version_leaves),
        Moment("retention", "publish", happened=another_is_current),
        Moment("retention", "publish", 0.001, a_version_leaves),
        Moment("retention", "publish", 0.001, another_is_current),
        Moment("retention", "publish", 0.002, a_version_leaves),
    ],
}
current_at_start: dict[object, str] = {}


def kills() -> list[Moment]:
    rounds = [moments[number] for number in range(5) for moments in MOMENTS.values()]
    return list(islice(cycle(rounds), KILLS))


@pytest.fixture(scope="module")
def days(all_days: list[str]) -> list[str]:
    """A day for each kill, after the first ones."""
    return all_days[len(FIRST_DAYS) : len(FIRST_DAYS) + KILLS]


@pytest.fixture(scope="module")
def undisturbed(make_company: Maker, days: list[str]) -> BuiltCompany:
    company = make_company()
    company.deliver([*FIRST_DAYS, *days])
    company.build()
    return company


@pytest.fixture(scope="module")
def company(make_company: Maker) -> BuiltCompany:
    """Keeps one version, so that each that is published makes another leave."""
    company = make_company()
    settings = company.folder / "company.yml"
    text = settings.read_text(encoding="utf-8")
    assert "retention: {versions: " in text
    settings.write_text(text.replace("retention: {versions: 5}", "retention: {versions: 1}"), encoding="utf-8")
    company.deliver(FIRST_DAYS)
    company.build()
    return company


@pytest.mark.parametrize("number", range(KILLS))
def test_kill_9(company: BuiltCompany, days: list[str], number: int) -> None:
    moment = kills()[number]
    company.deliver(days[number : number + 1])
    killed_at(company, moment)
    assert_whole(company)


def test_the_next_build_succeeds_and_equals_one_that_nobody_disturbed(
    company: BuiltCompany, undisturbed: BuiltCompany
) -> None:
    company.build("--wait", "60")
    assert_whole(company)
    assert differences(undisturbed.published_path(), company.published_path()) == {}
    left = {path.name for path in (company.folder / "published").iterdir()}
    assert left == {"current", current(company)}


def killed_at(company: BuiltCompany, moment: Moment) -> None:
    """Starts a build and kills it, and nobody else, with SIGKILL."""
    forget_the_last_one(company)
    build = company.begin_build("--wait", "60")
    limit = threading.Timer(SECONDS_TO_END, build.kill)
    limit.start()
    try:
        assert any(TITLES[moment.phase] in line for line in lines_of(build)), "it ended before the phase began"
        while not moment.happened(company) and build.poll() is None:
            pass
        time.sleep(moment.seconds)
        build.send_signal(signal.SIGKILL)
        assert build.wait(30) in (-signal.SIGKILL, 0)
    finally:
        limit.cancel()


def forget_the_last_one(company: BuiltCompany) -> None:
    """What the moments look for must be of this build."""
    current_at_start[company.folder] = current(company)
    for path in (company.folder / "warehouse" / "dbt" / "run").rglob("assert_*.sql"):
        path.unlink()


def current(company: BuiltCompany) -> str:
    return (company.folder / "published" / "current").read_text(encoding="utf-8").strip()


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
