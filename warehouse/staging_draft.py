"""The first text of a staging model, its YAML and the declaration of raw tables, for a person to fill in.

Belongs here: that text. Does not belong here: what an entity holds (canonical.py), judging what a person made of it
(staging.py), writing files (cli).
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from warehouse.canonical import CanonicalEntity

_CARRIED = ("_delivery_id", "_line")


def model_sql(system: str, entity: CanonicalEntity, table: str, macro: str) -> str:
    """Every column of the entity as not delivered, to be replaced; `macro` reads the raw `table`."""
    held = f"{macro.split('_')[0]}_{table}"
    return (
        f"with\n\ndelivered_{table} as (\n"  # not the bare name: order is a word of SQL
        f"    select * from {{{{ {macro}(source('raw', '{system}__{table}')) }}}} as {held}\n)\n\n"
        f"select\n{_columns(system, entity)}\nfrom delivered_{table}\n"
    )


def _columns(system: str, entity: CanonicalEntity) -> str:
    last = list(entity.columns)[-1]
    lines = []
    for name, data_type in entity.columns.items():
        value = _value(system, name, data_type)
        remark = "    -- must be filled" if name in entity.required and "null" in value else ""
        lines.append(f"    {value}{'' if name == last else ','}{remark}")
    return "\n".join(lines)


def _value(system: str, name: str, data_type: str) -> str:
    if name == "system_name":
        return f"'{system}' as system_name"
    return name if name in _CARRIED else f"cast(null as {data_type.replace(',', ', ')}) as {name}"


def model_yaml(system: str, entity: CanonicalEntity) -> str:
    """The columns with their types; each says what the entity means, until a person says how it is filled."""
    lines = ["version: 2", "", "models:", f"  - name: stg_{system}__{entity.name}"]
    lines += ["    description: >-", f"      {entity.grain}", "    columns:"]
    for name, data_type in entity.columns.items():
        meaning = json.dumps(entity.meanings[name], ensure_ascii=False)
        lines += [f"      - name: {name}", f"        data_type: {data_type}", f"        description: {meaning}"]
    return "\n".join(lines) + "\n"


def sources_yaml(tables: Iterable[str]) -> str:
    """The raw tables of a company, declared by name; whoever wants to describes their columns too."""
    lines = ["version: 2", "", "sources:", "  - name: raw", "    schema: raw"]
    lines += ["    description: Every version of every delivered row of this company.", "    tables:"]
    return "\n".join([*lines, *(f"      - name: {table}" for table in tables)]) + "\n"
