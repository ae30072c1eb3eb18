"""A candidate begins as a copy of the current version, whatever a killed build has left behind."""

from __future__ import annotations

from pathlib import Path

import duckdb
from tiny_company import FACTS, fill, modes, number_in, publish_number

from warehouse.candidate import begin_candidate
from warehouse.company import Company
from warehouse.publishing import make_current, publish
from warehouse.versions import list_versions


def registry_number(company: Company) -> int:
    with duckdb.connect(company.registry_path, read_only=True) as con:
        row = con.execute("select n from key").fetchone()
    assert row is not None
    return int(row[0])


def test_the_first_candidate_is_empty_and_private(company: Company) -> None:
    candidate = begin_candidate(company)
    assert candidate.base is None
    assert candidate.folder == company.candidate_folder
    assert list(candidate.folder.iterdir()) == []
    assert modes(company.published_folder) == {("folder", 0o700)}
    assert not company.registry_path.exists()


def test_the_next_one_is_a_copy_of_the_current_version(company: Company) -> None:
    first = publish_number(company, 1)
    candidate = begin_candidate(company)
    assert candidate.base == first
    assert candidate.version > first.name
    assert candidate.warehouse_path.read_bytes() == first.warehouse_path.read_bytes()
    assert [path.name for path in candidate.folder.iterdir()] == ["warehouse.duckdb"]


def test_from_scratch_copies_nothing(company: Company) -> None:
    publish_number(company, 1)
    candidate = begin_candidate(company, from_scratch=True)
    assert candidate.base is None
    assert not candidate.warehouse_path.exists()


def test_a_killed_build_and_a_killed_removal_leave_nothing(company: Company) -> None:
    publish_number(company, 1)
    half_retired = company.published_folder / ".retired-20200101T000000Z"
    for folder in (company.candidate_folder / "warehouse.duckdb.tmp", half_retired):
        folder.mkdir(parents=True)
        (folder / "half").write_text("half")
    candidate = begin_candidate(company)
    assert [path.name for path in candidate.folder.iterdir()] == ["warehouse.duckdb"]
    assert not half_retired.exists()


def test_a_base_that_is_open_elsewhere_can_be_copied(company: Company) -> None:
    first = publish_number(company, 1)
    with duckdb.connect(first.warehouse_path, read_only=True):
        candidate = begin_candidate(company)
    fill(company, candidate, 2)
    assert number_in(publish(company, candidate, FACTS)) == 2
    assert number_in(first) == 1


def test_a_missing_registry_comes_back_with_private_mode(company: Company) -> None:
    publish_number(company, 7)
    company.registry_path.unlink()
    write_ahead_log = company.registry_path.with_name("registry.duckdb.wal")
    write_ahead_log.write_text("belongs to the lost file")
    begin_candidate(company)
    assert registry_number(company) == 7
    assert modes(company.registry_path) == {("file", 0o600)}
    assert not write_ahead_log.exists()


def test_a_registry_that_is_there_is_left_alone(company: Company) -> None:
    publish_number(company, 7)
    with duckdb.connect(company.registry_path) as con:
        con.execute("update key set n = 8")
    begin_candidate(company)
    assert registry_number(company) == 8


def test_the_registry_comes_from_the_newest_version_though_an_older_one_is_current(company: Company) -> None:
    first = publish_number(company, 1)
    publish_number(company, 2)
    make_current(company, first)
    company.registry_path.unlink()
    candidate = begin_candidate(company)
    assert registry_number(company) == 2
    assert candidate.base == first


def test_a_warehouse_folder_that_was_lost_comes_back(company: Company) -> None:
    publish_number(company, 3)
    company.registry_path.unlink()
    for path in company.warehouse_folder.iterdir():
        path.unlink()
    company.warehouse_folder.rmdir()
    begin_candidate(company)
    assert registry_number(company) == 3
    assert modes(company.warehouse_folder) == {("folder", 0o700), ("file", 0o600)}


def test_a_restore_that_was_killed_is_done_again(company: Company) -> None:
    publish_number(company, 4)
    company.registry_path.rename(company.registry_path.with_name("registry.duckdb.restored"))
    Path(company.registry_path.with_name("registry.duckdb.restored")).write_text("half")
    begin_candidate(company)
    assert registry_number(company) == 4


def test_beginning_again_and_again_changes_nothing_on_the_shelf(company: Company) -> None:
    publish_number(company, 1)
    before = list_versions(company)
    for _ in range(3):
        begin_candidate(company)
    assert list_versions(company) == before
