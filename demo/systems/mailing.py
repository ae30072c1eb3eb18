"""The mailing tool: Mailchimp's reports as JSON Lines, and beside them the lists of whom a campaign was for.

Mailchimp knows neither whom a campaign left out to compare with nor letters; the list of each campaign says the former
(target_list.csv), the printing house the latter (letters.csv). Customers bear the shop's number and the e-mail address
that the shop knew on the campaign's day. A report has one time of sending per campaign.
Belongs here: those files. Does not belong here: costs (advertising), consents (loyalty).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.campaign_codes import campaign_code_sql
from demo.systems.covered_rows import cover, write_rows
from demo.systems.json_lines import write_json_lines
from demo.systems.shop_ids import number
from demo.systems.window import Window

SYSTEM = "mailing"
_LIST = "'list_id', 'a1b2c3d4e5', 'list_is_active', true"
_TIME = "strftime({0}, '%Y-%m-%dT%H:%M:%S+00:00')"
_CODE = campaign_code_sql("campaign_no")
# One row per campaign and customer, with the address that was written to.
_CONTACT = f"""
create or replace temp table mailing_contact as
with record as (
    select party_no, min_by(record_no, since_at) as record_no, min_by(given_name, since_at) as given_name,
        min_by(family_name, since_at) as family_name, min_by(email, since_at) as email, min(since_at) as since_at
    from membership where system = 'shop' group by party_no
),
address as (
    select party_no, email, valid_from_at from party_version where change = 'new_email'
    order by party_no, valid_from_at
),
addressed as (
    select contact.*, address.email as new_email
    from (
        select contact.*, campaign.channel, campaign.campaign_name, campaign.first_date,
            cast(campaign.first_date as timestamp) as chosen_at
        from campaign_contact as contact join campaign using (campaign_no)
    ) as contact
    asof left join address on address.party_no = contact.party_no and address.valid_from_at <= contact.chosen_at
),
known as (
    select addressed.*, record.given_name, record.family_name,
        {number("Customer", "record.record_no")} as customer_number,
        coalesce(case when not (record.since_at > chosen_at) then new_email end, record.email) as address
    from addressed join record using (party_no)
)
select *, md5(lower(address)) as email_id, {_CODE} as code,
    case channel when 'email' then substr(md5('campaign ' || campaign_no), 1, 10) else {_CODE} end as campaign_id,
    min(sent_at) over (partition by campaign_no) as send_time,
    case when sent_at is null then null when delivered_at is not null or channel = 'post' then 'sent'
        when party_no % 3 = 0 then 'soft' else 'hard' end as status
from known
"""
_IN_WINDOW = "between getvariable('first_day') and getvariable('last_day')"
_ENDS_AT = "getvariable('ends_at')"


def _happened(column: str) -> str:
    return f"({column} >= getvariable('begins_at') and {column} < {_ENDS_AT})"


_TARGETS = f"""
select campaign_id, code as campaign_code, campaign_name, channel, customer_number, address as email,
    case when is_held_out then 'control' else 'target' end as group, first_date as chosen_on
from mailing_contact
where first_date {_IN_WINDOW}
order by code, customer_number
"""
_LETTERS = f"""
select campaign_id as campaign_code, customer_number, sent_at as posted_at,
    case when delivered_at < {_ENDS_AT} then delivered_at end as delivered_at
from mailing_contact
where channel = 'post' and ({_happened("sent_at")} or {_happened("delivered_at")})
order by campaign_code, customer_number
"""
_CAMPAIGNS = f"""
select json_object(
    'id', campaign_id, 'web_id', 100000 + any_value(campaign_no), 'type', 'regular',
    'create_time', {_TIME.format("min(chosen_at) - interval 1 day")}, 'send_time', {_TIME.format("min(send_time)")},
    'status', 'sent', 'emails_sent', count(sent_at),
    'recipients', json_object('list_id', 'a1b2c3d4e5', 'list_name', 'Customers', 'recipient_count', count(sent_at)),
    'settings', json_object('subject_line', any_value(campaign_name), 'title', any_value(campaign_name)),
    'tracking', json_object('google_analytics', any_value(code)))
from mailing_contact
where channel = 'email' and {_happened("send_time")}
group by campaign_id
order by min(campaign_no)
"""
_IDS = "'email_id', email_id, 'email_address', address"
_MERGE = "'merge_fields', json_object('FNAME', given_name, 'LNAME', family_name, 'CUSTNO', customer_number::varchar)"
_SENT_TO = f"""
select json_object({_IDS}, {_MERGE}, 'vip', false, 'status', status, 'campaign_id', campaign_id, {_LIST})
from mailing_contact
where channel = 'email' and {_happened("sent_at")}
order by campaign_no, email_id
"""


def _action(name: str, column: str, more: str = "") -> str:
    action = f"json_object('action', '{name}', 'timestamp', {_TIME.format(column)}{more})"
    return f"case when {column} < {_ENDS_AT} then {action} end"


_URL = ", 'url', 'https://shop.example.com/?utm_campaign=' || code"
_BOUNCE = f"case when status <> 'sent' then {_action('bounce', 'sent_at', ', ' + repr('type') + ', status')} end"
_ACTIVITY = f"""
select json_object('campaign_id', campaign_id, {_LIST}, {_IDS}, 'activity', list_filter(
    [{_BOUNCE}, {_action("open", "opened_at")}, {_action("click", "clicked_at", _URL)}],
    lambda action: action is not null))
from mailing_contact
where channel = 'email' and sent_at < {_ENDS_AT}
    and ({_happened("sent_at")} or {_happened("opened_at")} or {_happened("clicked_at")})
order by campaign_no, email_id
"""
_UNSUBSCRIBED = f"""
select json_object({_IDS}, {_MERGE}, 'vip', false, 'timestamp', {_TIME.format("unsubscribed_at")}, 'reason', null,
    'campaign_id', campaign_id, {_LIST})
from mailing_contact
where {_happened("unsubscribed_at")}
order by unsubscribed_at, email_id
"""


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    truth.execute(_CONTACT)


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    cover(truth, window)
    write_rows(truth, _TARGETS, folder / "target_list.csv")
    write_rows(truth, _LETTERS, folder / "letters.csv")
    for name, lines in (
        ("campaigns", _CAMPAIGNS),
        ("sent_to", _SENT_TO),
        ("email_activity", _ACTIVITY),
        ("unsubscribed", _UNSUBSCRIBED),
    ):
        write_json_lines(truth, lines, folder / f"{name}.jsonl")
