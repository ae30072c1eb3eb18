"""customers.jsonl: what the shop knows of its customers.

A record holds name, e-mail and phone as they were given when it was made. Of later changes the shop hears when the
customer moves (`moved`) or has a new e-mail address (`new_email`): table shop_customer_version, one row per state of a
record from `valid_from_at` on. Marriages and tiers it does not hear of.
Belongs here: that rule, and the Customer line. Does not belong here: what customers do (orders.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.json_lines import write_json_lines
from demo.systems.shop_ids import gid
from demo.systems.shopify.words import time, within
from demo.systems.window import Window

_VERSIONS = """
create temp table shop_customer_version as
with record as (select * from membership where system = 'shop'),
heard as (
    select record.record_no, record.since_at as valid_from_at, record.email, address
    from record
    join (
        select party_no, valid_from_at, row_number() over (partition by party_no order by valid_from_at) as nth,
            lead(valid_from_at) over (partition by party_no order by valid_from_at) as valid_to_at,
            {street, postcode, city, region, country_code} as address
        from party_version
    ) as version on version.party_no = record.party_no
        and (version.valid_from_at <= record.since_at or version.nth = 1)
        and (version.valid_to_at > record.since_at or version.valid_to_at is null)
    union all
    select record.record_no, version.valid_from_at, case when change = 'new_email' then version.email end,
        case when change = 'moved' then {street, postcode, city, region, country_code} end
    from record join party_version as version using (party_no)
    where change in ('moved', 'new_email') and version.valid_from_at > record.since_at
)
select record_no, valid_from_at,
    last_value(email ignore nulls) over known as email, last_value(address ignore nulls) over known as address,
    min(valid_from_at) over (partition by record_no) as made_at
from heard
window known as (partition by record_no order by valid_from_at rows unbounded preceding)
order by valid_from_at, record_no
"""


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    named = "{'street': street, 'postcode': postcode, 'city': city, 'region': region, 'country_code': country_code}"
    truth.execute(_VERSIONS.replace("{street, postcode, city, region, country_code}", named))


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """The customers who are new or have changed, as they are at the end of the window."""
    write_json_lines(truth, _lines(window), folder / "customers.jsonl")


def _lines(window: Window) -> str:
    is_company = "party.party_type = 'organisation'"
    address = (
        f"json_object('company', case when {is_company} then member.full_name end, 'address1', version.address.street, "
        "'city', version.address.city, 'zip', version.address.postcode, 'province', version.address.region, "
        "'country', country.country_name, 'countryCodeV2', country.country_code)"
    )
    phone = "'+' || regexp_replace(member.phone, '[^0-9]', '', 'g')"
    return f"""
select json_object('id', {gid("Customer", "version.record_no")}, 'firstName', member.given_name,
    'lastName', member.family_name, 'displayName', member.full_name, 'email', version.email, 'phone', {phone},
    'state', 'ENABLED', 'tags', json_array(), 'defaultAddress', {address},
    'createdAt', {time("version.made_at")}, 'updatedAt', {time("version.valid_from_at")})
from (
    select * from shop_customer_version where {within("valid_from_at", window)}
    qualify row_number() over (partition by record_no order by valid_from_at desc) = 1
) as version
join membership as member on member.system = 'shop' and member.record_no = version.record_no
join party on party.party_no = member.party_no
join country on country.country_code = version.address.country_code
order by version.record_no"""
