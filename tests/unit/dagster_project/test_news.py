"""A build is due when something is not published, and only then."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from dagster_project import news
from dagster_project.news import look, outside_signature
from dagster_project.running import run_build
from ingest.workshop import forget_workshop
from tests.conftest import ROOT
from tests.unit.dagster_project.conftest import Shop
from tests.unit.dagster_project.published import AS_OF, fingerprint_of_the_company_alone, publish_what_is_loaded
from warehouse.lock import Busy, writer_lock


@pytest.fixture
def built(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """The shop with two deliveries, loaded and published."""
    monkeypatch.setattr(news, "fingerprint", fingerprint_of_the_company_alone)
    shop.deliver("till", "2025-01-01", "1,a")
    shop.deliver("till", "2025-01-02", "2,b")
    shop.load()
    publish_what_is_loaded(shop.company)
    return shop


def test_before_the_first_version_a_build_is_due(shop: Shop) -> None:
    assert look(shop.company) == "nothing has been published yet"


def test_what_is_all_published_is_not_built_again(built: Shop) -> None:
    assert look(built.company) is None


def test_a_new_delivery_is_named(built: Shop) -> None:
    built.deliver("desk", "2025-01-03", "1,a")
    assert look(built.company) == "1 new delivery: 2025-01-03.csv"


def test_several_new_deliveries_are_counted(built: Shop) -> None:
    built.deliver("desk", "2025-01-03", "1,a")
    built.deliver("till", "2025-01-04", "2,a")
    assert str(look(built.company)).startswith("2 new deliveries, the first of them ")


def test_a_file_that_changed_is_news(built: Shop) -> None:
    built.deliver("till", "2025-01-02", "2,c")
    assert "2025-01-02.csv" in str(look(built.company))


def test_what_was_loaded_by_a_build_that_was_killed_is_news(built: Shop) -> None:
    built.deliver("till", "2025-01-03", "1,a")
    built.load()
    assert look(built.company) == "deliveries were loaded and not published"


def test_a_contract_that_changed_is_news(built: Shop) -> None:
    path = built.company.contracts_folder / "till.yml"
    path.write_text(path.read_text() + "# a word more\n")
    assert "changed" in str(look(built.company))


def test_a_workshop_that_is_gone_is_news(built: Shop) -> None:
    forget_workshop(built.company)
    assert "workshop" in str(look(built.company))


def test_a_day_that_is_asked_for_is_news_only_where_it_is_another_one(built: Shop) -> None:
    assert look(built.company, AS_OF) is None
    assert "2024-12-31" in str(look(built.company, dt.date(2024, 12, 31)))


def test_the_signature_changes_with_files_contracts_and_version(built: Shop) -> None:
    seen = {outside_signature(built.company)}
    assert outside_signature(built.company) in seen
    built.deliver("till", "2025-01-03", "1,a")
    seen.add(outside_signature(built.company))
    path = built.company.contracts_folder / "till.yml"
    path.write_text(path.read_text() + "# a word more\n")
    seen.add(outside_signature(built.company))
    publish_what_is_loaded(built.company)
    seen.add(outside_signature(built.company))
    assert len(seen) == 4


def test_a_build_with_nothing_new_says_so_and_names_the_version(built: Shop) -> None:
    outcome = run_build(built.company)
    assert outcome.status == "nothing new"
    assert outcome.version is not None
    assert outcome.deliveries == ()
    assert set(outcome.seconds) == {"look"}


def test_looking_does_not_import_dagster() -> None:
    """Importing it takes longer than the whole look."""
    program = "import sys; import dagster_project.running; print('dagster' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_build_beside_another_writer_is_refused(built: Shop) -> None:
    program = (
        "import sys; from pathlib import Path; from warehouse.company import load_company;"
        "from dagster_project.running import run_build; run_build(load_company(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", program, str(built.company.folder)]
    with writer_lock(built.company, who="this test"):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert Busy.__name__ in done.stderr
    assert "this test" in done.stderr
