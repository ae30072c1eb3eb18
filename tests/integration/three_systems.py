"""A made-up company of a few rows: a CRM, a shop, a call centre, and a bank's exchange rates, in three modes.

Belongs here: its settings, contracts and staging, written from what the canonical entities say, and its deliveries.
Does not belong here: more entities of its systems (PARTS), what is claimed of it (the tests).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT
from tests.integration import sales_force, service_and_stock
from tests.integration.conftest import BuiltCompany

SETTINGS: dict[str, Any] = {
    "name": "Three systems",
    "currency": "EUR",
    "time_zone": "Europe/Berlin",
    "systems": [
        {"name": name, "kind": kind, "contract": name, "landing": f"landing/{name}", "time_zone": "UTC"}
        for name, kind in (("crm", "crm"), ("shop", "web_shop"), ("calls", "call_centre"), ("bank", "external"))
    ],
}
# Modules that give the systems more entities: CONTRACTS by system and entity, STAGING.
PARTS = (service_and_stock, sales_force)
# mode, key and columns of the first entity that each system delivers
CONTRACTS: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = {
    "crm": (
        "customer",
        {"mode": "changes", "key": ["id"], "changed_at": "changed_at"},
        {"id": "varchar", "email": "varchar", "tier": "varchar", "changed_at": "timestamp"},
    ),
    "shop": (
        "sale",
        {"mode": "events"},
        {
            "order_no": "varchar",
            "buyer": "varchar",
            "email": "varchar",
            "ordered_at": "timestamp",
            "amount": "decimal(18,4)",
            "currency": "varchar",
        },
    ),
    "calls": (
        "call",
        {"mode": "snapshot", "key": ["id"], "min_share": 0.1},
        {"id": "varchar", "caller": "varchar", "agent": "varchar", "started_at": "timestamp", "seconds": "bigint"},
    ),
    "bank": ("rate", {"mode": "events"}, {"day": "date", "currency": "varchar", "per_unit": "decimal(18,8)"}),
}
_SALES = "{{ standing_rows(source('raw', 'shop__sale')) }} as sale"
# canonical entity -> the rows it is read from, and what fills its columns; what is not named is empty
STAGING: dict[tuple[str, str], tuple[str, dict[str, str]]] = {
    ("crm", "customer"): (
        "{{ version_rows(source('raw', 'crm__customer')) }} as customer",
        {"customer_id": "id", "customer_type": "'person'", "tier": "tier", "valid_from_at": "valid_from_at"},
    ),
    ("crm", "customer_identifier"): (
        "{{ current_rows(source('raw', 'crm__customer')) }} as customer where email is not null",
        {"customer_id": "id", "identifier_type": "'email'", "identifier_value": "email"},
    ),
    ("shop", "customer_identifier"): (
        _SALES,
        {"customer_id": "buyer", "identifier_type": "'email'", "identifier_value": "email"},
    ),
    ("shop", "order"): (
        _SALES,
        {
            "order_id": "order_no",
            "customer_id": "buyer",
            "is_cancelled": "false",
            "ordered_at_local": "ordered_at",
            "sales_channel_code": "'web_shop'",
            "_line": "_line",
        },
    ),
    ("shop", "order_line"): (
        _SALES,
        {
            "order_id": "order_no",
            "customer_id": "buyer",
            "ordered_at_local": "ordered_at",
            "line_type": "'sale'",
            "item_type": "'product'",
            "quantity": "cast(1 as bigint)",
            "unit_price_amount_local": "amount",
            "discount_amount_local": "cast(0 as decimal(18, 4))",
            "shipping_amount_local": "cast(0 as decimal(18, 4))",
            "currency_code": "currency",
            "price_currency_code": "currency",
            "sales_channel_code": "'web_shop'",
            "_line": "_line",
        },
    ),
    ("calls", "call"): (
        "{{ current_rows(source('raw', 'calls__call')) }} as call",
        {
            "call_id": "id",
            "customer_id": "caller",
            "employee_id": "agent",
            "direction": "'inbound'",
            "started_at_local": "started_at",
            "outcome": "'answered'",
            "was_queued": "true",
            "talk_seconds": "cast(seconds as int)",
            "_line": "_line",
        },
    ),
    ("bank", "exchange_rate"): (
        "{{ standing_rows(source('raw', 'bank__rate')) }} as rate",
        {"rate_date": "day", "from_currency_code": "currency", "to_currency_code": "'EUR'", "rate": "per_unit"},
    ),
}


class ThreeSystems(BuiltCompany):
    """The company, with a landing of its own."""

    @classmethod
    def made(cls, folder: Path) -> ThreeSystems:
        company = cls(folder)
        (folder / "contracts").mkdir(parents=True)
        (folder / "models" / "staging").mkdir(parents=True)
        company.set(**SETTINGS)
        for system, (entity, rules, columns) in CONTRACTS.items():
            company.set_contract(system, entity, rules, columns)
        _write_sources(folder)
        for staging in (STAGING, *(part.STAGING for part in PARTS)):
            for (system, entity), (rows, filled) in staging.items():
                _write_staging(folder, system, entity, rows, filled)
        return company

    def set(self, **settings: Any) -> None:
        (self.folder / "company.yml").write_text(yaml.safe_dump(SETTINGS | settings, sort_keys=False))

    def set_contract(self, system: str, entity: str, rules: dict[str, Any], columns: dict[str, str]) -> None:
        """The contract of a system with this as its first entity; those of the parts stay as they are."""
        kind = next(one["kind"] for one in SETTINGS["systems"] if one["name"] == system)
        entities = {entity: _entity("*.csv", rules, columns)} | {
            other: _entity(f"{other}/*.csv", *contract)
            for part in PARTS
            for (of_system, other), contract in part.CONTRACTS.items()
            if of_system == system
        }
        text = yaml.safe_dump({"system": system, "kind": kind, "entities": entities}, sort_keys=False)
        (self.folder / "contracts" / f"{system}.yml").write_text(text)

    def receive(self, system: str, day: str, *rows: str, entity: str | None = None) -> None:
        """A file of a day, of the system's first entity or another, in place of an earlier one of that name."""
        folder = self.folder / "landing" / system / (entity or "")
        folder.mkdir(parents=True, exist_ok=True)
        header = ",".join(_columns()[system, entity or CONTRACTS[system][0]])
        (folder / f"{day}.csv").write_text("\n".join((header, *rows)) + "\n")


def _entity(files: str, rules: dict[str, Any], columns: dict[str, str]) -> dict[str, Any]:
    return {
        "files": files,
        "delivery": {"from": "name", "pattern": "%Y-%m-%d"},
        **rules,
        "columns": {name: {"type": type_} for name, type_ in columns.items()},
    }


def _columns() -> dict[tuple[str, str], dict[str, str]]:
    """Delivered columns by system and entity."""
    of_parts = {key: columns for part in PARTS for key, (_, columns) in part.CONTRACTS.items()}
    return {(system, entity): columns for system, (entity, _, columns) in CONTRACTS.items()} | of_parts


def _write_sources(folder: Path) -> None:
    tables = [
        {
            "name": f"{system}__{entity}",
            "description": f"What {system} delivers.",
            "columns": [{"name": name, "description": "As delivered."} for name in columns],
        }
        for (system, entity), columns in _columns().items()
    ]
    raw = {"name": "raw", "schema": "raw", "description": "Every version of every delivered row.", "tables": tables}
    (folder / "models" / "sources.yml").write_text(yaml.safe_dump({"version": 2, "sources": [raw]}, sort_keys=False))


def _write_staging(folder: Path, system: str, entity: str, rows: str, filled: dict[str, str]) -> None:
    canonical = yaml.safe_load((ROOT / "dbt" / "models" / "canonical" / f"{entity}.yml").read_text())["models"][0]
    name = f"stg_{system}__{entity}"
    columns = {column["name"]: column["data_type"] for column in canonical["columns"]}
    always = {"system_name": f"'{system}'", "_delivery_id": "_delivery_id"}
    selected = [
        f"{(always | filled).get(column, f'cast(null as {type_})')} as {column}" for column, type_ in columns.items()
    ]
    path = folder / "models" / "staging" / name
    path.with_suffix(".sql").write_text(f"select {', '.join(selected)} from {rows}\n")
    model = {"name": name, "description": canonical["description"], "columns": canonical["columns"]}
    path.with_suffix(".yml").write_text(yaml.safe_dump({"version": 2, "models": [model]}, sort_keys=False))
