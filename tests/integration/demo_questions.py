"""Questions to the demo company's warehouse whose answers are reckoned from its truth.

Belongs here: SQL, and which figure of the truth it must equal. Does not belong here: asking (test_demo_company.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.integration.truth_reference import TruthReference


class Question(NamedTuple):
    """The last `measures` columns are figures, those before them say of what."""

    measures: int
    sql: str
    truth: Callable[[TruthReference], dict[tuple[Any, ...], Any]]


QUESTIONS = {
    "sales by month channel and currency": Question(
        2,
        """
        select line.month, channel.channel_code, line.currency_code, count(*), sum(line.invoiced_amount_local)
        from core.fct_order_line as line
        inner join core.dim_channel as channel on line.sales_channel_key = channel.channel_key
        where line.line_type = 'sale' and line.item_type = 'product'
        group by all""",
        lambda truth: truth.sales(),
    ),
    "refunds by month and currency": Question(
        2,
        """
        select month, currency_code, count(*), -sum(invoiced_amount_local)
        from core.fct_order_line where line_type = 'return' group by all""",
        lambda truth: truth.refunds(),
    ),
    "payments by currency": Question(
        2,
        """
        select currency_code, count(*), sum(paid_amount_local) from core.fct_payment group by all""",
        lambda truth: truth.payments(),
    ),
    "calls by queue and outcome": Question(
        1,
        """
        select queue_name, outcome, count(*) from core.fct_call group by all""",
        lambda truth: truth.calls(),
    ),
    "opportunities by status and currency": Question(
        2,
        """
        select status, currency_code, count(*), sum(opportunity_amount_local) from core.fct_opportunity group by all""",
        lambda truth: truth.opportunities(),
    ),
    "quotes by status": Question(
        2,
        """
        select status, count(*), sum(quote_amount_local) from core.fct_quote group by all""",
        lambda truth: truth.amounts("quote", "status", "amount"),
    ),
    "contracts by status": Question(
        2,
        """
        select status, count(*), sum(contract_amount_local) from core.fct_contract group by all""",
        lambda truth: truth.amounts("contract", "status", "value"),
    ),
    "activities planned and done": Question(
        2,
        """
        select planned_date, count(*), count(*) filter (where is_done) from core.fct_activity group by all""",
        lambda truth: truth.activities(),
    ),
    "customers of campaigns reached and left out": Question(
        1,
        """
        select is_held_out, is_sent, count(*) from core.fct_campaign_contact group by all""",
        lambda truth: truth.campaign_contacts(),
    ),
    "targets by metric and month": Question(
        1,
        """
        select metric_name, period_start_date, sum(target_value)::double
        from core.fct_target group by all""",
        lambda truth: truth.targets(),
    ),
    "tickets by reason and month": Question(
        1,
        """
        select reason_name, month, count(*) from core.fct_ticket group by all""",
        lambda truth: truth.tickets(),
    ),
    "stock of every day": Question(
        1,
        """
        select stock.calendar_date, product.sku, stock.on_hand_count
        from core.fct_stock_daily as stock
        inner join core.dim_product as product on stock.product_key = product.product_key""",
        lambda truth: truth.stock(),
    ),
    "prices of every time": Question(
        1,
        """
        select product.sku, price.currency_code, price.valid_from_at, price.price_amount_local
        from core.fct_price as price
        inner join core.dim_product as product on price.product_key = product.product_key""",
        lambda truth: truth.prices(),
    ),
    "points by month and kind": Question(
        2,
        """
        select month, transaction_type, count(*), sum(points_count)
        from core.fct_loyalty_points group by all""",
        lambda truth: truth.points(),
    ),
    "visits by month outcome and origin": Question(
        2,
        """
        select month, outcome, count(*), sum(page_view_count) from core.fct_web_session group by all""",
        lambda truth: truth.visits(),
    ),
    "surveys by month": Question(
        2,
        """
        select month, count(*), count(*) filter (where is_answered)
        from core.fct_survey_invitation where survey_name = 'after_call' group by all""",
        lambda truth: truth.surveys(),
    ),
    "reviews by stars": Question(
        1,
        """
        select score::int, count(*) from core.fct_satisfaction where instrument like '%review%' group by all""",
        lambda truth: truth.reviews(),
    ),
}
