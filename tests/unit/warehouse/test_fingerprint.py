"""The fingerprint changes with everything that decides what a build makes, and with nothing else."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
from tiny_company import make_company

from warehouse.company import Company, Retention, load_company
from warehouse.fingerprint import REPOSITORY, WRITERS, fingerprint

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
    "warehouse/about.py",
    "warehouse/completion.py",
)
COMPANY_FILES = ("contracts/shop.yml", "models/stg_shop__order.sql", "seeds/fee.csv")
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
    for name in COMPANY_FILES:
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


@pytest.mark.parametrize(
    ("setting", "value", "counts"),
    [
        ("currency", "EUR", True),
        ("time_zone", "Europe/Paris", True),
        ("week_start", "sunday", True),
        ("fiscal_year_start_month", 4, True),
        ("systems", (), True),
        ("retention", Retention(versions=1), False),
        ("on_failure", ("mail",), False),
    ],
)
def test_of_the_settings_those_count_that_decide_a_figure(
    company: Company, repository: Path, setting: str, value: object, counts: bool
) -> None:
    changed = company.model_copy(update={setting: value})
    assert (fingerprint(changed, repository) != fingerprint(company, repository)) == counts


def test_a_word_in_a_comment_of_company_yml_does_not_count(company: Company, repository: Path) -> None:
    before = fingerprint(company, repository)
    company.settings_path.write_text(company.settings_path.read_text() + "# a word more\n")
    assert fingerprint(load_company(company.folder), repository) == before


def test_an_environment_variable_counts_where_a_contract_names_it(
    company: Company, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(company.contracts_folder / "shop.yml", "time_zone: ${SHOP_ZONE:-UTC}")
    seen = {fingerprint(company, repository)}
    for zone in ("Europe/London", "Europe/Paris"):
        monkeypatch.setenv("SHOP_ZONE", zone)
        seen.add(fingerprint(company, repository))
    monkeypatch.setenv("SHOP_ZONE", "UTC")
    assert fingerprint(company, repository) in seen
    assert len(seen) == 3


# Read by those that write a version, and nothing of them stands in it.
WRITES_NOTHING = {
    "candidate", "company", "durable_files", "finding", "fingerprint", "hold", "lock", "model_files", "periods",
    "question", "retention", "settings_file", "shelf", "shipped", "versions",
}  # fmt: skip


def imported_from_warehouse(module: str) -> set[str]:
    """The modules of warehouse/ that `module` imports, and those that these import."""
    found, waiting = set(), [module]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        tree = ast.parse((REPOSITORY / "warehouse" / f"{name}.py").read_text())
        froms = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        waiting += [source.removeprefix("warehouse.") for source in froms if source.startswith("warehouse.")]
    return found


def test_each_module_that_a_version_comes_from_either_counts_or_is_known_to_write_nothing() -> None:
    reached = set().union(*(imported_from_warehouse(name) for name in ("completion", "publishing", "dbt_project")))
    assert reached == {*WRITERS, *WRITES_NOTHING} & reached
    assert set(WRITERS) <= reached


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
