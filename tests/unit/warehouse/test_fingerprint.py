"""The fingerprint changes with everything that decides what a build makes, and with nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tiny_company import make_company

from warehouse.company import Company
from warehouse.fingerprint import fingerprint

REPOSITORY_FILES = (
    "dbt/dbt_project.yml",
    "dbt/models/core/fct_order.sql",
    "dbt/models/core/fct_order.yml",
    "dbt/models/intermediate/identity.py",
    "dbt/seeds/country.csv",
    "dbt/docs/words.md",
    "ingest/load.py",
    "ingest/contracts/shop.yml",
    "requirements.lock",
)
COMPANY_FILES = ("company.yml", "contracts/shop.yml", "models/stg_shop__order.sql", "seeds/fee.csv")
FILES_THAT_DO_NOT_COUNT = (
    "repository/dbt/target/manifest.yml",
    "repository/dbt/logs/log.md",
    "repository/dbt/dbt_packages/x/models/y.sql",
    "repository/ingest/__pycache__/load.py",
    "repository/dbt/models/core/.fct_order.sql.swp",
    "repository/warehouse/reader.py",
    "company/landing/day.csv",
    "company/models/__pycache__/x.py",
    "company/warehouse/dbt/compiled.sql",
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name in REPOSITORY_FILES:
        write(tmp_path / "repository" / name, f"content of {name}")
    return tmp_path / "repository"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    company = make_company(tmp_path / "company")
    for name in COMPANY_FILES[1:]:
        write(company.folder / name, f"content of {name}")
    return company


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_it_is_a_sha_256_and_does_not_change_by_itself(company: Company, repository: Path) -> None:
    assert len(fingerprint(company, repository)) == 64
    assert fingerprint(company, repository) == fingerprint(company, repository)


def test_the_place_of_the_files_does_not_matter(company: Company, repository: Path, tmp_path: Path) -> None:
    before = fingerprint(company, repository)
    shutil.move(repository, tmp_path / "elsewhere" / "repository")
    shutil.move(company.folder, tmp_path / "elsewhere" / "other_name")
    moved = company.model_copy(update={"folder": tmp_path / "elsewhere" / "other_name"})
    assert fingerprint(moved, tmp_path / "elsewhere" / "repository") == before


@pytest.mark.parametrize(
    "name", [f"repository/{n}" for n in REPOSITORY_FILES] + [f"company/{n}" for n in COMPANY_FILES]
)
@pytest.mark.parametrize("change", ["content", "name", "removal"])
def test_a_change_of_any_file_changes_it(
    company: Company, repository: Path, tmp_path: Path, name: str, change: str
) -> None:
    before = fingerprint(company, repository)
    path = tmp_path / name
    if change == "content":
        path.write_text(path.read_text() + "\n")
    elif change == "name":
        path.rename(path.with_name(f"other_{path.name}"))
    else:
        path.unlink()
    assert fingerprint(company, repository) != before


def test_content_that_wanders_from_one_file_to_another_changes_it(company: Company, repository: Path) -> None:
    before = fingerprint(company, repository)
    one, other = repository / "dbt/models/core/fct_order.sql", repository / "ingest/load.py"
    text = one.read_text()
    one.write_text(other.read_text())
    other.write_text(text)
    assert fingerprint(company, repository) != before


@pytest.mark.parametrize("name", FILES_THAT_DO_NOT_COUNT)
def test_what_tools_make_and_what_only_asks_does_not_count(
    company: Company, repository: Path, tmp_path: Path, name: str
) -> None:
    before = fingerprint(company, repository)
    write(tmp_path / name, "made by a tool")
    assert fingerprint(company, repository) == before


def test_a_folder_named_like_a_tools_folder_further_up_does_not_matter(tmp_path: Path) -> None:
    company = make_company(tmp_path / "logs" / "company")
    before = fingerprint(company, tmp_path)
    write(company.folder / "models" / "stg_shop__order.sql", "select 1")
    assert fingerprint(company, tmp_path) != before


def test_this_repository_has_one(company: Company) -> None:
    assert len(fingerprint(company)) == 64
