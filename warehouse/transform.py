"""What has to be known before dbt runs: what is pending and what is asked for.

Belongs here: the schema `build` of the workshop, the choice between restating months and building all.
Does not belong here: the dbt project's folder and environment (dbt_project.py), running dbt (dagster_project).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.candidate import Candidate
from warehouse.company import Company
from warehouse.fingerprint import fingerprint
from warehouse.versions import DeliveriesFacts

_WEEK_START_OFFSET_DAYS = {
    day: offset
    for offset, day in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}


@dataclass(frozen=True)
class BuildPlan:
    """What a build is to do. `reason` says in words why it is built whole, or what is pending."""

    as_of_date: dt.date
    is_full: bool
    reason: str
    pending_count: int
    fingerprint: str
    workshop_id: str


class NothingDelivered(Exception):
    """There is no delivery in the ledger, so there is nothing to build from."""


def prepare(company: Company, candidate: Candidate, as_of: dt.date | None = None) -> BuildPlan:
    """Writes the schema `build` of the workshop that the models read, and returns the plan.

    `as_of` is the day the models take for today; without it the latest delivery day of the ledger. The workshop is
    closed again before this returns, since dbt runs as a process of its own. Raises NothingDelivered.
    """
    with duckdb.connect(company.workshop_path) as workshop:
        as_of_date = as_of or _latest_delivery_date(workshop)
        workshop.execute("create schema if not exists build")
        _write_systems(workshop, company)
        plan = _plan(workshop, company, candidate, as_of_date)
        _write_setting(workshop, company, candidate, plan)
    return plan


def deliveries_facts(workshop: duckdb.DuckDBPyConnection) -> DeliveriesFacts:
    """How many deliveries the ledger holds, and a digest that differs as soon as one of them does."""
    row = workshop.execute("""
        select
            count(*),
            coalesce(md5(string_agg(delivery_id || ' ' || status || ' ' || loaded_at, ';' order by delivery_id)), '')
        from ledger.delivery""").fetchone()
    assert row is not None
    return DeliveriesFacts(count=row[0], digest=row[1])


def _latest_delivery_date(workshop: duckdb.DuckDBPyConnection) -> dt.date:
    row = workshop.execute("select max(delivery_date) from ledger.delivery where status <> 'refused'").fetchone()
    if row is None or row[0] is None:
        raise NothingDelivered("No delivery has been loaded yet, so there is nothing to build.")
    latest: dt.date = row[0]
    return latest


def _write_systems(workshop: duckdb.DuckDBPyConnection, company: Company) -> None:
    """System 0 is Rapport itself: the one that names what all systems share, such as countries."""
    rows = [("rapport", 0, company.time_zone)]
    rows += [(system.name, order, system.time_zone) for order, system in enumerate(company.systems, start=1)]
    workshop.execute(
        "create or replace table build.system (system_name varchar, system_order integer, time_zone varchar)"
    )
    workshop.executemany("insert into build.system values (?, ?, ?)", rows)


def _plan(
    workshop: duckdb.DuckDBPyConnection, company: Company, candidate: Candidate, as_of_date: dt.date
) -> BuildPlan:
    workshop_id = str(_one(workshop, "select workshop_id from ledger.workshop"))
    code = fingerprint(company)
    whole_because = _reason_to_build_whole(candidate, code, workshop_id)
    pending = _write_pending(workshop, candidate, everything=whole_because is not None)
    reason = whole_because or f"{pending} deliveries are new or changed, or were replaced by such"
    return BuildPlan(as_of_date, whole_because is not None, reason, pending, code, workshop_id)


def _reason_to_build_whole(candidate: Candidate, code: str, workshop_id: str) -> str | None:
    if candidate.base is None:
        return "nothing has been published yet"
    facts = candidate.base.facts()
    if facts.workshop_id != workshop_id:
        return "the workshop was made anew from landing"
    if facts.fingerprint != code:
        return "models, contracts, company.yml or Rapport itself changed"
    return None


def _write_pending(workshop: duckdb.DuckDBPyConnection, candidate: Candidate, *, everything: bool) -> int:
    """Deliveries that the candidate does not hold as they are now, and the earlier ones of the same files."""
    if everything:
        changed = "select * from ledger.delivery where status <> 'refused'"
    else:
        workshop.execute(f"attach '{_quoted(candidate.warehouse_path)}' as candidate (read_only)")
        changed = """
            select * from ledger.delivery as now
            where status <> 'refused' and not exists (
                select 1 from candidate.about.delivery as held
                where held.delivery_id = now.delivery_id and held.loaded_at = now.loaded_at and held.status = now.status
            )"""
    workshop.execute(f"""
        create or replace table build.pending_delivery as
        with changed as ({changed})
        select delivery_id from changed
        union
        select earlier.delivery_id
        from ledger.delivery as earlier
        inner join changed using (system_name, entity_name, file)
        where earlier.delivery_id < changed.delivery_id and changed.rows_withdrawn > 0""")
    if not everything:
        workshop.execute("detach candidate")
    return int(str(_one(workshop, "select count(*) from build.pending_delivery")))


def _write_setting(
    workshop: duckdb.DuckDBPyConnection, company: Company, candidate: Candidate, plan: BuildPlan
) -> None:
    workshop.execute("""
        create or replace table build.setting (
            as_of_date date, checks_all boolean, currency_code varchar, time_zone varchar,
            fiscal_year_start_month integer, week_start_offset_days integer)""")
    workshop.execute(
        "insert into build.setting values (?, ?, ?, ?, ?, ?)",
        [
            plan.as_of_date,
            plan.is_full or _is_first_of_its_week(candidate, plan.as_of_date),
            company.currency,
            company.time_zone,
            company.fiscal_year_start_month,
            _WEEK_START_OFFSET_DAYS[company.week_start],
        ],
    )


def _is_first_of_its_week(candidate: Candidate, as_of_date: dt.date) -> bool:
    if candidate.base is None:
        return True
    return candidate.base.facts().as_of_date.isocalendar()[:2] != as_of_date.isocalendar()[:2]


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> object:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
