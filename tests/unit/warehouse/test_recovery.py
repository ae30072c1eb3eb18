"""A writer first mends what the last one left; above all the registry, which landing cannot give back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from tiny_company import make_company, modes, number_in, publish_number

from warehouse.company import Company
from warehouse.durable_files import write_ahead_log
from warehouse.publishing import make_current
from warehouse.recovery import recover
from warehouse.versions import VersionError, current_version, list_versions

KEEP_OPEN = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def registry_number(company: Company) -> int:
    with duckdb.connect(company.registry_path, read_only=True) as con:
        row = con.execute("select n from key order by n").fetchone()
    assert row is not None
    return int(row[0])


def restored(company: Company) -> Path:
    return company.registry_path.with_name("registry.duckdb.restored")


def test_a_company_that_has_nothing_has_nothing_to_mend(company: Company) -> None:
    recover(company)
    assert {path.name for path in company.folder.iterdir()} == {"company.yml"}


def test_what_a_killed_build_and_a_killed_removal_left_is_gone(company: Company) -> None:
    publish_number(company, 1)
    half_retired = company.published_folder / ".retired-20200101T000000Z"
    for folder in (company.candidate_folder / "warehouse.duckdb.tmp", half_retired):
        folder.mkdir(parents=True)
        (folder / "half").write_text("half")
    recover(company)
    assert not company.candidate_folder.exists()
    assert not half_retired.exists()


def test_a_retention_that_was_lowered_holds_at_once(company: Company) -> None:
    """What a full disk needs: the versions leave before anything is built."""
    versions = [publish_number(company, number) for number in range(3)]
    recover(make_company(company.folder, kept=1))
    assert list_versions(company) == versions[2:]
    assert current_version(company) == versions[2]


def test_a_missing_registry_comes_back_with_private_mode(company: Company) -> None:
    publish_number(company, 7)
    company.registry_path.unlink()
    write_ahead_log(company.registry_path).write_text("belongs to the lost file")
    recover(company)
    assert registry_number(company) == 7
    assert modes(company.registry_path) == {("file", 0o600)}
    assert not write_ahead_log(company.registry_path).exists()


def test_a_registry_that_knows_more_is_left_alone(company: Company) -> None:
    publish_number(company, 7)
    with duckdb.connect(company.registry_path) as con:
        con.execute("insert into key values (1)")
    recover(company)
    assert registry_number(company) == 1


def test_a_decision_noted_since_the_newest_version_stays(company: Company) -> None:
    """The registry as builds make it: its schema has the name of its file."""
    company.warehouse_folder.mkdir()
    with duckdb.connect(company.registry_path) as con:
        con.execute(
            "create schema registry; create table registry.registry.int_keys__customer as select 1 as customer_key"
        )
    publish_number(company, 7)
    with duckdb.connect(company.registry_path) as con:
        con.execute("create schema decision; create table decision.delivery as select 'withdrawn' as decision")
    recover(company)
    with duckdb.connect(company.registry_path, read_only=True) as con:
        assert con.execute("from decision.delivery").fetchall() == [("withdrawn",)]


def test_a_registry_from_an_older_backup_is_replaced(company: Company, tmp_path: Path) -> None:
    publish_number(company, 1)
    backup = shutil.copy(company.registry_path, tmp_path / "backup")
    with duckdb.connect(company.registry_path) as con:
        con.execute("create table other_key as select 5 as n")
    publish_number(company, 2)
    shutil.copy(backup, company.registry_path)
    recover(company)
    assert registry_number(company) == 2


@pytest.mark.parametrize("content", [b"", b"no database" * 1000])
def test_a_registry_that_is_no_database_is_replaced(company: Company, content: bytes) -> None:
    publish_number(company, 7)
    company.registry_path.write_bytes(content)
    recover(company)
    assert registry_number(company) == 7


def test_it_comes_from_the_newest_version_though_an_older_one_is_current(company: Company) -> None:
    first = publish_number(company, 1)
    publish_number(company, 2)
    make_current(company, first)
    company.registry_path.unlink()
    recover(company)
    assert registry_number(company) == 2
    assert current_version(company) == first


def test_a_warehouse_folder_that_was_lost_comes_back(company: Company) -> None:
    publish_number(company, 3)
    shutil.rmtree(company.warehouse_folder)
    recover(company)
    assert registry_number(company) == 3
    assert modes(company.warehouse_folder) == {("folder", 0o700), ("file", 0o600)}


def test_a_restore_that_was_killed_is_done_again(company: Company) -> None:
    publish_number(company, 4)
    company.registry_path.rename(restored(company))
    restored(company).write_text("half")
    recover(company)
    assert registry_number(company) == 4
    assert not restored(company).exists()


def test_a_damaged_copy_is_not_taken_for_the_registry(company: Company) -> None:
    """Keys would be given anew in silence; where the registry beside the workshop is whole, nobody needs the copy."""
    version = publish_number(company, 4)
    version.registry_path.write_bytes(b"damaged")
    recover(company)
    assert registry_number(company) == 4
    company.registry_path.unlink()
    with pytest.raises(VersionError, match=r"registry\.duckdb is not as it was published.*from a backup"):
        recover(company)
    assert not company.registry_path.exists()


def test_a_registry_that_somebody_has_open_is_neither_replaced_nor_used(company: Company) -> None:
    publish_number(company, 4)
    with subprocess.Popen(
        [sys.executable, "-c", KEEP_OPEN, company.registry_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(VersionError, match="open in another process"):
            recover(company)
        holder.kill()
    recover(company)
    assert registry_number(company) == 4


def test_recovering_again_and_again_changes_nothing(company: Company) -> None:
    publish_number(company, 1)
    before = {path: path.stat().st_mtime_ns for path in company.folder.rglob("*")}
    for _ in range(3):
        recover(company)
    assert {path: path.stat().st_mtime_ns for path in company.folder.rglob("*")} == before
    assert number_in(list_versions(company)[0]) == 1
