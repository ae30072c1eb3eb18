"""A candidate begins as a copy of the current version, provided that this is still what was published."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest
from tiny_company import FACTS, fill, modes, number_in, publish_number

from warehouse.candidate import begin_candidate
from warehouse.company import Company
from warehouse.publishing import publish
from warehouse.versions import Version, current_version, list_versions


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


def test_what_a_build_that_was_killed_left_is_no_part_of_it(company: Company) -> None:
    publish_number(company, 1)
    (company.candidate_folder / "warehouse.duckdb.tmp").mkdir(parents=True)
    candidate = begin_candidate(company)
    assert [path.name for path in candidate.folder.iterdir()] == ["warehouse.duckdb"]


def test_a_base_that_is_open_elsewhere_can_be_copied(company: Company) -> None:
    first = publish_number(company, 1)
    with duckdb.connect(first.warehouse_path, read_only=True):
        candidate = begin_candidate(company)
    fill(company, candidate, 2)
    assert number_in(publish(company, candidate, FACTS)) == 2
    assert number_in(first) == 1


def flip_a_bit(version: Version) -> None:
    content = bytearray(version.warehouse_path.read_bytes())
    content[len(content) // 2] ^= 1
    version.warehouse_path.write_bytes(content)


def remove_the_file(version: Version) -> None:
    version.warehouse_path.unlink()


def spoil_the_facts(version: Version) -> None:
    version.facts_path.write_text("{")


@pytest.mark.parametrize("damage", [flip_a_bit, remove_the_file, spoil_the_facts])
def test_a_version_that_is_not_as_it_was_published_is_no_base(
    company: Company, damage: Callable[[Version], None]
) -> None:
    damaged = publish_number(company, 1)
    damage(damaged)
    candidate = begin_candidate(company)
    assert candidate.base is None
    assert candidate.has_no_base_because == f"version {damaged.name} is not as it was published"
    assert list(candidate.folder.iterdir()) == []
    fill(company, candidate, 2)
    assert publish(company, candidate, FACTS) == current_version(company)


def test_beginning_again_and_again_changes_nothing_on_the_shelf(company: Company) -> None:
    publish_number(company, 1)
    before = list_versions(company)
    for _ in range(3):
        begin_candidate(company)
    assert list_versions(company) == before
