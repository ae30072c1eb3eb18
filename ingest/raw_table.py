"""The raw tables: one per entity, made from its contract, never changed by another contract in silence.

Belongs here: making a raw table, and refusing a contract that no longer fits it.
Does not belong here: what goes into it (insertion.py, redelivery.py).
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from ingest.contract import Contract, Entity
from ingest.sql_text import identifier


class ContractChanged(Exception):
    """A contract differs in mode, key or columns from the one that the raw table was made with."""

    def __init__(self, system: str, entity: str, differences: list[str], company_folder: Path) -> None:
        super().__init__(
            f"the contract of {system}, entity {entity}, has changed since its rows were loaded: "
            f"{'; '.join(differences)}. Run `rapport build --company {company_folder} --rebuild --system {system}` "
            "to load them anew."
        )
        self.system = system
        self.entity = entity
        self.differences = differences


def raw_table(system: str, entity: str) -> str:
    """The quoted name of the raw table of an entity."""
    return f"raw.{identifier(f'{system}__{entity}')}"


def prepare_raw(con: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Makes the raw tables that are not there yet. Raises ContractChanged for one made with another contract."""
    made_with: dict[str, str] = dict(
        con.execute(
            "select entity_name, declared from ledger.contract where system_name = ?", [contract.system]
        ).fetchall()
    )
    for entity in contract.entities.values():
        if entity.name not in made_with:
            _make(con, contract.system, entity)
            continue
        differences = _differences(json.loads(made_with[entity.name]), entity.declared)
        if differences:
            raise ContractChanged(contract.system, entity.name, differences, contract.company_folder)


def _make(con: duckdb.DuckDBPyConnection, system: str, entity: Entity) -> None:
    columns = ", ".join(f"{identifier(name)} {column.type}" for name, column in entity.columns.items())
    history = ", _valid_from_at timestamp, _valid_to_at timestamp, _is_deleted boolean" if entity.keys else ""
    con.begin()
    try:
        con.execute(
            f"create table {raw_table(system, entity.name)} "
            f"({columns}, _extra varchar, _delivery_id bigint, _line bigint, _withdrawn_delivery_id bigint{history})"
        )
        con.execute("insert into ledger.contract values (?, ?, ?)", [system, entity.name, json.dumps(entity.declared)])
    except BaseException:
        con.rollback()
        raise
    con.commit()


def _differences(before: dict[str, object], now: dict[str, object]) -> list[str]:
    rules = ("mode", "key", "changed_at", "deleted")
    changed = [f"{rule} was {before[rule]}, is {now[rule]}" for rule in rules if before[rule] != now[rule]]
    old, new = before["columns"], now["columns"]
    if not (isinstance(old, dict) and isinstance(new, dict)):
        raise TypeError("the ledger holds a contract without columns")
    for name in old | new:
        if old.get(name) != new.get(name):
            changed.append(f"column {name} was {old.get(name, 'not declared')}, is {new.get(name, 'not declared')}")
    return changed
