"""A rollback holds through builds, retention and kills until it is released."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.unit.warehouse.tiny_company import make_company, number_in, publish_number
from warehouse import hold
from warehouse.candidate import begin_candidate
from warehouse.company import Company
from warehouse.hold import NotHeld, held_version, release, roll_back
from warehouse.recovery import recover
from warehouse.versions import UnknownVersion, VersionError, current_version, list_versions


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return make_company(tmp_path / "company")


def current_number(company: Company) -> int:
    version = current_version(company)
    assert version is not None
    return number_in(version)


def test_builds_under_a_hold_are_kept_and_the_newest_is_current_once_released(company: Company) -> None:
    first, _ = publish_number(company, 1), publish_number(company, 2)
    roll_back(company, first.name)
    assert (current_number(company), held_version(company)) == (1, first)
    publish_number(company, 3)
    fourth = publish_number(company, 4)
    assert current_number(company) == 1
    assert release(company) == fourth
    assert (current_number(company), held_version(company)) == (4, None)


def test_a_build_under_a_hold_starts_from_the_newest_version(company: Company) -> None:
    first, second = publish_number(company, 1), publish_number(company, 2)
    roll_back(company, first.name)
    assert begin_candidate(company).base == second


def test_retention_keeps_the_held_version_and_the_newest(company: Company) -> None:
    first = publish_number(company, 1)
    roll_back(company, first.name)
    versions = [publish_number(company, number) for number in range(2, 8)]
    assert list_versions(company) == [*reversed(versions[-3:]), first]


def test_a_rollback_killed_half_way_is_carried_out_by_the_next_build(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = publish_number(company, 1), publish_number(company, 2)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(hold, "make_current", dies)
        with pytest.raises(KeyboardInterrupt):
            roll_back(company, first.name)
    assert current_number(company) == 2
    recover(company)
    assert current_number(company) == 1


def test_a_hold_on_a_version_that_is_gone_says_so_and_can_be_released(company: Company) -> None:
    first, second = publish_number(company, 1), publish_number(company, 2)
    roll_back(company, first.name)
    shutil.rmtree(first.folder)
    for ask in (held_version, recover):
        with pytest.raises(VersionError, match=rf"{first.name}.*not there any more.*--release"):
            ask(company)
    assert release(company) == second
    recover(company)
    assert (current_number(company), held_version(company)) == (2, None)


def test_another_rollback_mends_a_hold_on_a_version_that_is_gone(company: Company) -> None:
    first, second, _ = (publish_number(company, number) for number in (1, 2, 3))
    roll_back(company, first.name)
    shutil.rmtree(first.folder)
    roll_back(company, second.name)
    recover(company)
    assert (current_number(company), held_version(company)) == (2, second)


def test_what_cannot_be_rolled_back_or_released(company: Company) -> None:
    publish_number(company, 1)
    with pytest.raises(UnknownVersion):
        roll_back(company, "20200101T000000Z")
    with pytest.raises(NotHeld, match="is not rolled back"):
        release(company)
    assert current_number(company) == 1
