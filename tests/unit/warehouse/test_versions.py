"""Which versions there are, which is current, and what is said where one is not to be had."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError
from tiny_company import FACTS, publish_number

from warehouse.company import Company
from warehouse.versions import (
    NothingPublished,
    UnknownVersion,
    VersionError,
    VersionFacts,
    current_path,
    current_version,
    find_version,
    list_versions,
    next_version_name,
)


def put_on_shelf(company: Company, *names: str) -> None:
    for name in names:
        (company.published_folder / name).mkdir(parents=True)
        (company.published_folder / name / "version.json").write_text("{}")


def point_current_at(company: Company, text: str) -> None:
    current_path(company).write_text(text)


def test_nothing_is_published_at_first(company: Company) -> None:
    assert list_versions(company) == []
    assert current_version(company) is None
    with pytest.raises(NothingPublished, match=r"\./rapport build --company .*tiny"):
        find_version(company)


def test_versions_are_listed_newest_first_and_by_number_not_by_letter(company: Company) -> None:
    names = ["20250101T000000Z", "20250101T000000Z-2", "20250101T000000Z-10", "20241231T235959Z"]
    put_on_shelf(company, *names)
    assert [version.name for version in list_versions(company)] == [
        "20250101T000000Z-10",
        "20250101T000000Z-2",
        "20250101T000000Z",
        "20241231T235959Z",
    ]


def test_what_is_no_version_is_not_listed(company: Company) -> None:
    put_on_shelf(company, ".candidate", ".retired-20250101T000000Z", "notes", "20250101T000000Z-0")
    (company.published_folder / "20250102T000000Z").mkdir()
    (company.published_folder / "20250103T000000Z").write_text("a file")
    assert list_versions(company) == []


def test_the_current_version_is_the_one_named_not_the_newest(company: Company) -> None:
    put_on_shelf(company, "20250101T000000Z", "20250102T000000Z")
    point_current_at(company, "20250101T000000Z\n")
    current = current_version(company)
    assert current is not None
    assert current.name == "20250101T000000Z"
    assert find_version(company) == current


def test_a_current_that_names_nothing_is_told_with_the_newest_whole_version(company: Company) -> None:
    put_on_shelf(company, "20250101T000000Z", "20250102T000000Z")
    point_current_at(company, "20250103T000000Z\n")
    with pytest.raises(VersionError) as caught:
        current_version(company)
    assert str(caught.value).startswith(f"{current_path(company)}, line 1: names the version '20250103T000000Z'")
    assert "20250102T000000Z; write that name into the file" in str(caught.value)


@pytest.mark.parametrize("text", ["", "../elsewhere\n", ".candidate\n", "20250101T000000Z\nmore\n"])
def test_a_current_that_is_no_version_name_is_an_error(company: Company, text: str) -> None:
    put_on_shelf(company, ".candidate", "20250101T000000Z")
    point_current_at(company, text)
    with pytest.raises(VersionError):
        current_version(company)


def test_a_current_without_any_version_left_says_how_to_begin_again(company: Company) -> None:
    company.published_folder.mkdir()
    point_current_at(company, "20250103T000000Z\n")
    with pytest.raises(VersionError, match=r"remove the file and run \./rapport build"):
        current_version(company)


def test_a_version_retired_while_current_is_read_is_no_error(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    put_on_shelf(company, "20250102T000000Z")
    names = iter(["20250101T000000Z", "20250102T000000Z"])
    monkeypatch.setattr("warehouse.versions._current_name", lambda company: next(names))
    current = current_version(company)
    assert current is not None
    assert current.name == "20250102T000000Z"


def test_an_unknown_version_names_the_nearest(company: Company) -> None:
    put_on_shelf(company, "20250101T120000Z", "20240101T120000Z")
    with pytest.raises(UnknownVersion, match=r"no version '20250101T120001Z'.*are 20250101T120000Z, 2024"):
        find_version(company, "20250101T120001Z")
    assert find_version(company, "20240101T120000Z").name == "20240101T120000Z"


def test_an_unknown_version_of_an_empty_shelf_says_so(company: Company) -> None:
    with pytest.raises(UnknownVersion, match="None is published"):
        find_version(company, "../../etc")


def test_a_name_is_the_utc_second_and_later_than_all_others(company: Company) -> None:
    now = datetime(2025, 1, 2, 3, 4, 5, 999_999, tzinfo=UTC)
    assert next_version_name(company, now) == "20250102T030405Z"
    put_on_shelf(company, "20250102T030405Z")
    assert next_version_name(company, now) == "20250102T030405Z-2"
    put_on_shelf(company, "20250102T030405Z-2")
    assert next_version_name(company, now) == "20250102T030405Z-3"


def test_a_clock_set_back_makes_no_version_that_looks_old(company: Company) -> None:
    put_on_shelf(company, "20250102T030405Z")
    assert next_version_name(company, datetime(2024, 1, 1, tzinfo=UTC)) == "20250102T030405Z-2"


def test_a_folder_that_is_not_whole_still_takes_its_name(company: Company) -> None:
    (company.published_folder / "20250102T030405Z").mkdir(parents=True)
    assert next_version_name(company, datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)) == "20250102T030405Z-2"


def test_facts_come_back_as_they_were_published(company: Company) -> None:
    facts = publish_number(company, 1).facts()
    assert facts.model_dump(include=set(type(FACTS).model_fields)) == FACTS.model_dump()


def test_facts_that_cannot_be_read_name_the_file(company: Company) -> None:
    put_on_shelf(company, "20250101T000000Z")
    version = list_versions(company)[0]
    with pytest.raises(VersionError, match=r"version\.json cannot be read"):
        version.facts()


def test_facts_of_a_later_rapport_can_be_read(company: Company) -> None:
    facts = publish_number(company, 1).facts()
    later = facts.model_dump_json().replace("{", '{"something_new": 1, ', 1)
    assert VersionFacts.model_validate_json(later) == facts


def test_a_time_without_its_zone_is_no_fact() -> None:
    with pytest.raises(ValidationError):
        type(FACTS).model_validate(FACTS.model_dump() | {"built_at": datetime(2025, 1, 1)})
