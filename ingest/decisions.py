"""What a person decided about a delivery, which landing cannot tell: that it counts though it shrank, that it is out.

A decision is about bytes, of one day where each day's rows are its own: a corrected file is judged anew. Decisions lie
beside the keys in the registry, so they outlive the workshop and are restored with it. Belongs here: writing and
reading them. Does not belong here: what follows from one (load.py, deliveries.py).
"""

from __future__ import annotations

import datetime
import json
from typing import Literal, NamedTuple

import duckdb

from ingest.ledger import utc_now
from ingest.queries import one_row
from warehouse.company import Company

Decision = Literal["accepted", "withdrawn"]

_TABLE = """
create schema if not exists decision;
create table if not exists decision.delivery (
    system_name varchar not null, entity_name varchar not null, content_hash varchar not null, delivery_date date,
    decision varchar not null check (decision in ('accepted', 'withdrawn')), decided_at timestamp not null
)
"""


class DecidedBytes(NamedTuple):
    """Bytes delivered for an entity; on one day, or, where the day does not matter (None), on any."""

    system: str
    entity: str
    content_hash: str
    day: datetime.date | None


class NoSuchDelivery(Exception):
    """A delivery cannot be decided about; the message says why and what to do."""


def bytes_of_delivery(con: duckdb.DuckDBPyConnection, delivery_id: int, decision: Decision) -> DecidedBytes:
    """The bytes of a delivery of the ledger that `decision` makes sense for. Raises NoSuchDelivery."""
    found = one_row(
        con,
        "select system_name, entity_name, content_hash, delivery_date, status, declared from ledger.delivery "
        "join ledger.contract using (system_name, entity_name) where delivery_id = ?",
        [delivery_id],
    )
    if found is None:
        raise NoSuchDelivery(f"there is no delivery {delivery_id}; `rapport deliveries` lists them")
    system, entity, content_hash, day, status, declared = found
    sensible = ("refused", "withdrawn") if decision == "accepted" else ("loaded", "known", "refused")
    if status not in sensible:
        raise NoSuchDelivery(
            f"delivery {delivery_id} is {status}; only {' and '.join(sensible)} ones can be {decision}"
        )
    is_days_own = json.loads(declared)["mode"] != "events"
    return DecidedBytes(system, entity, content_hash, day if is_days_own else None)


def decide(company: Company, about: DecidedBytes, decision: Decision) -> None:
    """Notes `decision`, durably; the latest one about the same bytes counts. Call it under the writer lock."""
    with duckdb.connect(str(company.registry_path)) as registry:
        registry.execute(_TABLE)
        registry.execute("insert into decision.delivery values (?, ?, ?, ?, ?, ?)", [*about, decision, utc_now()])
    company.registry_path.chmod(0o600)


def copy_decisions(con: duckdb.DuckDBPyConnection, company: Company) -> None:
    """Copies the registry's decisions into ledger.decision of the workshop `con`."""
    con.execute("delete from ledger.decision")
    if not company.registry_path.is_file():
        return
    with duckdb.connect(str(company.registry_path), read_only=True) as registry:
        is_there = one_row(registry, "select 1 from duckdb_tables() where schema_name = 'decision'")
        said = registry.execute("from decision.delivery").fetchall() if is_there else []
    if said:
        con.executemany("insert into ledger.decision values (?, ?, ?, ?, ?, ?)", said)


def decision_about(con: duckdb.DuckDBPyConnection, about: DecidedBytes) -> Decision | None:
    """The latest decision about these bytes."""
    found = one_row(
        con,
        "select decision from ledger.decision where system_name = ? and entity_name = ? and content_hash = ? "
        "and delivery_date is not distinct from ? order by decided_at desc limit 1",
        [*about],
    )
    return found[0] if found else None
