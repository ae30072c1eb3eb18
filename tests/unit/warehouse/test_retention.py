"""The newest versions are kept and the current one always; a removal may be killed."""

from __future__ import annotations

import shutil

import duckdb
import pytest
from tiny_company import make_company, number_in, publish_number

from warehouse.company import Company
from warehouse.publishing import make_current
from warehouse.recovery import recover
from warehouse.retention import retire
from warehouse.versions import current_version, list_versions


def test_only_the_newest_are_kept(company: Company) -> None:
    published = [publish_number(company, number).name for number in range(5)]
    assert [version.name for version in list_versions(company)] == published[:1:-1]
    assert sorted(path.name for path in company.published_folder.iterdir()) == [*published[2:], "current"]


def test_the_current_version_is_kept_however_old(company: Company) -> None:
    oldest, middle, newest = (publish_number(company, number) for number in range(3))
    make_current(company, oldest)
    assert retire(make_company(company.folder, kept=1)) == [middle.name]
    assert list_versions(company) == [newest, oldest]
    assert current_version(company) == oldest
    assert number_in(oldest) == 0


def test_nothing_is_removed_while_there_is_room(company: Company) -> None:
    publish_number(company, 0)
    assert retire(company) == []


def test_a_reader_of_a_removed_version_reads_on(company: Company) -> None:
    first = publish_number(company, 0)
    with duckdb.connect(first.warehouse_path, read_only=True) as con:
        for number in (1, 2, 3):
            publish_number(company, number)
        assert not first.folder.exists()
        assert con.execute("select min(n), max(n) from core.line").fetchone() == (0, 0)


def test_a_removal_killed_half_way_leaves_no_half_version(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        publish_number(company, number)

    def killed(folder: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            retire(make_company(company.folder, kept=1))
    assert [number_in(version) for version in list_versions(company)] == [2, 1]
    recover(company)
    assert list(company.published_folder.glob(".retired-*")) == []
