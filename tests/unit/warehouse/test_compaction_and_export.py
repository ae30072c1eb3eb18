"""A wasteful file is written anew with all it says; an export is whole, private and never over another file."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import duckdb
import pytest

from tests.unit.warehouse.tiny_company import make_company, publish_number
from warehouse.compaction import compact
from warehouse.company import Company
from warehouse.export import TargetExists, export_version
from warehouse.retention import retire
from warehouse.versions import list_versions

ROWS = 400_000


def wasteful(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("create schema core; create schema about")
        con.execute(f"create table core.line as select i, random() as price from range({ROWS}) t(i)")
        con.execute("create table core.kept (i bigint primary key, word varchar not null)")
        con.execute("insert into core.kept select i, 'x' from range(1000) t(i)")
        con.execute("comment on table core.kept is 'What is kept.'")
        con.execute("comment on column core.kept.word is 'It''s a word.'")
        con.execute("create view about.few as select * from core.kept limit 3")
        con.execute("checkpoint")
        con.execute("drop table core.line")
        con.execute("checkpoint")


def test_a_file_of_waste_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    wasteful(path)
    before = path.stat().st_size
    assert compact(path)
    assert path.stat().st_size < before / 3
    with duckdb.connect(str(path), read_only=True) as con:
        assert con.execute("select count(*), max(word) from core.kept").fetchall() == [(1000, "x")]
        assert con.execute("select count(*) from about.few").fetchall() == [(3,)]
        comments = "select comment from duckdb_tables() union all select comment from duckdb_columns() where {}"
        said = con.execute(comments.format("comment is not null")).fetchall()
        assert sorted(comment for (comment,) in said) == ["It's a word.", "What is kept."]
        version = con.execute("select tags['storage_version'] from duckdb_databases() where not internal").fetchall()
        assert version[0][0].startswith("v1.5")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not compact(path)


def test_an_export_is_the_whole_version_and_private(tmp_path: Path) -> None:
    company = make_company(tmp_path / "company")
    version, target = publish_number(company, 1), tmp_path / "shop.duckdb"
    export_version(version, target)
    assert target.read_bytes() == version.warehouse_path.read_bytes()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(TargetExists, match="--overwrite"):
        export_version(version, target)
    export_version(version, target, overwrite=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["company", "shop.duckdb"]


def test_versions_beyond_their_days_leave_and_the_newest_stays(tmp_path: Path) -> None:
    company = make_company(tmp_path / "company", kept=9)
    versions = [publish_number(company, number) for number in range(3)]
    aged = Company(**{**dict(company), "retention": {"versions": 9, "days": 30}, "folder": company.folder})
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=20_000)
    assert retire(aged, later) == [version.name for version in versions[:2]]
    assert list_versions(company) == versions[2:]
