"""The truth contradicts itself nowhere: keys, stock, points, refunds, stages, versions."""

from __future__ import annotations

import pytest
from truth_asked import Ask

from demo.truth.tables import TABLES, columns_of

HAPPENED_BEFORE = ["party", "party_version", "membership", "consent", "employee_version", "price", "product_version"]
MAY_BE_NEGATIVE = [("payment", "amount_local"), ("party", "true_value_eur")]

# Child columns, what they point at; a column that may be empty is not always so.
FOREIGN = """
    party_version.party_no membership.party_no organisation_person.party_no organisation_person.organisation_party_no
        sales_order.party_no lead.party_no lead.contact_party_no opportunity.party_no contract.party_no
        activity.party_no campaign_contact.party_no call.party_no ticket.party_no review.party_no
        loyalty.party_no consent.party_no
        -> party.party_no
    product_version.sku_no price.sku_no competitor_price.sku_no order_line.sku_no opportunity_line.sku_no
        stock_day.sku_no lost_demand.sku_no stock_out.sku_no ticket.sku_no review.sku_no -> product.sku_no
    employee_version.employee_no party.account_rep_employee_no sales_order.rep_employee_no
        sales_order.agent_employee_no lead.employee_no opportunity.employee_no activity.employee_no
        call.agent_employee_no call_leg.agent_employee_no agent_session.employee_no ticket_event.employee_no
        -> employee.employee_no
    order_line.order_no refund.order_no payment.order_no web_session.order_no call.order_no ticket.order_no
        review.order_no loyalty.order_no -> sales_order.order_no
    sales_order.campaign_no campaign_contact.campaign_no campaign_spend.campaign_no web_session.campaign_no
        -> campaign.campaign_no
    sales_order.opportunity_no opportunity_stage.opportunity_no opportunity_line.opportunity_no quote.opportunity_no
        contract.opportunity_no activity.opportunity_no -> opportunity.opportunity_no
    opportunity.lead_no activity.lead_no -> lead.lead_no
    call_leg.call_no survey.call_no -> call.call_no
    call.ticket_no ticket_event.ticket_no -> ticket.ticket_no
    sales_order.session_no -> web_session.session_no
    sales_order.promotion_no -> promotion.promotion_no
    contract.renewed_by_contract_no -> contract.contract_no
"""


def links() -> list[tuple[str, str]]:
    """Each child column and the key it points at."""
    found, children = [], list[str]()
    words = iter(FOREIGN.split())
    for word in words:
        if word == "->":
            found += [(child, parent) for parent in [next(words)] for child in children]
            children = []
        else:
            children.append(word)
    return found


@pytest.mark.parametrize(("child_column", "parent_key"), links())
def test_every_number_that_is_pointed_at_exists(ask: Ask, child_column: str, parent_key: str) -> None:
    (child, column), (parent, key) = child_column.split("."), parent_key.split(".")
    orphans = (
        f"select count(*) from {child} where {column} is not null and {column} not in (select {key} from {parent})"
    )
    assert ask(orphans) == [(0,)]
    assert ask(f"select count({column}) > 0 from {child}") == [(True,)]


@pytest.mark.parametrize("table", ["sales_order", "web_session", "loyalty", "consent"])
def test_every_shop_record_is_known(ask: Ask, table: str) -> None:
    unknown = (
        f"select 1 from {table} anti join membership on system = 'shop' and membership.record_no = {table}.record_no"
    )
    assert ask(f"select count(*) from ({unknown} where {table}.record_no is not null)") == [(0,)]


@pytest.mark.parametrize("table", [table for table in TABLES if table not in HAPPENED_BEFORE])
def test_nothing_happens_outside_the_three_years(ask: Ask, table: str) -> None:
    times = [column for column, (kind, _) in columns_of(table).items() if kind == "time"]
    for column in times:
        outside = f"{column} < '2023-01-01' or {column} >= '2026-01-01'"
        assert ask(f"select count(*) from {table} where {outside}") == [(0,)], column


def test_amounts_are_negative_only_where_money_goes_back(ask: Ask) -> None:
    for table in TABLES:
        for column in [column for column, (kind, _) in columns_of(table).items() if kind == "amount"]:
            if (table, column) not in MAY_BE_NEGATIVE:
                assert ask(f"select count(*) from {table} where {column} < 0") == [(0,)], (table, column)
    assert ask("select count(*) from payment where (amount_local < 0) != (kind = 'refund')") == [(0,)]


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_has_its_columns_and_rows(ask: Ask, table: str) -> None:
    described = [name for name, *_ in ask(f"describe {table}")]
    assert described == list(columns_of(table))
    assert ask(f"select count(*) > 0 from {table}") == [(True,)]


def test_stock_is_what_was_there_and_came_less_what_was_sold(ask: Ask) -> None:
    wrong = """
        with sold as (
            select cast(timezone('Europe/Berlin', timezone('UTC', o.ordered_at)) as date) as day, l.sku_no,
                sum(l.quantity) as pieces
            from order_line as l inner join sales_order as o using (order_no)
            where o.cancelled_at is null group by all
        ), days as (
            select *, lag(on_hand) over (partition by sku_no order by date) as before from stock_day
        )
        select count(*) from days left join sold on sold.day = days.date and sold.sku_no = days.sku_no
        where before is not null and on_hand != before + received - coalesce(pieces, 0)
    """
    assert ask(wrong) == [(0,)]
    assert ask("select min(on_hand) from stock_day") == [(0,)]


def test_demand_is_lost_only_in_stock_outs(ask: Ask) -> None:
    outside = """
        select count(*) from lost_demand as l
        where not exists (
            select 1 from stock_out as s where s.sku_no = l.sku_no and l.date between first_date and last_date
        )
    """
    assert ask(outside) == [(0,)]
    assert ask("select sum(units) > 0 from lost_demand") == [(True,)]


def test_points_never_fall_below_zero(ask: Ask) -> None:
    balance = "sum(points) over (partition by party_no order by happened_at, entry_no) as balance"
    assert ask(f"select min(balance) >= 0 from (select {balance} from loyalty)") == [(True,)]
    assert ask("select count(distinct kind) from loyalty") == [(3,)]


def test_no_more_is_paid_back_than_was_sold(ask: Ask) -> None:
    more = """
        select count(*) from refund as r inner join order_line as l using (order_no, line_no)
        where r.quantity > l.quantity or r.amount_local > l.quantity * l.unit_price_local - l.discount_local
    """
    assert ask(more) == [(0,)]
    assert ask("select count(*) - count(distinct (order_no, line_no)) from refund") == [(0,)]


def test_stages_follow_each_other(ask: Ask) -> None:
    back = """
        select count(*) from (
            select entered_at < lag(entered_at) over (partition by opportunity_no order by stage_no) as is_back
            from opportunity_stage
        ) where is_back
    """
    assert ask(back) == [(0,)]
    first = "select distinct stage_name from opportunity_stage where stage_no = 1"
    assert ask(first) == [("qualification",)]


@pytest.mark.parametrize("table", ["party_version party_no", "employee_version employee_no", "product_version sku_no"])
def test_nobody_changes_twice_in_a_month(ask: Ask, table: str) -> None:
    name, key = table.split()
    month = "date_trunc('month', timezone('Europe/Berlin', timezone('UTC', valid_from_at)))"
    assert ask(f"select count(*) from (select 1 from {name} group by {key}, {month} having count(*) > 1)") == [(0,)]


def test_an_order_goes_forward_in_time(ask: Ask) -> None:
    back = "shipped_at < ordered_at or delivered_at < shipped_at or cancelled_at < ordered_at or paid_at < ordered_at"
    assert ask(f"select count(*) from sales_order where {back}") == [(0,)]


def test_nobody_orders_before_he_is_known_or_after_he_has_left(ask: Ask) -> None:
    known = "inner join membership as m on m.system = 'shop' and m.record_no = o.record_no"
    assert ask(f"select count(*) from sales_order as o {known} where ordered_at < since_at") == [(0,)]
    signed_in = "select count(*) from web_session as s inner join membership as m using (record_no)"
    early = "system = 'shop' and started_at < since_at - interval 1 hour"
    assert ask(f"{signed_in} where {early}") == [(0,)]
    left = "select count(*) from sales_order inner join party using (party_no) where ordered_at > churned_at"
    assert ask(left) == [(0,)]


def test_whoever_has_left_the_company_takes_no_orders(ask: Ask) -> None:
    gone = "inner join employee_version as e on e.employee_no = rep_employee_no and not is_active"
    assert ask(f"select count(*) from sales_order {gone} where ordered_at > valid_from_at + interval 1 day") == [(0,)]


def test_nobody_serves_two_callers_at_once(ask: Ask) -> None:
    overlap = """
        select count(*) from (
            select begins < lag(ends) over (partition by agent_employee_no order by begins) as is_double from (
                select agent_employee_no, epoch(started_at) + menu_seconds + queue_seconds as begins,
                    begins + talk_seconds + hold_seconds + after_call_seconds as ends
                from call where outcome = 'answered'
            )
        ) where is_double
    """
    assert ask(overlap) == [(0,)]


def test_who_orders_or_complains_by_phone_is_answered(ask: Ask) -> None:
    unanswered = "(order_no is not null or ticket_no is not null) and outcome != 'answered'"
    assert ask(f"select count(*) from call where {unanswered}") == [(0,)]


def test_each_record_of_a_system_belongs_to_one_party(ask: Ask) -> None:
    assert ask("select count(*) - count(distinct (system, record_no)) from membership") == [(0,)]
    assert ask("select count(*) from sales_order as o anti join membership as m on m.system = 'shop' and "
               "m.record_no = o.record_no and m.party_no = o.party_no") == [(0,)]  # fmt: skip
