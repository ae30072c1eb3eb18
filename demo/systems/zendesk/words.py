"""How Zendesk writes times and names things, as SQL.

Belongs here: one value's form. Does not belong here: what is written (the modules of the files).
"""

from __future__ import annotations

from demo.systems.window import Window
from demo.systems.zendesk_ids import FIRST_NUMBERS, TICKET_FIELDS
from demo.world.calendar import FIRST_DATE
from demo.world.staff import BACK_OFFICE

GROUPS = {team: FIRST_NUMBERS["group"] + place for place, team in enumerate(BACK_OFFICE, start=1)}
# What stands in each ticket field, as a column of desk_ticket (history.py).
FIELDS = {
    FIRST_NUMBERS["field"] + place: column
    for place, column in enumerate(("reason", "order_id", "product_name"), start=1)
}
FIELD_TITLES = dict(zip(FIELDS, TICKET_FIELDS, strict=True))
TYPE = "case type when 'complaint' then 'problem' when 'request' then 'task' else type end"


def time(column: str) -> str:
    """SQL for a UTC time as JSON, null where there is none."""
    return f"strftime({column}, '%Y-%m-%dT%H:%M:%SZ')"


def via(contact_channel: str) -> str:
    """SQL for the way on which a ticket came."""
    channel = f"case {contact_channel} when 'phone' then 'voice' when 'web_form' then 'web' else {contact_channel} end"
    inbound = f"case {contact_channel} when 'phone' then 'inbound' end"
    source = f"json_object('from', json_object(), 'to', json_object(), 'rel', {inbound})"
    return f"json_object('channel', {channel}, 'source', {source})"


def group(team: str) -> str:
    """SQL for the group of a team; null for teams that handle no tickets."""
    cases = " ".join(f"when '{name}' then {group_id}" for name, group_id in GROUPS.items())
    return f"case {team} {cases} end"


def within(column: str, window: Window) -> str:
    """SQL condition: happened in the window. What is older than the company's three years comes with the first."""
    ends = f"{column} < timestamp '{window.ends_at}'"
    return ends if window.first_day == FIRST_DATE else f"{column} >= timestamp '{window.begins_at}' and {ends}"
