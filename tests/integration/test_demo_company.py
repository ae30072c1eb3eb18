"""The demo company's warehouse against its truth: what systems delivered, loaded and joined, is what happened."""

from __future__ import annotations

import csv
import datetime as dt
import os
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from demo.company import Made, make_company
from demo.systems.asterisk_ids import call_number
from demo.systems.salesforce_ids import ACCOUNT, OPPORTUNITY, salesforce_id
from tests.integration.content import differences
from tests.integration.demo_company import DemoCompany, a_thousand_times, held, new_demo_company, versions_of
from tests.integration.demo_questions import QUESTIONS
from tests.integration.truth_reference import TruthReference, midnight_after

DAYS = [dt.date(2023, 6, 30), dt.date(2024, 2, 29), dt.date(2025, 11, 30), dt.date(2025, 12, 24), dt.date(2025, 12, 31)]
STAGES = {
    "qualification": "Qualification",
    "needs": "Needs Analysis",
    "proposal": "Proposal/Price Quote",
    "negotiation": "Negotiation/Review",
    "won": "Closed Won",
    "lost": "Closed Lost",
}
CHANNELS = {"search": "paid_search", "social": "social_media"}

# 36 months and 20 random cuts take an hour; RAPPORT_CUTS says how many of them to try.
CUTS = int(os.environ.get("RAPPORT_CUTS", "6"))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> DemoCompany:
    folder = tmp_path_factory.mktemp("demo")
    make_company(folder, Made("S", seed=1))
    company = new_demo_company(folder / "company", folder)
    company.deliver(company.delivery_days())
    company.build()
    return company


@pytest.fixture(scope="module")
def truth(company: DemoCompany) -> TruthReference:
    return TruthReference(company.made)


def found(company: DemoCompany, sql: str) -> dict[tuple[Any, ...], Any]:
    """Rows of a question by all but their last column."""
    return {tuple(where): what for *where, what in company.ask(sql)}


def counted(company: DemoCompany, sql: str) -> dict[tuple[Any, ...], tuple[int, Decimal]]:
    """Rows of a question by all but their last two columns: how many, how much."""
    return {tuple(where): (count, amount) for *where, count, amount in company.ask(sql)}  # type: ignore[misc]


@pytest.mark.parametrize("what", QUESTIONS)
def test_the_star_says_what_happened(what: str, company: DemoCompany, truth: TruthReference) -> None:
    question = QUESTIONS[what]
    answers = counted(company, question.sql) if question.measures == 2 else found(company, question.sql)
    assert answers == question.truth(truth)


def test_seconds_of_calls(company: DemoCompany, truth: TruthReference) -> None:
    seconds = {
        outcome: (queue, talk)
        for outcome, queue, talk in company.ask(
            "select outcome, sum(queue_seconds), sum(talk_seconds) from core.fct_call group by all"
        )
    }
    assert seconds == truth.call_seconds()


def test_every_call_is_that_of_its_customer(company: DemoCompany, truth: TruthReference) -> None:
    """The contact who called stands for the party who did, whatever record of him came first."""
    key_of = found(
        company,
        """
        select identity.source_id, call.call_id, call.customer_key = identity.customer_key
        from core.fct_call as call
        inner join core.bridge_customer_identity as identity
            on call.customer_key = identity.customer_key and identity.system_name = 'call_centre'""",
    )
    record_of = {m["party_no"]: m["record_no"] for m in truth.rows("membership") if m["system"] == "call_centre"}
    called = {call_number(str(call_id)): str(contact) for contact, call_id in key_of}
    expected = {
        call["call_no"]: f"C{record_of[call['party_no']]:07d}" for call in truth.rows("call") if call["party_no"]
    }
    assert called == expected


def test_leads_by_status(company: DemoCompany, truth: TruthReference) -> None:
    leads = dict(company.ask("select status, count(*) from core.fct_lead group by all"))
    assert leads == truth.leads()


def test_stages_by_how_often_they_were_entered(company: DemoCompany, truth: TruthReference) -> None:
    stages = dict(company.ask("select stage_name, count(*) from core.fct_opportunity_stage group by all"))
    assert stages == {STAGES[name]: count for name, count in truth.stages().items()}


def test_spend_by_channel(company: DemoCompany, truth: TruthReference) -> None:
    spend = counted(
        company,
        """
        select channel.channel_code, count(*), sum(spend.spend_amount_local)
        from core.fct_campaign_spend as spend
        inner join core.dim_channel as channel on spend.marketing_channel_key = channel.channel_key
        group by all""",
    )
    assert spend == {(CHANNELS.get(channel, channel),): sums for (channel,), sums in truth.spend().items()}


def test_holidays_of_each_country(company: DemoCompany, truth: TruthReference) -> None:
    holidays = {
        (day, country) for day, country in company.ask("select holiday_date, country_code from core.bridge_holiday")
    }
    assert holidays == {(holiday["date"], holiday["country_code"]) for holiday in truth.rows("holiday")}
    marked = {day for (day,) in company.ask("select calendar_date from core.dim_date where is_holiday")}
    assert {holiday["date"] for holiday in truth.rows("holiday")} == marked


def test_open_tickets_at_the_end_of_any_day(company: DemoCompany, truth: TruthReference) -> None:
    """A day on which none was open has no row."""
    backlog = found(
        company,
        f"""
        select calendar_date, sum(open_ticket_count)::int from core.fct_ticket_day
        where list_contains({[str(day) for day in DAYS]}::date[], calendar_date) group by all""",
    )
    assert backlog == {day: count for day, count in truth.open_tickets(DAYS).items() if count}


def test_agents_logged_in(company: DemoCompany, truth: TruthReference) -> None:
    sessions = company.ask("select count(*), sum(logged_in_seconds), sum(paused_seconds) from core.fct_agent_session")
    assert sessions == [truth.agent_sessions()]


def test_consents_of_any_day(company: DemoCompany, truth: TruthReference) -> None:
    given = {}
    for day in DAYS:
        given |= found(
            company,
            f"""
            select date '{day}', channel.channel_code, count(*)
            from core.fct_consent as consent
            inner join core.dim_channel as channel on consent.contact_channel_key = channel.channel_key
            where
                consent.is_given
                and consent.valid_from_at < timestamp '{midnight_after(day)}'
                and consent.valid_to_at >= timestamp '{midnight_after(day)}'
            group by all""",
        )
    assert given == truth.consents(DAYS)


def test_customers_as_of_a_thousand_days(company: DemoCompany, truth: TruthReference) -> None:
    """Accounts of the CRM, which hears of every change: segment and tier are those of the day."""
    party_of = {
        salesforce_id(ACCOUNT, member["record_no"]): member["party_no"]
        for member in truth.rows("membership")
        if member["system"] == "crm"
    }
    versions = versions_of(
        company,
        """
        select identity.source_id, history.valid_from_at, history.valid_to_at, history.segment, history.tier
        from core.bridge_customer_identity as identity
        inner join core.dim_customer_history as history on identity.customer_key = history.customer_key
        where identity.system_name = 'crm' and identity.source_id like '001%'""",
    )
    for account, at in a_thousand_times(versions):
        assert held(versions[account], at) == truth.as_of("party_version", party_of[account], at, ("segment", "tier"))


def test_products_as_of_a_thousand_days(company: DemoCompany, truth: TruthReference) -> None:
    sku_no_of = {product["sku"]: product["sku_no"] for product in truth.rows("product")}
    columns = ("product_name", "subcategory_name", "category_name")
    versions = versions_of(
        company,
        f"""
        select sku, valid_from_at, valid_to_at, {", ".join(columns)}
        from core.dim_product_history where product_key > 0 and sku is not null""",
    )
    for sku, at in a_thousand_times(versions):
        assert held(versions[sku], at) == truth.as_of("product_version", sku_no_of[sku], at, columns)


def test_employees_as_of_a_thousand_days(company: DemoCompany, truth: TruthReference) -> None:
    """Users of the CRM, the rep who left among them."""
    columns = ("job_title", "team_name", "department_name", "is_active")
    versions = versions_of(
        company,
        f"""
        select employee_number, valid_from_at, valid_to_at, {", ".join(columns)}
        from core.dim_employee_history where system_name = 'crm' and employee_number is not null""",
    )
    for number, at in a_thousand_times(versions):
        assert held(versions[number], at) == truth.as_of("employee_version", int(number), at, columns)
    assert any(not is_active for told in versions.values() for *_, is_active in told)


def test_a_fact_knows_its_customer_as_he_was_and_as_he_is(company: DemoCompany, truth: TruthReference) -> None:
    """By the version key the tier of the day, by the durable key today's: for every deal of an account."""
    deals = company.ask("""
        select opportunity.opportunity_id, then_.tier, today.tier
        from core.fct_opportunity as opportunity
        inner join core.dim_customer_history as then_
            on opportunity.customer_version_key = then_.customer_version_key
        inner join core.dim_customer as today on opportunity.customer_key = today.customer_key
        where opportunity.customer_key > 0""")
    told = {salesforce_id(OPPORTUNITY, one["opportunity_no"]): one for one in truth.rows("opportunity")}
    tiers = [
        tuple(
            truth.as_of("party_version", told[str(deal)]["party_no"], at, ("tier",))[0]
            for at in (told[str(deal)]["created_at"], midnight_after(DAYS[-1]))
        )
        for deal, *_ in deals
    ]
    assert [(then, today) for _, then, today in deals] == tiers
    assert any(then != today for then, today in tiers)


def test_every_delivery_is_accounted_for(company: DemoCompany) -> None:
    assert (
        company.ask("""
        select file from about.delivery
        where rows_read <> rows_loaded + rows_known + rows_quarantined and status <> 'refused'""")
        == []
    )


def test_every_planted_defect_ends_as_its_list_says(company: DemoCompany) -> None:
    listed = company.made / "truth" / "defects.csv"
    planted = list(csv.DictReader(listed.read_text(encoding="utf-8").splitlines()))
    expected = {
        (row["system"], row["entity"], row["file"]): (row["expected_status"], int(row["expected_quarantined"]))
        for row in planted
    }
    ended = {
        (system, entity, file): (status, quarantined)
        for system, entity, file, status, quarantined in company.ask(
            "select system_name, entity_name, file, status, rows_quarantined from about.delivery"
        )
    }
    assert {place: ended.get(place) for place in expected} == expected
    odd = {place for place, (status, quarantined) in ended.items() if status == "refused" or quarantined}
    assert odd <= expected.keys(), "what nobody planted"


def test_builds_that_end_on_random_days_make_what_one_build_makes(company: DemoCompany, tmp_path: Path) -> None:
    in_pieces = new_demo_company(tmp_path / "demo", company.made)
    days = in_pieces.delivery_days()
    ends = [*sorted(random.Random(2025).sample(range(1, len(days)), CUTS - 1)), len(days)]
    for first, end in zip([0, *ends], ends, strict=False):
        in_pieces.deliver(days[first:end])
        in_pieces.build()
    assert differences(company.published_path(), in_pieces.published_path()) == {}
