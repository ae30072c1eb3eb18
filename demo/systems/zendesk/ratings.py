"""satisfaction_ratings.jsonl: a rating is offered when a ticket is first solved, and becomes good or bad when given.

Belongs here: that file. Does not belong here: the survey after calls (asterisk).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.json_lines import write_json_lines
from demo.systems.window import Window
from demo.systems.zendesk.words import time, within
from demo.systems.zendesk_ids import number


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    query = f"""
select json_object('id', {number("rating", "ticket_no")}, 'ticket_id', ticket_no, 'requester_id', requester_id,
    'assignee_id', assignee_id, 'group_id', assigned_group_id, 'score', coalesce(score, 'offered'),
    'comment', case when score is not null then csat_comment end, 'reason', null, 'reason_id', null,
    'created_at', {time("first_solved_at")}, 'updated_at', {time("happened_at")})
from (
    select * from desk_event
    where {within("happened_at", window)} and (kind = 'rated' or happened_at = first_solved_at)
    qualify row_number() over (partition by ticket_no order by event_no desc) = 1
) as event
join desk_ticket using (ticket_no)
order by ticket_no"""
    write_json_lines(truth, query, folder / "satisfaction_ratings.jsonl")
