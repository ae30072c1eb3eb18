"""An address planted in each damaged file is found nowhere but in landing, in the workshop and on the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT
from tests.damage.company import deliver, state, write_company, write_models
from tests.damage.generator import damaged_files
from tests.damage.outcome import Delivery, read_statements
from tests.damage.search import places_of
from tests.damage.streams import damaged_streams
from tests.damage.verdicts import differences
from warehouse.company import Company, load_company
from warehouse.versions import current_version

SEED = 7
PLANTED = "@people.example"


def one_of_each_kind() -> list[Delivery]:
    """One file of each kind in each dialect's family, and all files of short streams."""
    chosen: dict[tuple[str, str], Delivery] = {}
    for delivery in damaged_files(SEED, 1_000):
        family = Path(delivery.stated.file).parts[0].split("_")[0]
        chosen.setdefault((delivery.stated.kind, family), delivery)
    return [*chosen.values(), *damaged_streams(SEED, 60)]


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory, temporary: Path) -> Company:
    """Built twice through the command line, with late and corrected files the second time."""
    folder = tmp_path_factory.mktemp("planted") / "company"
    files = one_of_each_kind()
    write_company(folder)
    write_models(folder)
    state(folder, files)
    for wave in (1, 2):
        deliver(folder, files, wave)
        build(folder, temporary)
    return load_company(folder)


def build(folder: Path, temporary: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli", "build", "--company", str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), "HOME": str(temporary)},
        capture_output=True,
        text=True,
        timeout=600,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout[-4_000:] + done.stderr[-4_000:]
    assert "Published: version" in done.stdout


def test_the_command_line_gives_the_stated_outcomes_too(company: Company) -> None:
    with duckdb.connect(company.workshop_path, read_only=True) as con:
        assert differences(con, read_statements(company.folder / "stated_outcomes.jsonl")) == []


def test_rows_of_damaged_files_reach_the_star(company: Company) -> None:
    version = current_version(company)
    assert version is not None
    with duckdb.connect(version.warehouse_path, read_only=True) as con:
        ((products,),) = con.execute("select count(*) from core.dim_product where product_key > 0").fetchall()
        ((refused,),) = con.execute("select count(*) from about.delivery where status = 'refused'").fetchall()
    assert products > 30
    assert refused > 50


def test_planted_addresses_are_found_where_they_may_stand(company: Company) -> None:
    """So the search finds what there is to find, packed or not."""
    landing = company.systems[0].landing
    assert len(places_of(PLANTED, landing)) > 100
    assert places_of(PLANTED, company.workshop_path.parent) == [str(company.workshop_path)]


def test_planted_addresses_are_found_nowhere_else(company: Company, temporary: Path) -> None:
    may_stand = (company.systems[0].landing, company.workshop_path, company.folder / "stated_outcomes.jsonl")
    assert places_of(PLANTED, company.folder, *may_stand) == []
    assert places_of(PLANTED, temporary) == []
