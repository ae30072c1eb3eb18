"""How each ticket stood after each of its events: status, group, agent; and what of it never changes.

Belongs here: what tickets and audits both tell. Does not belong here: any one file.
"""

from __future__ import annotations

import duckdb

from demo.systems.shop_ids import number as shop_number
from demo.systems.zendesk.words import TYPE, group, via
from demo.systems.zendesk_ids import AUTOMATION, audit_no, number

# The article with its number, as the agent's list of articles offers it.
_TICKETS = f"""
create temp table desk_ticket as
select
    ticket_no, opened_at, subject, priority, reason, {TYPE} as ticket_type, {via("contact_channel")} as via,
    {number("user", "member.record_no")} as requester_id, {shop_number("Order", "order_no")}::varchar as order_id,
    named.product_name || ' ' || product.variant_name || ' (' || product.sku || ')' as product_name,
    csat, csat_comment
from ticket
join membership as member on member.system = 'call_centre' and member.party_no = ticket.party_no
left join product on product.sku_no = ticket.sku_no
asof left join product_version as named on named.sku_no = ticket.sku_no and ticket.opened_at >= named.valid_from_at
order by ticket_no
"""
_EVENTS = f"""
create temp table desk_event as
with event as (
    select ticket_no, event_no, happened_at, kind, value, {group("team_name")} as group_id,
        case when employee_no is not null then {number("agent", "employee_no")} end as agent_id,
        case when kind = 'assigned' then {group("team_name")} end as new_group_id,
        case when kind = 'assigned' then {number("agent", "employee_no")} end as new_assignee_id,
        case kind when 'created' then 'new' when 'solved' then 'solved' when 'reopened' then 'open'
            when 'status' then value when 'replied' then 'open' end as new_status
    from ticket_event
),
after as (
    select *,
        last_value(new_status ignore nulls) over so_far as status,
        last_value(new_group_id ignore nulls) over so_far as assigned_group_id,
        last_value(new_assignee_id ignore nulls) over so_far as assignee_id,
        last_value(case when kind = 'rated' then value end ignore nulls) over so_far as score,
        min(case when kind = 'solved' then happened_at end) over so_far as first_solved_at
    from event
    window so_far as (partition by ticket_no order by event_no rows unbounded preceding)
)
select *, lag(status) over one as old_status, lag(assigned_group_id) over one as old_group_id,
    lag(assignee_id) over one as old_assignee_id,
    case
        when kind in ('created', 'reopened', 'rated') then null
        when kind = 'assigned' then coalesce(lag(assignee_id) over one, {AUTOMATION})
        else coalesce(agent_id, {AUTOMATION}) end as author_id,
    {number("audit", audit_no("ticket_no", "event_no"))} as audit_id
from after
window one as (partition by ticket_no order by event_no)
order by happened_at, ticket_no, event_no
"""


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    truth.execute(_TICKETS)
    truth.execute(_EVENTS)
