"""Two builds at once: the second is told who writes, or waits and takes what the first one did not.

Belongs here: builds from the shell. Does not belong here: one from the Dagster UI beside them (tests/browser).
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from cli.build_progress import TITLES
from tests.integration.conftest import BUILD_TIMEOUT_SECONDS, BuiltCompany
from tests.integration.content import differences

Maker = Callable[[], BuiltCompany]
FIRST, SECOND, THIRD = "2010-12-01", "2010-12-02", "2010-12-03"


@pytest.fixture(scope="module")
def company(make_company: Maker) -> BuiltCompany:
    company = make_company()
    company.deliver([FIRST])
    company.build()
    return company


@contextmanager
def a_build_under_way(company: BuiltCompany) -> Iterator[subprocess.Popen[str]]:
    """Begins once its models are being built. At the end the build has ended well."""
    build = company.begin_build()
    try:
        assert build.stderr
        assert any(TITLES["transform"] in line for line in build.stderr), "it ended before its models were built"
        yield build
        rest = build.stderr.read()
        assert build.wait(BUILD_TIMEOUT_SECONDS) == 0, rest
    finally:
        build.kill()


def test_a_second_build_says_who_writes_and_harms_nothing(company: BuiltCompany) -> None:
    company.deliver([SECOND])
    with a_build_under_way(company) as first:
        second = company.run("build")
    assert second.returncode == 1
    assert f"is being written: rapport build, process {first.pid}, since 20" in second.stderr
    assert "--wait SECONDS" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_second_build_that_waits_takes_what_came_meanwhile(company: BuiltCompany, make_company: Maker) -> None:
    company.build()
    company.deliver([THIRD])
    with a_build_under_way(company):
        company.deliver(["2010-12-05"])
        assert "Published: version" in company.build("--wait", "300")
    undisturbed = make_company()
    undisturbed.deliver([FIRST, SECOND, THIRD, "2010-12-05"])
    undisturbed.build()
    assert differences(undisturbed.published_path(), company.published_path()) == {}
