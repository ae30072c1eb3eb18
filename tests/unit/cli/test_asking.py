"""`query`, `sql` and `versions`: what is asked of the warehouse, what is written where, which exit code."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.testing import CliRunner, Result

import warehouse.metrics
import warehouse.sql
import warehouse.versions
from cli.app import app
from cli.commands.query import with_named_periods
from warehouse.company import Company
from warehouse.question import Answer, Filter, Metric, Question, UnknownName
from warehouse.sql import SqlResult
from warehouse.versions import DeliveriesFacts, Version, VersionFacts

COMPANY = """\
name: Corner Shop
currency: GBP
time_zone: Europe/London
systems: [{name: till, kind: web_shop, contract: till, landing: landing, time_zone: Europe/London}]
"""
TABLE = pa.table({"country": ["France"], "net_revenue": pa.array([Decimal("1234.5000")], pa.decimal128(18, 4))})


@pytest.fixture
def folder(tmp_path: Path) -> str:
    (tmp_path / "company.yml").write_text(COMPANY)
    return str(tmp_path)


def call(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=text)


class FakeDoor:
    """Answers every question with TABLE and remembers what it was asked."""

    asked: list[tuple[Question, str | None]] = []  # noqa: RUF012 - emptied for each test

    def __init__(self, company: Company, version: str | None = None) -> None:
        self.version = version

    def ask(self, question: Question) -> Answer:
        if "profit" in question.metrics:
            raise UnknownName("metric", "profit", ("gross_profit",))
        self.asked.append((question, self.version))
        return Answer(TABLE, "20111209T120000Z", "select 1", {}, 0.02, truncated=True)

    def metrics(self) -> list[Metric]:
        return [Metric("orders", "Orders", "Distinct orders.", "count")]

    def dimensions(self, metrics: Any) -> list[str]:
        return ["date__month"]


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> type[FakeDoor]:
    monkeypatch.setattr(warehouse.metrics, "Door", FakeDoor)
    monkeypatch.setattr(FakeDoor, "asked", [])
    return FakeDoor


def test_query_asks_what_its_options_say(folder: str, door: type[FakeDoor]) -> None:
    options = "--metrics net_revenue,orders --by country --order -net_revenue --limit 5 --version V --format json"
    result = call("query", "--company", folder, *options.split(), "--where", "country in France, Germany")
    assert result.exit_code == 0, result.output
    where = (Filter("country", "in", ("France", "Germany")),)
    question = Question(("net_revenue", "orders"), ("country",), where, ("-net_revenue",), 5)
    assert door.asked == [(question, "V")]
    assert json.loads(result.stdout) == [{"country": "France", "net_revenue": 1234.5}]


def test_query_says_below_a_table_which_version_answered_and_that_there_is_more(
    folder: str, door: type[FakeDoor]
) -> None:
    result = call("query", "--company", folder, "--metrics", "net_revenue")
    assert "1,234.50" in result.stdout
    assert result.stderr == "version 20111209T120000Z, 0.02 s; there are more rows\n"


def test_a_table_names_periods_as_where_takes_them() -> None:
    day = dt.date(2011, 3, 1)
    table = pa.table({f"date__{grain}": [day, None] for grain in ("year", "quarter", "month", "week", "day")})
    shown = [column.to_pylist() for column in with_named_periods(table).columns]
    assert shown == [["2011", None], ["2011-Q1", None], ["2011-03", None], ["2011-W09", None], [day, None]]


def test_query_of_a_name_that_does_not_exist_is_a_wrong_call_and_names_the_nearest(
    folder: str, door: type[FakeDoor]
) -> None:
    result = call("query", "--company", folder, "--metrics", "profit")
    assert result.exit_code == 2
    assert "did you mean gross_profit" in result.stderr


def test_query_lists_what_can_be_asked(folder: str, door: type[FakeDoor]) -> None:
    result = call("query", "--company", folder, "--list")
    assert "Distinct orders." in result.stdout
    assert "date__month" in result.stdout


def test_sql_takes_its_statement_from_standard_input_and_says_what_it_left_out(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str | None]] = []

    def run_sql(company: Company, sql: str, version: str | None) -> SqlResult:
        asked.append((sql, version))
        return SqlResult(TABLE, True, "20111209T120000Z", 0.1)

    monkeypatch.setattr(warehouse.sql, "run_sql", run_sql)
    result = call("sql", "--company", folder, "--format", "csv", "-", text="select 1")
    assert asked == [("select 1", None)]
    assert result.stdout == "country,net_revenue\nFrance,1234.5000\n"
    assert result.stderr == "only the first 1 rows; there are more\n"


def test_versions_are_listed_with_absolute_times_and_the_current_one_marked(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = [version("20111210T070000Z", Path(folder)), version("20111209T070000Z", Path(folder))]
    monkeypatch.setattr(warehouse.versions, "list_versions", lambda _: versions)
    monkeypatch.setattr(warehouse.versions, "current_version", lambda _: versions[1])
    monkeypatch.setattr(Version, "facts", lambda self: facts(self.name))
    lines = call("versions", "--company", folder).stdout.splitlines()
    newer = next(line for line in lines if "20111210T070000Z" in line)
    older = next(line for line in lines if line.strip().startswith("*"))
    assert "2011-12-09 07:00:00" in older
    assert "541,910" in older
    assert "*" not in newer


def test_versions_of_a_company_without_any_says_how_to_make_one(folder: str) -> None:
    result = call("versions", "--company", folder)
    assert result.exit_code == 0
    assert f"rapport build --company {folder}" in result.stdout


def version(name: str, folder: Path) -> Version:
    return Version(name, folder / "published" / name)


def facts(name: str) -> VersionFacts:
    built_at = dt.datetime.strptime(name, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    return VersionFacts(
        built_at=built_at,
        as_of_date=built_at.date(),
        company_name="Corner Shop",
        fingerprint="f",
        workshop_id="w",
        deliveries=DeliveriesFacts(count=305, digest="d"),
        version=name,
        base=None,
        row_counts={"core.fct_order_line": 541909, "core.dim_channel": 1, "about.build": 1},
        checksums={},
        storage_version="v1.5.0",
    )
