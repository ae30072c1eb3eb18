"""users.jsonl: customers, as they were written down when their record was made, and employees with their changes.

A customer's external_id is his number in the shop, where the agent saw it; an employee's is his personnel number. The
number of a customer's contact at the switchboard stands in the user field contact_number.
Belongs here: users. Does not belong here: groups (groups.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.asterisk_ids import contact
from demo.systems.json_lines import write_json_lines
from demo.systems.shop_ids import number as shop_number
from demo.systems.window import Window
from demo.systems.zendesk.words import group, time, within
from demo.systems.zendesk_ids import KNOWS_SHOP_NUMBER_OF_TEN, number

_USERS = f"""
create temp table desk_user as
with shopper as (
    select party_no, min(record_no) as record_no, min(since_at) as since_at
    from membership where system = 'shop' group by party_no
)
select
    {number("user", "member.record_no")} as id, full_name as name, email,
    '+' || regexp_replace(phone, '[^0-9]', '', 'g') as phone, 'end-user' as role,
    case when shopper.since_at <= member.since_at and member.record_no % 10 < {KNOWS_SHOP_NUMBER_OF_TEN}
        then {shop_number("Customer", "shopper.record_no")}::varchar end as external_id,
    null as group_id, true as active, json_object('contact_number', {contact("member.record_no")}) as user_fields,
    member.since_at as made_at, member.since_at as changed_at
from membership as member
left join shopper using (party_no)
where system = 'call_centre'
union all
select {number("agent", "employee_no")}, name, email, null, 'agent', employee_no::varchar, {group("team_name")},
    is_active, json_object(), min(valid_from_at) over (partition by employee_no), valid_from_at
from employee_version join employee using (employee_no)
where kind in ('agent', 'clerk')
order by changed_at, id
"""


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    truth.execute(_USERS)


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    query = f"""
select json_object('id', id, 'name', name, 'email', email, 'phone', phone, 'role', role,
    'external_id', external_id, 'organization_id', null, 'default_group_id', group_id, 'active', active,
    'tags', json_array(), 'user_fields', user_fields, 'created_at', {time("made_at")},
    'updated_at', {time("changed_at")})
from (
    select * from desk_user where {within("changed_at", window)}
    qualify row_number() over (partition by id order by changed_at desc) = 1
)
order by id"""
    write_json_lines(truth, query, folder / "users.jsonl")
