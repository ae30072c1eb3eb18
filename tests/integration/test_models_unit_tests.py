"""The unit tests that stand beside the models hold. Builds leave them out: they say nothing about a delivery."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from warehouse.company import Company, load_company
from warehouse.dbt_project import dbt_environment
from warehouse.versions import current_version

_COMMAND = ["-P", "-m", "dbt.cli.main", "--no-use-colors", "test", "--select"]


def with_unit_tests_of_their_own() -> list[str]:
    models = (ROOT / "data").glob("*/models/**/*.yml")
    return sorted({path.relative_to(ROOT).parts[1] for path in models if "\nunit_tests:" in path.read_text()})


@contextmanager
def standing_as_candidate(folder: Path) -> Iterator[Company]:
    """A built company with its version as the candidate: dbt takes the types of the inputs from what was built."""
    company = load_company(folder)
    version = current_version(company)
    assert version is not None
    company.candidate_folder.mkdir(parents=True)
    copy = Path(shutil.copy(version.warehouse_path, company.candidate_folder))
    copy.chmod(0o600)
    try:
        yield company
    finally:
        shutil.rmtree(company.candidate_folder)


def assert_unit_tests_hold(folder: Path, selected: str) -> None:
    with standing_as_candidate(folder) as company:
        environment = os.environ | dbt_environment(company)
        done = subprocess.run(
            [sys.executable, *_COMMAND, selected],
            cwd=environment["DBT_PROJECT_DIR"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " WARN=0 ERROR=0 SKIP=0 " in done.stdout


def test_unit_tests_of_the_models_that_ship_hold(built_online_retail: Path) -> None:
    assert_unit_tests_hold(built_online_retail, "test_type:unit,path:models")


@pytest.mark.parametrize("company", with_unit_tests_of_their_own())
def test_unit_tests_of_a_company_hold(build_company: Callable[[str], Path], company: str) -> None:
    assert_unit_tests_hold(build_company(company), "test_type:unit,path:company/models")
