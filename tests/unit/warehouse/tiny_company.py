"""A company of two tables and its versions, for tests that need a shelf and no build.

Belongs here: making a company, filling a candidate, publishing a number.
Does not belong here: anything of the star; integration tests build that.
"""

from __future__ import annotations

import stat
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from warehouse.candidate import Candidate, begin_candidate
from warehouse.company import Company, load_company
from warehouse.publishing import publish
from warehouse.recovery import recover
from warehouse.versions import BuildFacts, DeliveriesFacts, Version

SETTINGS = """\
name: Tiny
currency: GBP
time_zone: Europe/London
retention: {{versions: {kept}}}
systems:
  - {{name: shop, kind: web_shop, contract: shop, landing: landing, time_zone: Europe/London}}
"""

FACTS = BuildFacts(
    built_at=datetime(2025, 3, 1, 4, 5, 6, tzinfo=UTC),
    as_of_date=date(2025, 2, 28),
    company_name="Tiny",
    fingerprint="f" * 64,
    workshop_id="workshop",
    deliveries=DeliveriesFacts(count=2, digest="d" * 64),
)

ROWS = 1000


def make_company(folder: Path, kept: int = 3) -> Company:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "company.yml").write_text(SETTINGS.format(kept=kept))
    return load_company(folder)


def fill(company: Company, candidate: Candidate, number: int) -> None:
    """Puts `number` into every row of the candidate and into the registry, as a build would."""
    with duckdb.connect(candidate.warehouse_path) as con:
        con.execute("create schema if not exists core; create schema if not exists marts")
        con.execute(f"create or replace table core.line as select {number} as n, i from range({ROWS}) t(i)")
        con.execute(f"create or replace table marts.total as select {number} as n, 'x' as word")
    with duckdb.connect(company.registry_path) as con:
        con.execute(f"create or replace table key as select {number} as n")
    candidate.manifest_path.write_text("{}")


def publish_number(company: Company, number: int) -> Version:
    recover(company)
    candidate = begin_candidate(company)
    company.warehouse_folder.mkdir(exist_ok=True)
    fill(company, candidate, number)
    return publish(company, candidate, FACTS)


def number_in(version: Version) -> int:
    """The number of a version, which is whole: every file opens and every row agrees."""
    with duckdb.connect(version.warehouse_path, read_only=True) as con:
        found = con.execute("select min(n), max(n), count(*), (select n from marts.total) from core.line").fetchone()
    with duckdb.connect(version.registry_path, read_only=True) as con:
        keys = con.execute("select n from key").fetchone()
    assert found is not None
    assert keys is not None
    assert found == (found[0], found[0], ROWS, found[0])
    assert keys == (found[0],)
    assert version.manifest_path.read_text() == "{}"
    return int(found[0])


def modes(folder: Path) -> set[tuple[str, int]]:
    """What is below `folder`, as ("file" | "folder", permissions)."""
    return {
        ("folder" if path.is_dir() else "file", stat.S_IMODE(path.stat().st_mode))
        for path in [folder, *folder.rglob("*")]
    }
