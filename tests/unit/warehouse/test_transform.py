"""What a build is asked for: what is pending, and when everything is built anew."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest
from tiny_company import FACTS

from warehouse.about import days_late
from warehouse.candidate import Candidate
from warehouse.company import Company
from warehouse.dbt_project import dbt_environment, project_folder, staged_models
from warehouse.fingerprint import fingerprint
from warehouse.shipped import SHIPPED_FOLDER
from warehouse.transform import NotForSome, NothingDelivered, deliveries_facts, prepare
from warehouse.versions import Version, VersionFacts

LEDGER = """
create schema ledger;
create table ledger.workshop as select 1 as schema_version, 'workshop' as workshop_id;
create table ledger.contract as select 'shop' as system_name, 'line' as entity_name, '{"key": "none"}' as declared;
create table ledger.delivery (
    delivery_id bigint, system_name varchar, entity_name varchar, file varchar, status varchar,
    delivery_date date, rows_withdrawn bigint, loaded_at timestamp, rows_loaded bigint, rows_closed bigint);
insert into ledger.delivery values
    (1, 'shop', 'line', 'a.csv', 'loaded', '2011-01-03', 0, '2026-01-01', 7, 0),
    (2, 'shop', 'line', 'b.csv', 'loaded', '2011-01-04', 0, '2026-01-01', 7, 0),
    (3, 'shop', 'line', 'c.csv', 'refused', '2011-01-09', 0, '2026-01-01', 0, 0);
"""


@pytest.fixture
def workshop(company: Company) -> Path:
    company.warehouse_folder.mkdir()
    with duckdb.connect(company.workshop_path) as connection:
        connection.execute(LEDGER)
    return company.workshop_path


@pytest.fixture
def candidate(company: Company) -> Candidate:
    company.candidate_folder.mkdir(parents=True)
    return Candidate("20260101T000000Z", company.candidate_folder, None)


def based_on(company: Company, candidate: Candidate, **changes: str) -> Candidate:
    """The candidate with a base whose version.json says what the company is now, but for `changes`."""
    folder = company.published_folder / "20250101T000000Z"
    folder.mkdir(parents=True)
    facts = {**FACTS.model_dump(), "fingerprint": fingerprint(company), "as_of_date": "2011-01-04", **changes}
    about = {"version": folder.name, "base": None, "row_counts": {}, "checksums": {}, "storage_version": "v1.5.0+"}
    (folder / "version.json").write_text(VersionFacts.model_validate(facts | about).model_dump_json())
    with duckdb.connect(candidate.warehouse_path) as connection:
        connection.execute(
            f"attach '{str(company.workshop_path).replace(chr(39), chr(39) * 2)}' as workshop (read_only)"
        )
        connection.execute("create schema about; create table about.delivery as from workshop.ledger.delivery")
    return Candidate(candidate.version, candidate.folder, Version(folder.name, folder))


def read(company: Company, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(company.workshop_path) as connection:
        return connection.execute(sql).fetchall()


def change(company: Company, sql: str) -> None:
    with duckdb.connect(company.workshop_path) as connection:
        connection.execute(sql)


@pytest.mark.usefixtures("workshop")
class TestPlan:
    def test_a_first_build_is_whole(self, company: Company, candidate: Candidate) -> None:
        plan = prepare(company, candidate)
        assert (plan.is_full, plan.as_of_date, plan.pending_count) == (True, dt.date(2011, 1, 4), 2)
        assert plan.reason == "nothing has been published yet"

    def test_the_day_asked_for_is_today(self, company: Company, candidate: Candidate) -> None:
        assert prepare(company, candidate, dt.date(2012, 2, 29)).as_of_date == dt.date(2012, 2, 29)
        assert read(company, "select as_of_date from build.setting") == [(dt.date(2012, 2, 29),)]

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [({"fingerprint": "other"}, "models, contracts"), ({"workshop_id": "other"}, "made anew from landing")],
    )
    def test_other_code_or_another_workshop_is_built_whole(
        self, company: Company, candidate: Candidate, changes: dict[str, str], reason: str
    ) -> None:
        plan = prepare(company, based_on(company, candidate, **changes))
        assert plan.is_full
        assert reason in plan.reason

    def test_what_the_candidate_holds_is_not_pending(self, company: Company, candidate: Candidate) -> None:
        plan = prepare(company, based_on(company, candidate))
        assert (plan.is_full, plan.pending_count) == (False, 0)

    def test_chosen_models_are_built_from_the_day_of_the_others(self, company: Company, candidate: Candidate) -> None:
        candidate = based_on(company, candidate)
        assert candidate.base
        plan = prepare(company, candidate, chosen=frozenset({"model.fct"}))
        assert (plan.is_full, plan.chosen, plan.reason) == (
            False,
            {"model.fct"},
            "models that a person chose, built whole: 1",
        )
        assert plan.as_of_date == candidate.base.facts().as_of_date
        assert read(company, "select checks_all from build.setting") == [(True,)]

    def test_chosen_models_wait_for_what_is_news_for_all(self, company: Company, candidate: Candidate) -> None:
        with pytest.raises(NotForSome, match="nothing has been published yet"):
            prepare(company, candidate, chosen=frozenset({"model.fct"}))
        candidate = based_on(company, candidate)
        change(company, "update ledger.delivery set loaded_at = '2026-02-02' where delivery_id = 1")
        with pytest.raises(NotForSome, match=r"1 delivery is new.*transform_and_publish"):
            prepare(company, candidate, chosen=frozenset({"model.fct"}))

    def test_a_replaced_delivery_is_pending_with_the_one_that_replaces_it(
        self, company: Company, candidate: Candidate
    ) -> None:
        candidate = based_on(company, candidate)
        change(
            company,
            """insert into ledger.delivery values
            (4, 'shop', 'line', 'b.csv', 'loaded', '2011-01-04', 2, '2026-01-02', 5, 0),
            (5, 'shop', 'line', 'd.csv', 'refused', '2011-01-05', 0, '2026-01-02', 0, 0)""",
        )
        assert prepare(company, candidate).pending_count == 2
        pending = "select delivery_id, replaces_rows from build.pending_delivery order by 1"
        assert read(company, pending) == [(2, True), (4, True)]

    @pytest.mark.parametrize(("key", "loaded", "replaces"), [("none", 5, False), ("id", 5, True), ("id", 0, False)])
    def test_only_rows_with_a_key_replace_others_without_taking_any_back(
        self, company: Company, candidate: Candidate, key: str, loaded: int, replaces: bool
    ) -> None:
        candidate = based_on(company, candidate)
        change(company, f"""update ledger.contract set declared = '{{"key": "{key}"}}'""")
        change(
            company,
            f"""insert into ledger.delivery values
            (4, 'shop', 'line', 'd.csv', 'loaded', '2011-01-05', 0, '2026-01-02', {loaded}, 0)""",
        )
        prepare(company, candidate)
        assert read(company, "select delivery_id, replaces_rows from build.pending_delivery") == [(4, replaces)]

    def test_a_delivery_that_was_read_again_is_pending(self, company: Company, candidate: Candidate) -> None:
        candidate = based_on(company, candidate)
        change(company, "update ledger.delivery set loaded_at = '2026-02-02' where delivery_id = 1")
        prepare(company, candidate)
        assert read(company, "select delivery_id, replaces_rows from build.pending_delivery") == [(1, True)]

    def test_all_months_are_checked_once_a_week(self, company: Company, candidate: Candidate) -> None:
        candidate = based_on(company, candidate)
        for as_of, checks_all in ((dt.date(2011, 1, 9), False), (dt.date(2011, 1, 10), True)):
            prepare(company, candidate, as_of)
            assert read(company, "select checks_all from build.setting") == [(checks_all,)]

    def test_a_ledger_of_refusals_is_nothing_to_build_from(self, company: Company, candidate: Candidate) -> None:
        change(company, "update ledger.delivery set status = 'refused'")
        with pytest.raises(NothingDelivered):
            prepare(company, candidate)

    def test_the_digest_differs_where_a_delivery_does(self, company: Company) -> None:
        with duckdb.connect(company.workshop_path) as connection:
            before = deliveries_facts(connection)
            connection.execute("update ledger.delivery set status = 'known' where delivery_id = 2")
            after = deliveries_facts(connection)
        assert before.count == after.count == 3
        assert before.digest != after.digest


@pytest.mark.parametrize(
    ("expected", "last", "today", "late"),
    [
        ("daily", "2011-12-09", "2011-12-09", 0),
        ("daily", "2011-12-09", "2011-12-10", 1),
        ("daily", "2011-12-09", "2011-12-12", 3),
        ("weekdays", "2011-12-09", "2011-12-11", 0),  # a Friday; Monday is the next due
        ("weekdays", "2011-12-09", "2011-12-12", 1),
        ("weekly", "2011-12-09", "2011-12-15", 0),
        ("weekly", "2011-12-09", "2011-12-17", 2),
        ("none", "2011-12-09", "2031-01-01", 0),
    ],
)
def test_days_late(expected: str, last: str, today: str, late: int) -> None:
    assert days_late(expected, dt.date.fromisoformat(last), dt.date.fromisoformat(today)) == late


def test_nobody_knows_how_late_is_what_never_came() -> None:
    assert days_late("daily", None, dt.date(2011, 1, 1)) is None


def test_the_project_of_a_company_holds_its_models_beside_the_shipped_ones(company: Company) -> None:
    company.models_folder.mkdir()
    (company.models_folder / "stg_shop__order.sql").write_text("select 1")
    (company.models_folder / "stg_other__order.sql").write_text("select 1")
    folder = project_folder(company)
    assert (folder / "models").resolve() == SHIPPED_FOLDER / "models"
    assert (folder / "company" / "models" / "stg_shop__order.sql").is_file()
    assert project_folder(company) == folder
    assert staged_models(company) == ["stg_shop__order"]
    assert dbt_environment(company)["RAPPORT_STAGED_MODELS"] == "stg_shop__order"
