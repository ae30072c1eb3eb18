"""groups.jsonl and ticket_fields.jsonl: whole lists each time, that tickets name by number.

Belongs here: these lists. Does not belong here: who is in a group (users.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.json_lines import write_json_lines
from demo.systems.window import Window
from demo.systems.zendesk.words import FIELD_TITLES, GROUPS, time
from demo.world.calendar import FIRST_DATE

_MADE_AT = time(f"timestamp '{FIRST_DATE}'")
_AGES = f"'created_at', {_MADE_AT}, 'updated_at', {_MADE_AT}"


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """The same in every window."""
    groups = _listed({number: team for team, number in GROUPS.items()})
    group = f"json_object('id', id, 'name', name, 'deleted', false, {_AGES})"
    write_json_lines(truth, f"select {group} from {groups} order by id", folder / "groups.jsonl")
    field = f"json_object('id', id, 'type', 'text', 'title', name, 'active', true, {_AGES})"
    write_json_lines(truth, f"select {field} from {_listed(FIELD_TITLES)} order by id", folder / "ticket_fields.jsonl")


def _listed(names: dict[int, str]) -> str:
    return f"(values {', '.join(f'({number}, {name!r})' for number, name in names.items())}) as listed (id, name)"
