"""What vendors' files become: the truth of the small demo company, through its exports, contracts and staging.

Belongs here: sales, marketing, planning and the market. What the star makes of them is not judged here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import duckdb
import pytest

from demo.generate import generate
from demo.systems import advertising, ecb, mailing, market, planning, salesforce
from demo.systems.truth import open_truth
from demo.systems.window import Window
from tests.integration.conftest import BuiltCompany

YEARS = [Window(dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in (2023, 2024, 2025)]
SYSTEMS = {
    "crm": (salesforce, "crm", "salesforce", "UTC"),
    "mailing": (mailing, "crm", "mailing", "UTC"),
    "advertising": (advertising, "external", "advertising", "Europe/Berlin"),
    "planning": (planning, "external", "planning", "Europe/Berlin"),
    "ecb": (ecb, "external", "ecb", "Europe/Berlin"),
    "market": (market, "external", "market", "Europe/Berlin"),
}


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("truth")
    generate(folder, "S", seed=1)
    with open_truth(folder) as connection:
        yield connection


@pytest.fixture(scope="module")
def staged(
    truth: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The workshop of a company with these systems, built after a delivery a year."""
    folder = tmp_path_factory.mktemp("vendors") / "company"
    folder.mkdir()
    listed = [
        f"  - {{name: {name}, kind: {kind}, contract: {contract}, landing: landing/{name}, time_zone: {zone}}}"
        for name, (_, kind, contract, zone) in SYSTEMS.items()
    ]
    settings = ["name: Vendors", "currency: EUR", "time_zone: Europe/Berlin", "systems:", *listed, ""]
    (folder / "company.yml").write_text("\n".join(settings))
    for name, (system, *_) in SYSTEMS.items():
        if hasattr(system, "prepare"):
            system.prepare(truth)
        for window in YEARS:
            day = folder / "landing" / name / str(window.last_day)
            day.mkdir(parents=True)
            system.deliver(truth, window, day)
    BuiltCompany(folder).build()
    with duckdb.connect(folder / "warehouse" / "workshop.duckdb", read_only=True) as workshop:
        yield workshop


CHANNEL = (
    "case {0} when 'organic' then 'organic_search' when 'search' then 'paid_search' when 'social' then 'social_media' "
    "when 'cold_call' then 'phone' else {0} end"
)
CUSTOMER_NUMBER = "(6600000000000 + min_by(record_no, since_at))::varchar"
# What staging holds, and what is true.
FACTS = {
    "customers": (
        "select customer_type, segment, tier, country_code, preferred_contact_channel_code, count(*) from (from "
        "stg_crm__customer qualify row_number() over (partition by customer_id order by valid_from_at desc) = 1) "
        "where organisation_customer_id is null group by all",
        "select party_type, segment, tier, country_code, preferred_channel, count(*) from crm_record "
        "where valid_to_at is null and created_at is not null and organisation_party_no is null group by all",
    ),
    "contacts": (
        "select organisation_customer_id, count(distinct customer_id) from stg_crm__customer "
        "where organisation_customer_id is not null group by all",
        "select account_id, count(distinct record_no) from crm_record where organisation_party_no is not null "
        "and created_at is not null group by all",
    ),
    "employees": (
        "select employee_number, employee_name, team_name, is_active from (from stg_crm__employee qualify "
        "row_number() over (partition by employee_id order by valid_from_at desc) = 1)",
        "select employee_no, name, team_name, is_active from crm_user where valid_to_at is null",
    ),
    "leads": (
        "select status, marketing_channel_code, rating, count(*), count(customer_id), max(created_at_local), "
        "max(converted_at_local), max(disqualified_at_local) from stg_crm__lead group by all",
        f"select status, {CHANNEL.format('source_channel')}, rating, count(*), count(converted_at), max(created_at), "
        "max(converted_at), max(disqualified_at) from lead group by all",
    ),
    "deals": (
        "select status, marketing_channel_code, currency_code, count(*), count(lead_id), count(loss_reason_name), "
        "sum(amount_local), max(closed_at_local), min(expected_close_date) from stg_crm__opportunity group by all",
        f"select status, {CHANNEL.format('source_channel')}, currency_code, count(*), count(lead_no), "
        "count(loss_reason), sum(amount), max(closed_at), min(last_expected) from opportunity join (select "
        "opportunity_no, max_by(expected_close_date, stage_no) as last_expected from opportunity_stage "
        "group by opportunity_no) using (opportunity_no) group by all",
    ),
    "stages": (
        "select stage_order, status, count(*), sum(amount_local), max(changed_at_local), max(probability)::double "
        "from stg_crm__opportunity_stage_change group by all",
        "select list_position(['qualification', 'needs', 'proposal', 'negotiation', 'won', 'lost'], stage_name), "
        "case when stage_name in ('won', 'lost') then stage_name else 'open' end, count(*), sum(amount), "
        "max(entered_at), max(probability) from opportunity_stage group by all",
    ),
    "lines of deals": (
        "select sku, sum(quantity)::bigint, sum(amount_local) from stg_crm__opportunity_line group by all",
        "select sku, sum(quantity), sum(quantity * unit_price) from opportunity_line join product using (sku_no) "
        "group by all",
    ),
    "quotes": (
        "select status, count(*), sum(amount_local), max(sent_at_local), max(decided_at_local), max(valid_until_date) "
        "from stg_crm__quote group by all",
        "select status, count(*), sum(amount), max(sent_at), max(decided_at), max(valid_until_date) from quote "
        "group by all",
    ),
    "contracts": (
        "select status, currency_code, count(*), count(opportunity_id), count(renewed_by_contract_id), "
        "sum(amount_local), min(start_date), max(end_date) from stg_crm__contract group by all",
        "select status, currency_code, count(*), count(opportunity_no), count(renewed_by_contract_no), sum(value), "
        "min(start_date), max(end_date) from contract group by all",
    ),
    "activities": (
        "select activity_type, subject, is_done, count(*), count(lead_id), count(opportunity_id), "
        "max(done_at_local), min(planned_date) from stg_crm__activity group by all",
        "select kind, subject, done_at is not null, count(*), count(lead_no), count(opportunity_no), max(done_at), "
        "min(planned_date) from activity group by all",
    ),
    "campaigns": (
        "select campaign_code, campaign_name, programme_name, offer_name, start_date, end_date from stg_crm__campaign",
        "select 'c' || lpad(campaign_no::varchar, 4, '0'), campaign_name, programme_name, "
        "nullif(offer_name, 'No offer'), first_date, last_date from campaign",
    ),
    "members of campaigns": (
        "select campaign_code, customer_id, is_held_out, opened_at_local, clicked_at_local, unsubscribed_at_local, "
        "sent_at_local::date, delivered_at_local::date from stg_mailing__campaign_member "
        "join stg_mailing__campaign using (campaign_id)",
        "select 'c' || lpad(campaign_no::varchar, 4, '0'), customer, is_held_out, opened_at, clicked_at, "
        "unsubscribed_at, sent_at::date, delivered_at::date from campaign_contact join (select party_no, "
        f"{CUSTOMER_NUMBER} as customer from membership where system = 'shop' group by party_no) using (party_no)",
    ),
    "spend": (
        "select spend_date, marketing_channel_code, campaign_id, amount_local, click_count from "
        "stg_advertising__campaign_spend",
        f"select date, {CHANNEL.format('channel')}, 'c' || lpad(campaign_no::varchar, 4, '0'), spend, "
        "case when channel in ('search', 'social', 'affiliate') then clicks end from campaign_spend",
    ),
    "targets": (
        "select metric_name, period_start_date, member_type, member_name, target_value from stg_planning__target",
        "select metric, month, replace(region_or_rep, 'rep', 'employee'), member, value::decimal(18, 4) from target",
    ),
    "prices of competitors": (
        "select observed_date, competitor_name, sku, price_amount_local from stg_market__competitor_price",
        "select date, competitor_name, sku, price_eur from competitor_price join product using (sku_no)",
    ),
    "indexes": (
        "select index_name, period_start_date, index_value::double from stg_market__industry_index",
        "select index_name, month, value from industry_index",
    ),
    "rates of working days": (
        "select rate_date, to_currency_code, rate::double from stg_ecb__exchange_rate where rate_date > '2023-01-01'",
        "select date, currency_code, per_eur from exchange_rate semi join ecb_line using (date)",
    ),
}


@pytest.mark.parametrize("fact", FACTS)
def test_staging_holds_what_is_true(
    staged: duckdb.DuckDBPyConnection, truth: duckdb.DuckDBPyConnection, fact: str
) -> None:
    as_text = "select columns(*)::varchar from ({})"
    held, true = (as_text.format(question) for question in FACTS[fact])
    ((schema,),) = staged.execute("select schema_name from duckdb_views() where view_name = 'stg_crm__lead'").fetchall()
    held = re.sub(r"\bstg_\w+", rf"{schema}.\g<0>", held)
    found, wanted = staged.execute(held).fetchall(), truth.execute(true).fetchall()
    assert found
    assert sorted(map(plain, found)) == sorted(map(plain, wanted))


def plain(row: tuple[str | None, ...]) -> tuple[str, ...]:
    """Numbers without their zeros at the end: types write more or fewer of them."""
    return tuple(re.sub(r"(\.\d*?)0+$", r"\1", value or "").removesuffix(".") for value in row)
