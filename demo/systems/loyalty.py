"""The loyalty programme: its members with their tiers, their points, and what they have agreed to.

It knows a customer by the shop's number, and all times are UTC. The programme hears of each new tier, whoever bears it;
table loyalty_member_version, one row per state of a member from `valid_from_at` on.
Belongs here: the programme's files. Does not belong here: the shop's (shopify).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.csv_files import write_csv
from demo.systems.shop_ids import number
from demo.systems.shopify.words import time, within
from demo.systems.window import Window

SYSTEM = "loyalty"

_MEMBERS = """
create temp table loyalty_member_version as
select record.record_no, greatest(record.since_at, version.valid_from_at) as valid_from_at, version.tier,
    party.birth_date, record.since_at
from membership as record
join party using (party_no)
join (
    select party_no, tier, valid_from_at,
        lead(valid_from_at) over (partition by party_no order by valid_from_at) as valid_to_at
    from party_version
    where change in ('first', 'new_tier')
) as version on version.party_no = record.party_no
    and (version.valid_to_at > record.since_at or version.valid_to_at is null)
where record.system = 'shop' and version.tier is not null
order by valid_from_at, record_no
"""


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    """Makes the temporary table that each delivery reads."""
    truth.execute(_MEMBERS)


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """Writes the programme's files of one delivery into `folder`: members in their state at the end of the window."""
    for name, query in (("members", _members), ("points", _points), ("consents", _consents)):
        write_csv(truth, query(window), folder / f"{name}.csv")


def _members(window: Window) -> str:
    return f"""
select {number("Customer", "record_no")} as customer_id, {time("since_at")} as member_since, tier, birth_date,
    {time("valid_from_at")} as updated_at
from loyalty_member_version where {within("valid_from_at", window)}
qualify row_number() over (partition by record_no order by valid_from_at desc) = 1
order by record_no"""


def _points(window: Window) -> str:
    return f"""
select entry_no as transaction_id, {number("Customer", "record_no")} as customer_id,
    {time("happened_at")} as happened_at, kind as type, points, {number("Order", "order_no")} as order_id
from loyalty where {within("happened_at", window)}
order by entry_no"""


def _consents(window: Window) -> str:
    return f"""
select {number("Customer", "record_no")} as customer_id, channel, state, {time("since_at")} as since_at, source
from consent where {within("since_at", window)}
order by since_at, record_no, channel"""
