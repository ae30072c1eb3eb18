"""Olist, its sample and the contact centre come out with the totals that others counted straight from the files.

Each total is of the ABOUT.md that lies beside the files (its section is named), where it is given with the SQL that
found it; the others are said to be of the README of the company. Belongs here: what must come out of real deliveries.
Does not belong here: what becomes of damaged ones (test_snapshots_of_a_retailer.py).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from warehouse.company import load_company
from warehouse.versions import current_version

# company, what it is and where it was counted, SQL over the published version or (canonical) the workshop, what it says
TOTALS = [
    (
        "olist",
        "Order items: lines, orders, price, freight; all undated, of nobody known",
        "select count(*), count(distinct order_id), sum(net_revenue_amount), sum(shipping_amount), "
        "count(*) filter (order_date_key = -1 and customer_key = -1) from core.fct_order_line",
        (112_650, 98_666, Decimal("13591643.70"), Decimal("2251909.54"), 112_650),
    ),
    (
        "olist",
        "Order items: what was invoiced is price and freight, in both currencies the same",
        "select sum(invoiced_amount), sum(invoiced_amount_local), sum(gross_sales_amount) from core.fct_order_line",
        (Decimal("15843553.24"), Decimal("15843553.24"), Decimal("13591643.70")),
    ),
    (
        "olist",
        "Items v payments: all orders, those without items, none cancelled as far as is known",
        "select count(*), count(*) filter (line_count = 0), count(*) filter (is_cancelled or order_date_key > 0) "
        "from (select *, ordered_date_key as order_date_key from core.fct_order)",
        (99_441, 775, 0),
    ),
    (
        "olist",
        "Payments: rows, orders, amount",
        "select count(*), count(distinct order_id), sum(amount_local) from canonical.canonical__payment",
        (103_886, 99_440, Decimal("16008872.12")),
    ),
    (
        "olist",
        "Leads by origin: leads, won, organic search, social, not known (blank and unknown)",
        "select count(*), count(*) filter (status = 'converted'), "
        "count(*) filter (marketing_channel_code = 'organic_search'), "
        "count(*) filter (marketing_channel_code = 'social_media'), "
        "count(*) filter (marketing_channel_code = 'unknown') from canonical.canonical__lead",
        (8_000, 842, 2_296, 1_350, 1_159),
    ),
    (
        "olist",
        "Deals: deals, sales people who qualify and who close",
        "select (select count(*) from canonical.canonical__opportunity where status = 'won'), "
        "(select count(*) from canonical.canonical__opportunity), "
        "(select count(distinct employee_id) from canonical.canonical__lead), "
        "(select count(distinct employee_id) from canonical.canonical__opportunity)",
        (842, 842, 32, 22),
    ),
    (
        "olist",
        "Customers, Order items, CRM to shop join: people, sellers, won sellers, those that the shop lists",
        "select count(*) filter (customer_type = 'person'), "
        "count(*) filter (system_name = 'olist_shop' and customer_type = 'organisation'), "
        "count(*) filter (system_name = 'olist_funnel'), "
        "(select count(*) from (select identifier_value from canonical.canonical__customer_identifier "
        "group by all having count(distinct system_name) = 2)) from canonical.canonical__customer",
        (96_096, 3_095, 842, 380),
    ),
    (
        "olist",
        "Top 10 categories by price: health_beauty, bed_bath_table",
        "select max(amount) filter (category_name = 'health_beauty'), "
        "max(amount) filter (category_name = 'bed_bath_table') from (select category_name, "
        "sum(net_revenue_amount) as amount from core.fct_order_line join core.dim_product using (product_key) "
        "group by 1)",
        (Decimal("1258681.34"), Decimal("1036988.68")),
    ),
    (
        "olist_sample",
        "Items, More figures: lines, orders with items, price, freight",
        "select count(*), count(distinct order_id), sum(net_revenue_amount), sum(shipping_amount) "
        "from core.fct_order_line",
        (8_365, 7_360, Decimal("1093264.35"), Decimal("172288.39")),
    ),
    (
        "olist_sample",
        "Status: orders, delivered, shipped, canceled, unavailable, first and last day",
        "select count(*), count(*) filter (status_name = 'delivered'), count(*) filter (status_name = 'shipped'), "
        "count(*) filter (is_cancelled), count(*) filter (status_name = 'unavailable'), "
        "min(order_date)::varchar, max(order_date)::varchar from core.fct_order",
        (8_135, 5_172, 1_107, 625, 609, "2016-09-04", "2018-10-17"),
    ),
    (
        "olist_sample",
        "More figures: persons, in the orders and in the list of customers",
        "select count(distinct customer_key), (select count(*) from core.dim_customer where customer_key > 0) "
        "from core.fct_order where customer_key > 0",
        (8_016, 8_016),
    ),
    (
        "olist_sample",
        "Referential wholeness, More figures: payments and what was paid",
        "select count(*), sum(amount_local) from canonical.canonical__payment",
        (8_924, Decimal("1428602.81")),
    ),
    (
        "olist_sample",
        "Reviews, More figures: reviews, orders, mean, ones, fives",
        "select count(*), count(distinct review_id), count(distinct order_id), round(avg(score), 6), "
        "count(*) filter (score = 1), count(*) filter (score = 5) from canonical.canonical__review",
        (8_225, 8_225, 8_135, 3.271611, 2_638, 3_354),
    ),
    (
        "contact_centre",
        "PwC, Totals: calls, answered, resolved, mean speed of answer, seconds of talk, agents",
        "select count(*), count(*) filter (outcome = 'answered'), count(*) filter (is_resolved), "
        "round(avg(queue_seconds) filter (outcome = 'answered'), 4), sum(talk_seconds), count(distinct employee_id) "
        "from canonical.canonical__call where system_name = 'pwc_calls'",
        (5_000, 4_054, 3_646, 67.5207, 911_837, 8),
    ),
    (
        "contact_centre",
        "PwC, Totals: ratings, their sum and mean",
        "select count(*), sum(score), round(avg(score), 4) from canonical.canonical__survey_response "
        "where system_name = 'pwc_calls' and instrument = 'csat'",
        (4_054, Decimal(13_798), 3.4036),
    ),
    (
        "contact_centre",
        "PwC, By agent: Becky's calls, answered, resolved",
        "select count(*), count(*) filter (outcome = 'answered'), count(*) filter (is_resolved) "
        "from canonical.canonical__call where employee_id = 'Becky'",
        (631, 517, 462),
    ),
    (
        "contact_centre",
        "Technion, Totals: calls, served, hung up, phantoms, queued, seconds queued, served, in the menu, servers",
        "select count(*), count(*) filter (outcome = 'answered'), "
        "count(*) filter (outcome in ('abandoned', 'menu_exit')), "
        "count(*) filter (outcome = 'other'), count(*) filter (was_queued), sum(queue_seconds), sum(talk_seconds), "
        "sum(menu_seconds), count(distinct employee_id) from canonical.canonical__call where system_name = 'technion'",
        (2_375, 1_511, 846, 18, 1_987, 264_885, 293_908, 23_472, 18),
    ),
    (
        "contact_centre",
        "Technion, Answered within 20 s of queueing: within, put straight through, abandoned while queued",
        "select count(*) filter (outcome = 'answered' and queue_seconds <= 20), "
        "count(*) filter (outcome = 'answered' and not was_queued), count(*) filter (outcome = 'abandoned') "
        "from canonical.canonical__call where system_name = 'technion'",
        (404, 268, 726),
    ),
    (
        "contact_centre",
        "Technion, Known dirt: negative menu times stay, and no day is put in the place of the one that is not known",
        "select count(*) filter (menu_seconds < 0), min(menu_seconds), count(started_at_local) "
        "from canonical.canonical__call where system_name = 'technion'",
        (3, -87, 0),
    ),
    (
        "contact_centre",
        "Kaggle, Totals and By status: tickets, closed, pending, open, resolved before the first response; none opened",
        "select count(*), count(*) filter (status = 'closed'), count(*) filter (status = 'pending'), "
        "count(*) filter (status = 'open'), count(*) filter (resolved_at_local < first_responded_at_local), "
        "count(opened_at_local) from canonical.canonical__ticket",
        (8_469, 2_769, 2_881, 2_819, 1_365, 0),
    ),
    (
        "contact_centre",
        "Kaggle, By channel and By type: e-mail, phone, social media, chat; questions, requests, incidents",
        "select count(*) filter (contact_channel_code = 'email'), count(*) filter (contact_channel_code = 'phone'), "
        "count(*) filter (contact_channel_code = 'social_media'), count(*) filter (contact_channel_code = 'chat'), "
        "count(*) filter (ticket_type = 'question'), count(*) filter (ticket_type = 'request'), "
        "count(*) filter (ticket_type = 'incident') from canonical.canonical__ticket",
        (2_143, 2_132, 2_121, 2_073, 1_641 + 1_634, 1_752 + 1_695, 1_747),
    ),
    (
        "contact_centre",
        "Kaggle, Totals: ratings and their mean; e-mails",
        "select count(*), round(avg(score), 4), (select count(distinct identifier_value) "
        "from canonical.canonical__customer_identifier where identifier_type = 'email') "
        "from canonical.canonical__survey_response where system_name = 'kaggle_tickets'",
        (2_769, 2.9913, 8_320),
    ),
]


@pytest.fixture(scope="session")
def ask(build_company: Callable[[str], Path]) -> Callable[[str, str], list[tuple[object, ...]]]:
    """Asks the published version of a company; what is asked of canonical, its workshop."""

    def answer(company: str, sql: str) -> list[tuple[object, ...]]:
        settings = load_company(build_company(company))
        version = current_version(settings)
        assert version is not None
        path = settings.workshop_path if " canonical." in sql else version.warehouse_path
        with duckdb.connect(path, read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return answer


@pytest.mark.parametrize(
    ("company", "sql", "expected"),
    [pytest.param(company, sql, expected, id=f"{company}: {claim}") for company, claim, sql, expected in TOTALS],
)
def test_total(
    ask: Callable[[str, str], list[tuple[object, ...]]], company: str, sql: str, expected: tuple[object, ...]
) -> None:
    assert ask(company, sql) == [expected]


def test_what_is_odd_as_delivered_is_reported_and_published(
    ask: Callable[[str, str], list[tuple[object, ...]]],
) -> None:
    """Counted in ABOUT.md of each: negative menu times, tickets resolved before they were answered, a deal before its
    lead. The milestones of the sample that run ahead were counted from its file, as its README says."""
    odd = "select check_name, failures from about.check_result where status = 'warn' order by 1"
    assert ask("contact_centre", odd) == [
        ("no_stretch_of_a_call_is_negative", 3),
        ("no_ticket_is_resolved_before_it_was_answered", 1_365),
    ]
    assert ask("olist", odd) == [("no_lead_is_converted_before_it_came_in", 1)]
    assert ask("olist_sample", odd) == [
        ("no_order_arrives_before_it_has_left", 3),
        ("no_order_leaves_before_it_was_placed", 3),
    ]


def test_the_workbook_and_the_csv_of_the_same_calls_are_the_same_calls(
    ask: Callable[[str, str], list[tuple[object, ...]]],
) -> None:
    rows = ask(
        "contact_centre",
        "select file, rows_loaded, rows_known, rows_quarantined from about.delivery "
        "where system_name = 'pwc_calls' order by file",
    )
    assert rows == [("Call-Center-Dataset.xlsx", 5_000, 0, 0), ("call_data_from_xlsx.csv", 0, 5_000, 0)]
