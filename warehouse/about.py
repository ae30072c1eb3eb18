"""Writes into a candidate what it was built from: its `about` schema, beside what the dbt models write there.

Belongs here: deliveries, freshness, checks and the facts of the build itself.
Does not belong here: reconciliation with the sources (a dbt model, so that it is tested) and publishing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.about_dictionary import describe_about
from warehouse.candidate import Candidate
from warehouse.company import Company
from warehouse.gate import Check
from warehouse.transform import BuildPlan

# The facts that say how far the data reaches, with the column of the company's clock.
_EVENT_TIMES = (
    ("fct_order_line", "ordered_at_local"),
    ("fct_call", "started_at_local"),
    ("fct_ticket", "opened_at_local"),
)


@dataclass(frozen=True)
class Expectation:
    """How often an entity is due, as its contract says: daily, weekdays, weekly or none."""

    system_name: str
    entity_name: str
    expected: str


def write_about(
    company: Company,
    candidate: Candidate,
    plan: BuildPlan,
    checks: Iterable[Check],
    expectations: Sequence[Expectation],
    built_at: dt.datetime,
) -> None:
    """Writes about.delivery, about.freshness, about.check_result and about.build into the candidate.

    `built_at` is UTC. The workshop is only read; nobody else may hold it.
    """
    with duckdb.connect(candidate.warehouse_path) as connection:
        connection.execute(
            f"attach '{str(company.workshop_path).replace(chr(39), chr(39) * 2)}' as workshop (read_only)"
        )
        connection.execute("create schema if not exists about")
        _write_delivery(connection)
        _write_freshness(connection, expectations, plan.as_of_date)
        _write_checks(connection, checks, keep_others=bool(plan.chosen))
        _write_build(connection, company, plan, candidate.version, built_at)
        describe_about(connection)
        connection.execute("detach workshop")
        connection.execute("checkpoint")


def _write_delivery(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "create or replace table about.delivery as select * from workshop.ledger.delivery order by delivery_id"
    )


def _write_freshness(
    connection: duckdb.DuckDBPyConnection, expectations: Sequence[Expectation], as_of_date: dt.date
) -> None:
    connection.execute("""
        create or replace table about.freshness (
            system_name varchar, entity_name varchar, expected varchar, last_delivery_date date,
            days_late integer, refused_count bigint, quarantined_row_count bigint)""")
    for due in expectations:
        last_date, refused, quarantined = _state_of(connection, due)
        late = days_late(due.expected, last_date, as_of_date)
        row = [due.system_name, due.entity_name, due.expected, last_date, late, refused, quarantined]
        connection.execute("insert into about.freshness values (?, ?, ?, ?, ?, ?, ?)", row)


def _state_of(connection: duckdb.DuckDBPyConnection, due: Expectation) -> tuple[dt.date | None, int, int]:
    """Day of the latest delivery, and of the files as they lie now: how many are refused, rows set aside."""
    row = connection.execute(
        """
        select
            max(delivery_date) filter (status in ('loaded', 'known')),
            count(*) filter (status = 'refused' and is_latest),
            coalesce(sum(rows_quarantined) filter (status = 'loaded' and is_latest), 0)::bigint
        from (
            select *, delivery_id = max(delivery_id) over (partition by file) as is_latest
            from about.delivery where system_name = ? and entity_name = ?
        )""",
        [due.system_name, due.entity_name],
    ).fetchone()
    assert row is not None
    return row[0], row[1], row[2]


def days_late(expected: str, last_date: dt.date | None, as_of_date: dt.date) -> int | None:
    """Days since a delivery was due that has not come; 0 where none is due, None where nothing ever came."""
    if last_date is None:
        return None
    due = _next_due(expected, last_date)
    return max(0, (as_of_date - due).days + 1)


def _next_due(expected: str, after: dt.date) -> dt.date:
    if expected == "none":
        return dt.date.max
    if expected == "weekly":
        return after + dt.timedelta(days=7)
    due = after + dt.timedelta(days=1)
    while expected == "weekdays" and due.isoweekday() > 5:
        due += dt.timedelta(days=1)
    return due


def _write_checks(connection: duckdb.DuckDBPyConnection, checks: Iterable[Check], *, keep_others: bool) -> None:
    """With `keep_others` the checks that this build had no cause to run stand as they stood."""
    how = "table if not exists" if keep_others else "or replace table"
    connection.execute(f"""
        create {how} about.check_result (
            check_name varchar, status varchar, failures bigint, message varchar)""")
    checks = list(checks)
    connection.execute("delete from about.check_result where list_contains(?, check_name)", [[c.name for c in checks]])
    rows = [(check.name, check.status, check.failures, check.message) for check in checks]
    if rows:
        connection.executemany("insert into about.check_result values (?, ?, ?, ?)", rows)


def _write_build(
    connection: duckdb.DuckDBPyConnection,
    company: Company,
    plan: BuildPlan,
    version: str,
    built_at: dt.datetime,
) -> None:
    latest = " union all ".join(f"select max({column}) as event_at from core.{fact}" for fact, column in _EVENT_TIMES)
    connection.execute(
        f"""
        create or replace table about.build as
        select
            cast(? as varchar) as version, cast(? as timestamp) as built_at, cast(? as date) as as_of_date,
            (select max(event_at) from ({latest})) as data_through_local,
            cast(? as varchar) as company_name, cast(? as varchar) as currency_code, cast(? as varchar) as time_zone,
            cast(? as varchar) as week_start, cast(? as varchar) as fingerprint, cast(? as varchar) as workshop_id""",
        [
            *(version, built_at.replace(tzinfo=None), plan.as_of_date, company.name, company.currency),
            *(company.time_zone, company.week_start, plan.fingerprint, plan.workshop_id),
        ],
    )
