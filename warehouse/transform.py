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
    """What a build is to do. `reason` says in words why it is built whole, or what is pending. `chosen` names the
    models of a person's choice by their unique ids; without any, all are built."""

    as_of_date: dt.date
    is_full: bool
    reason: str
    pending_count: int
    fingerprint: str
    workshop_id: str
    chosen: frozenset[str] = frozenset()


class NothingDelivered(Exception):
    """There is no delivery in the ledger, so there is nothing to build from."""


class NotForSome(Exception):
    """Some models alone cannot be built just now, since others would not fit them; the message says why."""


def prepare(
    company: Company, candidate: Candidate, as_of: dt.date | None = None, chosen: frozenset[str] = frozenset()
) -> BuildPlan:
    """Writes the schema `build` of the workshop that the models read, and returns the plan.

    `as_of` is the day the models take for today; without it the latest delivery day of the ledger. The workshop is
    closed again before this returns, since dbt runs as a process of its own. Raises NothingDelivered, and NotForSome
    where models are chosen while there is news for all of them. Chosen models look from the day that the others do.
    """
    if chosen and candidate.base is not None:
        as_of = candidate.base.facts().as_of_date
    with duckdb.connect(company.workshop_path) as workshop:
        as_of_date = as_of or _latest_delivery_date(workshop)
        workshop.execute("create schema if not exists build")
        _write_systems(workshop, company)
        plan = _plan(workshop, company, candidate, as_of_date, chosen)
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
    row = workshop.execute(
        "select max(delivery_date) from ledger.delivery where status in ('loaded', 'known')"
    ).fetchone()
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
    workshop: duckdb.DuckDBPyConnection,
    company: Company,
    candidate: Candidate,
    as_of_date: dt.date,
    chosen: frozenset[str],
) -> BuildPlan:
    workshop_id = str(_one(workshop, "select workshop_id from ledger.workshop"))
    code = fingerprint(company)
    whole_because = _reason_to_build_whole(candidate, code, workshop_id)
    pending = _write_pending(workshop, candidate, everything=whole_because is not None)
    reason = whole_because or _news(pending)
    if chosen and (whole_because or pending):
        raise NotForSome(f"Some models alone cannot be built now: {reason}. Run the job transform_and_publish first.")
    if chosen:
        reason = f"models that a person chose, built whole: {len(chosen)}"
    return BuildPlan(as_of_date, whole_because is not None, reason, pending, code, workshop_id, chosen)


def _news(pending: int) -> str:
    if pending == 1:
        return "1 delivery is new or changed, or was replaced by such"
    return f"{pending} deliveries are new or changed, or were replaced by such"


def _reason_to_build_whole(candidate: Candidate, code: str, workshop_id: str) -> str | None:
    if candidate.base is None:
        return candidate.has_no_base_because
    facts = candidate.base.facts()
    if facts.workshop_id != workshop_id:
        return "the workshop was made anew from landing"
    if facts.fingerprint != code:
        return "models, contracts, company.yml or Rapport itself changed"
    return None


def _write_pending(workshop: duckdb.DuckDBPyConnection, candidate: Candidate, *, everything: bool) -> int:
    """Deliveries that the candidate does not hold as they are now, and the earlier ones of the same files.

    `replaces_rows` says whether rows that the candidate holds may be gone or other ones because of it: rows with a key
    replace earlier versions of theirs, a corrected file takes rows away, and what was read again or taken out may
    give other rows than it gave before.
    """
    if everything:
        held = "select * from ledger.delivery where false"
    else:
        workshop.execute(f"attach '{_quoted(candidate.warehouse_path)}' as candidate (read_only)")
        held = "select * from candidate.about.delivery"
    workshop.execute(f"""
        create or replace table build.pending_delivery as
        with held as ({held}),
        changed as (
            select now.*, held.delivery_id is not null as was_held
            from ledger.delivery as now
            left join held on held.delivery_id = now.delivery_id
            where now.status <> 'refused'
                and (held.loaded_at is distinct from now.loaded_at or held.status is distinct from now.status)
        )
        select
            delivery_id, system_name, entity_name,
            was_held or rows_withdrawn > 0 or (coalesce(has_key, false) and rows_loaded + rows_closed > 0)
                as replaces_rows
        from changed
        left join (
            select system_name, entity_name, json_extract_string(declared, '$.key') <> 'none' as has_key
            from ledger.contract
        ) using (system_name, entity_name)
        union all
        select distinct earlier.delivery_id, earlier.system_name, earlier.entity_name, true
        from ledger.delivery as earlier
        inner join changed using (system_name, entity_name, file)
        where earlier.delivery_id < changed.delivery_id and changed.rows_withdrawn > 0
            and earlier.delivery_id not in (select delivery_id from changed)""")
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
            plan.is_full or bool(plan.chosen) or _is_first_of_its_week(candidate, plan.as_of_date),
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
