"""ticket_audits.jsonl: one audit per change of a ticket, with the events that make it up.

An answer changes the status of a new ticket to open by the way. Numbers within events are texts.
Belongs here: audits. Does not belong here: how tickets stand (tickets.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.json_lines import write_json_lines
from demo.systems.window import Window
from demo.systems.zendesk.words import FIELDS, time, within
from demo.systems.zendesk_ids import EVENTS_OF_AN_AUDIT

_DESK = "json_object('channel', 'web', 'source', json_object('from', json_object(), 'to', json_object(), 'rel', null))"


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    """Table desk_audit: every audit as its line."""
    truth.execute(f"""
create temp table desk_audit as
select happened_at, ticket_no, event_no, json_object('id', audit_id, 'ticket_id', ticket_no,
    'created_at', {time("happened_at")}, 'author_id', author,
    'metadata', json_object('system', json_object(), 'custom', json_object()), 'via', via,
    'events', case kind
        when 'created' then {_creation()}
        when 'assigned' then {_assignment()}
        when 'replied' then {_answer()}
        when 'reopened' then json_array({_comment("'Again: ' || subject")}, {_status(2)})
        when 'rated' then json_array({_rating()})
        else json_array({_status(1)}) end) as line
from (
    select event.* exclude (author_id), ticket.* exclude (ticket_no, via),
        coalesce(author_id, requester_id) as author,
        case when kind in ('created', 'reopened') then ticket.via else {_DESK} end as via
    from desk_event as event join desk_ticket as ticket using (ticket_no)
)
order by happened_at, ticket_no, event_no""")


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """The audits of the window in the order of time."""
    which = within("happened_at", window)
    query = f"select line from desk_audit where {which} order by happened_at, ticket_no, event_no"
    write_json_lines(truth, query, folder / "ticket_audits.jsonl")


def _creation() -> str:
    """The first comment, and the fields that are filled; the last of them are the ticket fields of one's own."""
    fields = {"subject": "subject", "status": "status", "priority": "priority", "type": "ticket_type"}
    fields |= {str(field): column for field, column in FIELDS.items()}
    events = ", ".join(
        f"case when {column} is not null then {_field(place, name, column)} end"
        for place, (name, column) in enumerate(fields.items(), start=2)
    )
    return f"to_json(list_filter([{_comment('subject')}, {events}], lambda event: event is not null))"


def _assignment() -> str:
    group = _change(1, "group_id", "assigned_group_id", "old_group_id")
    return f"json_array({group}, {_change(2, 'assignee_id', 'assignee_id', 'old_assignee_id')})"


def _answer() -> str:
    comment = _comment("'Re: ' || subject")
    return f"case when old_status = 'new' then json_array({comment}, {_status(2)}) else json_array({comment}) end"


def _rating() -> str:
    return _event(1, "SatisfactionRating", "'score', value, 'assignee_id', assignee_id, 'body', csat_comment")


def _status(place: int) -> str:
    return _change(place, "status", "status", "old_status")


def _comment(body: str) -> str:
    return _event(1, "Comment", f"'author_id', author, 'body', {body}, 'public', true, 'attachments', json_array()")


def _field(place: int, name: str, value: str) -> str:
    return _event(place, "Create", f"'field_name', '{name}', 'value', {value}")


def _change(place: int, field: str, value: str, before: str) -> str:
    rest = f"'field_name', '{field}', 'value', {value}::varchar, 'previous_value', {before}::varchar"
    return _event(place, "Change", rest)


def _event(place: int, kind: str, rest: str) -> str:
    return f"json_object('id', audit_id * {EVENTS_OF_AN_AUDIT} + {place}, 'type', '{kind}', {rest})"
