"""Whatever comes late, moves or proves to be another: the months that are written again are those, and the star is the
one that a full build makes.

One sequence of builds, each step in months of its own, so that the report tells the steps apart.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.integration import sales_force, service_and_stock
from tests.integration.content import differences
from tests.integration.three_systems import CONTRACTS, ThreeSystems

MOVED = "versions of customers came, moved or went"
PROVED = "customers proved to be one, or not to be"
RATED = "exchange rates came or changed"
GONE = "rows that are gone or replaced"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> ThreeSystems:
    made = ThreeSystems.made(tmp_path_factory.mktemp("increments") / "three_systems")
    made.receive(
        "crm",
        "2024-12-01",
        "A,a@example.com,silver,2024-01-01 00:00:00",
        "B,b@example.com,silver,2024-01-01 00:00:00",
        "B,b@example.com,gold,2024-06-01 00:00:00",
        "C,,silver,2024-01-01 00:00:00",
    )
    made.receive(
        "shop",
        "2024-12-01",
        "o1,sa,a@example.com,2024-01-20 10:00:00,10,EUR",
        "o2,sb,b@example.com,2024-03-10 10:00:00,20,EUR",
        "o3,sc,c@example.com,2024-05-05 10:00:00,30,EUR",
        "o5,sd,d@example.com,2024-09-15 10:00:00,50,USD",
        "o6,se,e@example.com,2024-06-30 20:00:00,60,EUR",
    )
    made.receive("shop", "2024-12-02", "o4,sd,d@example.com,2024-07-07 10:00:00,40,EUR")
    made.receive("calls", "2024-12-01", "k1,x,ann,2024-02-02 10:00:00,60", "k2,y,ann,2024-04-04 10:00:00,60")
    made.receive("bank", "2024-12-01", "2024-01-01,USD,0.5")
    service_and_stock.deliver_at_first(made)
    sales_force.deliver_at_first(made)
    made.build()
    return made


@pytest.fixture(scope="module")
def said(company: ThreeSystems) -> str:
    """What a build says of all that comes after the first: late, back-dated, corrected, gone."""
    company.receive(
        "crm",
        "2024-12-03",
        "A,a@example.com,bronze,2024-01-10 00:00:00",  # back-dated: before an order that stands
        "B,b@example.com,platinum,2024-03-01 00:00:00",  # between two versions that stand
        "C,c@example.com,silver,2024-11-01 00:00:00",  # bears the address of a buyer
    )
    company.receive("shop", "2024-12-03", "o0,sf,f@example.com,2023-11-11 10:00:00,5,EUR")  # a first order, late
    company.receive("shop", "2024-12-02", "o4,sd,d@example.com,2024-08-08 10:00:00,40,EUR")  # corrected: another month
    company.receive("bank", "2024-12-03", "2024-09-01,USD,0.8")  # a rate that comes late
    company.receive("calls", "2024-12-03", "k1,x,ann,2024-02-02 10:00:00,60", "k3,y,ann,2024-10-10 10:00:00,60")
    service_and_stock.deliver_later(company)
    sales_force.deliver_later(company)
    return company.build()


def restated(said: str, fact: str) -> set[str]:
    return {line.removeprefix(f"Restated: {fact}, ") for line in said.splitlines() if f"Restated: {fact}, " in line}


def rebuilt(company: ThreeSystems, folder: Path) -> Path:
    """The version that a copy of the company makes of all its deliveries anew."""
    copy = ThreeSystems(Path(shutil.copytree(company.folder, folder / company.folder.name, symlinks=True)))
    copy.build("--rebuild")
    return copy.published_path()


def test_the_report_says_which_months_are_restated_and_why(said: str) -> None:
    assert restated(said, "fct_order_line") == {
        "8 months, 2023-11 to 2024-10",  # 2023-11, 07, 08 and 10 hold new or corrected rows; June is left alone
        f"{MOVED}: 2024-01, 2024-03, 2024-05",
        f"{PROVED}: 2024-05",
        f"{RATED}: 2024-09",
    }
    # in February a leg came late
    assert restated(said, "fct_call") == {"3 months, 2024-02 to 2024-10", f"{GONE}: 2024-04"}
    assert restated(said, "fct_ticket") == {"2024-11"}
    assert restated(said, "fct_payment") == set()


@pytest.mark.usefixtures("said")
def test_facts_are_those_that_the_deliveries_tell(company: ThreeSystems) -> None:
    tiers = company.ask("""
        select order_id, tier, invoiced_amount::int, month
        from core.fct_order_line inner join core.dim_customer_history using (customer_version_key)
        where line_type = 'sale' order by 1""")
    assert tiers == [
        ("o0", None, 5, "2023-11"),
        ("o1", "bronze", 10, "2024-01"),
        ("o2", "platinum", 20, "2024-03"),
        ("o3", "silver", 30, "2024-05"),
        ("o4", None, 40, "2024-08"),
        ("o5", None, 40, "2024-09"),
        ("o6", None, 60, "2024-06"),
    ]
    assert company.ask("select call_id from core.fct_call order by 1") == [("k1",), ("k3",)]
    assert company.ask("""
        select source_id, identity_rule, count(*) over (partition by customer_key)
        from core.bridge_customer_identity where source_id in ('C', 'sc', 'sd') order by 1""") == [
        ("C", "shared_identifier", 2),
        ("sc", "shared_identifier", 2),
        ("sd", "own_id", 1),
    ]


def test_months_of_service_and_points_are_those_of_their_rows(said: str) -> None:
    assert restated(said, "fct_agent_session") == {"2024-03"}
    assert restated(said, "fct_survey_invitation") == {"2024-02"}
    assert restated(said, "fct_web_session") == {"2 months, 2024-01 to 2024-05", f"{MOVED}: 2024-01"}
    assert restated(said, "fct_loyalty_points") == {"2 months, 2024-01 to 2024-03", f"{MOVED}: 2024-01"}


@pytest.mark.usefixtures("said")
def test_what_was_given_back_is_a_line_of_its_own_day(company: ThreeSystems) -> None:
    assert company.ask("""
        select order_line_id, order_id, month, quantity::int, returns_amount::int
        from core.fct_order_line where line_type = 'return' order by 1""") == [
        ("r1", "o1", "2024-02", -1, 4),
        ("r2", "o2", "2024-04", 0, 5),
        ("r3", "o3", "2024-10", -1, 7),
    ]
    assert company.ask("""
        select order_id, shipped_date::varchar, delivered_date::varchar from (
            select order_id, shipped_at::date as shipped_date, delivered_at::date as delivered_date
            from core.fct_order where shipped_date_key > 0) order by 1""") == [
        ("o1", "2024-01-21", "2024-01-23"),
        ("o5", "2024-09-16", None),
    ]


@pytest.mark.usefixtures("said")
def test_stock_and_open_tickets_stand_on_every_day_until_they_change(company: ThreeSystems) -> None:
    stock = company.ask("select calendar_date::varchar, on_hand_count::int from core.fct_stock_daily order by 1")
    assert stock == [
        *[(f"2024-11-{day}", 10) for day in (20, 21)],
        *[(f"2024-11-{day}", 8) for day in (22, 23)],
        *[("2024-11-24", 9)],
        *[(f"2024-11-{day}", 7) for day in range(25, 31)],
        *[("2024-12-01", 7), ("2024-12-02", 1), ("2024-12-03", 1)],
    ]
    tickets = company.ask("""
        select calendar_date::varchar, team_name, open_ticket_count::int, age_days::int
        from core.fct_ticket_day order by 1""")
    assert tickets == [
        ("2024-11-20", "Care", 1, 0),
        ("2024-11-21", "Quality", 1, 1),
        ("2024-11-24", "Quality", 1, 4),
        ("2024-11-25", "Quality", 1, 5),
        *[("2024-11-28", None, 1, 0), ("2024-11-29", None, 1, 1), ("2024-11-30", None, 1, 2)],
    ]


@pytest.mark.usefixtures("said")
def test_prices_and_consents_held_from_one_change_to_the_next(company: ThreeSystems) -> None:
    assert company.ask("""
        select price_amount_local::varchar, valid_from_at::date::varchar, is_current
        from core.fct_price order by 2""") == [
        ("9.5000", "2024-01-01", False),
        ("9.0000", "2024-03-01", False),
        ("8.5000", "2024-06-01", True),
    ]
    assert company.ask("""
        select channel_code, state, valid_from_at::date::varchar
        from core.fct_consent inner join core.dim_channel on contact_channel_key = channel_key order by 3""") == [
        ("email", "given", "2024-01-20"),
        ("email", "withdrawn", "2024-05-01"),
    ]
    assert company.ask("select holiday_names from core.dim_date where is_holiday order by date_key") == [
        ("DE: Christmas, GB: Christmas",),
        ("DE: Second day of Christmas",),
    ]


@pytest.mark.usefixtures("said")
def test_facts_of_sales_follow_the_deals_that_they_belong_to(company: ThreeSystems) -> None:
    assert company.ask("""
        select quote_id, customer_id from core.fct_quote inner join core.dim_customer using (customer_key)""") == [
        ("q1", "qc")
    ]
    assert company.ask("""
        select opportunity_id, stage_name, customer_id, employee_id, entered_date::text, left_date::text
        from core.fct_opportunity_stage
        inner join core.dim_customer using (customer_key) inner join core.dim_employee using (employee_key)
        order by opportunity_id, stay_number""") == [
        ("d1", "needs", "qc", "ann", "2024-09-10", "2024-10-10"),
        ("d1", "terms", "qc", "ann", "2024-10-10", "2024-11-30"),
        ("d1", "won", "qc", "ann", "2024-11-30", None),
        ("d2", "needs", "qb", "bob", "2024-10-10", None),
    ]
    assert company.ask("""
        select opportunity_id, customer_id, stage_name, count(*), min(calendar_date)::text, max(calendar_date)::text,
            max(opportunity_amount)::int
        from core.fct_opportunity_day inner join core.dim_customer using (customer_key)
        group by all order by opportunity_id, min(calendar_date)""") == [
        ("d1", "qc", "needs", 30, "2024-09-10", "2024-10-09", 80),  # at the rate of the day of opening, which came late
        ("d1", "qc", "terms", 51, "2024-10-10", "2024-11-29", 160),
        ("d2", "qb", "needs", 55, "2024-10-10", "2024-12-03", 80),
    ]
    assert company.ask("select activity_id, month, is_done from core.fct_activity") == [("a1", "2024-10", True)]
    assert company.ask("""
        select member_id, contact.campaign_id, campaign_name, is_held_out, count(*) over (partition by campaign_key)
        from core.fct_campaign_contact as contact inner join core.dim_campaign using (campaign_key) order by 1""") == [
        ("m1", "k1", "Spring", False, 2),
        ("m2", "k2", "Spring", True, 2),
    ]


@pytest.mark.usefixtures("said")
def test_the_increment_equals_a_full_build(company: ThreeSystems, tmp_path: Path) -> None:
    assert differences(company.published_path(), rebuilt(company, tmp_path)) == {}


@pytest.mark.usefixtures("said")
def test_another_time_zone_and_another_contract_restate_every_month(company: ThreeSystems, tmp_path: Path) -> None:
    company.set(time_zone="Asia/Tokyo")
    entity, rules, columns = CONTRACTS["crm"]
    company.set_contract(
        "crm", entity, rules, columns | {"tier": "varchar", "changed_at": "timestamp"} | {"note": "varchar"}
    )
    for path in (company.folder / "landing" / "crm").iterdir():
        header, *rows = path.read_text().splitlines()
        path.write_text("\n".join([f"{header},note", *(f"{row},-" for row in rows)]) + "\n")
    said = company.build("--rebuild", "--system", "crm")
    assert restated(said, "fct_order_line") == {"10 months, 2023-11 to 2024-10"}
    months = company.ask("select month from core.fct_order_line where order_id = 'o6'")
    assert months == [("2024-07",)]  # 20:00 in London on the last of June
    assert differences(company.published_path(), rebuilt(company, tmp_path)) == {}
