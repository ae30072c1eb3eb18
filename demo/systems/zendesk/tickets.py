"""tickets.jsonl: the tickets to which something happened, as they stand at the end of the window.

Belongs here: the ticket's fields. Does not belong here: what happened to it (audits.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.json_lines import write_json_lines
from demo.systems.window import Window
from demo.systems.zendesk.words import FIELDS, time, within
from demo.systems.zendesk_ids import number


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """The fields of one's own are all listed, empty or not."""
    fields = ", ".join(f"json_object('id', {field}, 'value', {column})" for field, column in FIELDS.items())
    empty = ", ".join(f"'{name}', null" for name in ("organization_id", "problem_id", "external_id"))
    query = f"""
select json_object('id', ticket_no, 'type', ticket_type, 'subject', subject, 'raw_subject', subject,
    'description', subject, 'priority', priority, 'status', status, 'requester_id', requester_id,
    'submitter_id', requester_id, 'assignee_id', assignee_id, 'group_id', assigned_group_id, {empty},
    'tags', json_array(reason), 'custom_fields', json_array({fields}), 'satisfaction_rating', {_RATING},
    'brand_id', null, 'via', ticket.via, 'created_at', {time("opened_at")}, 'updated_at', {time("happened_at")},
    'generated_timestamp', epoch(happened_at)::bigint)
from (
    select * from desk_event where {within("happened_at", window)}
    qualify row_number() over (partition by ticket_no order by event_no desc) = 1
) as event
join desk_ticket as ticket using (ticket_no)
order by ticket_no"""
    write_json_lines(truth, query, folder / "tickets.jsonl")


_RATING = f"""case
        when first_solved_at is null then json_object('score', 'unoffered')
        when score is null then json_object('score', 'offered')
        else json_object('id', {number("rating", "ticket_no")}, 'score', score, 'comment', csat_comment) end"""
