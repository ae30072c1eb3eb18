"""What the shop, its loyalty programme and its web analytics deliver is staged as it is true, to the row and cent."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

import pytest

from demo.systems import ecb, loyalty, matomo, shopify
from demo.systems.shop_ids import FIRST_NUMBERS
from demo.systems.window import Window
from tests.integration.staged_company import Ask, StagedCompany, build_staged

SETTINGS = """\
name: Shop
currency: EUR
time_zone: Europe/Berlin
systems:
  - {name: shop, kind: web_shop, contract: shopify, landing: landing/shop, time_zone: UTC}
  - {name: loyalty, kind: crm, contract: loyalty, landing: landing/loyalty, time_zone: UTC}
  - {name: web_analytics, kind: web_shop, contract: matomo, landing: landing/web_analytics, time_zone: UTC}
  - {name: ecb, kind: external, contract: ecb, landing: landing/ecb, time_zone: Europe/Berlin}
"""
# Months whole and two days more, so that what was sold in one file is paid, sent and given back in another.
WINDOWS = (
    *(Window(dt.date(2023, month, 1), dt.date(2023, month, calendar.monthrange(2023, month)[1])) for month in (1, 2)),
    *(Window(dt.date(2023, 3, day), dt.date(2023, 3, day)) for day in (1, 2)),
)
ENDS_AT = f"timestamp '{WINDOWS[-1].ends_at}'"
ORDER, CUSTOMER, ARTICLE = (FIRST_NUMBERS[kind] for kind in ("Order", "Customer", "ProductVariant"))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> StagedCompany:
    return build_staged(tmp_path_factory.mktemp("shop"), SETTINGS, (shopify, loyalty, matomo, ecb), WINDOWS)


@pytest.fixture(scope="module")
def ask(shop: StagedCompany) -> Iterator[Ask]:
    with shop.asked() as ask:
        yield ask


def test_lines_of_orders_are_sold_and_called_off_as_they_were(ask: Ask) -> None:
    true = ask(f"""
        with sold as (
            select order_no, ordered_at, cancelled_at, currency_code, sales_channel, sku_no, quantity,
                quantity * unit_price_local - discount_local as net
            from order_line join sales_order using (order_no) where ordered_at < {ENDS_AT}
        )
        select order_no + {ORDER}, 'sale', ordered_at, currency_code, sales_channel, sku_no + {ARTICLE}, quantity, net
        from sold
        union all
        select order_no + {ORDER}, 'cancellation', cancelled_at, currency_code, sales_channel, sku_no + {ARTICLE},
            -quantity, -net
        from sold where cancelled_at < {ENDS_AT}
        order by all""")
    assert true == ask("""
        select order_id::bigint, line_type, ordered_at_local, currency_code, sales_channel_code, product_id::bigint,
            quantity, quantity * unit_price_amount_local - discount_amount_local
        from workshop.staging.stg_shop__order_line where item_type = 'product' order by all""")
    assert any(line_type == "cancellation" for _, line_type, *_ in true)


def test_shipping_is_a_line_of_its_own(ask: Ask) -> None:
    assert ask(f"""
        select currency_code, sum(shipping_amount_local) from sales_order
        where ordered_at < {ENDS_AT} and shipping_amount_local > 0 group by all order by all""") == ask("""
        select currency_code, sum(quantity * unit_price_amount_local) from workshop.staging.stg_shop__order_line
        where item_type = 'shipping' and line_type = 'sale' group by all order by all""")


def test_milestones_of_orders_are_those_of_the_truth(ask: Ask) -> None:
    seen = ", ".join(
        f"case when {column} < {ENDS_AT} then {column} end"
        for column in ("paid_at", "shipped_at", "delivered_at", "cancelled_at")
    )
    assert ask(f"""
        select order_no + {ORDER}, record_no + {CUSTOMER}, ordered_at, {seen}
        from sales_order where ordered_at < {ENDS_AT} order by all""") == ask("""
        select order_id::bigint, customer_id::bigint, ordered_at_local, paid_at_local, shipped_at_local,
            delivered_at_local, cancelled_at_local
        from workshop.staging.stg_shop__order order by all""")


def test_payments_and_what_was_given_back_are_those_of_the_truth(ask: Ask) -> None:
    assert ask(f"""
        select order_no + {ORDER}, paid_at, method, amount_local from payment
        where paid_at < {ENDS_AT} order by all""") == ask("""
        select order_id::bigint, paid_at_local, payment_method, amount_local
        from workshop.staging.stg_shop__payment order by all""")
    returned = ask(f"""
        select order_no + {ORDER}, sku_no + {ARTICLE}, refunded_at, refund.quantity, amount_local, reason
        from refund join order_line using (order_no, line_no) where refunded_at < {ENDS_AT} order by all""")
    assert returned
    assert returned == ask("""
        select order_id::bigint, product_id::bigint, returned_at_local, quantity, amount_local, reason_name
        from workshop.staging.stg_shop__return order by all""")


def test_prices_change_when_they_changed(ask: Ask) -> None:
    assert ask(f"""
        select sku_no + {ARTICLE}, currency_code,
            case when row_number() over (partition by sku_no, currency_code order by valid_from_at) > 1
                then valid_from_at end, price
        from price where valid_from_at < {ENDS_AT} order by all""") == ask("""
        select product_id::bigint, currency_code, valid_from_at_local, price_amount_local
        from workshop.staging.stg_shop__price_change order by all""")


def test_stock_of_each_day_is_that_of_the_truth(ask: Ask) -> None:
    """A level holds from the end of its day until the next one; in winter the company is an hour ahead of UTC."""
    days = f"stock.date between date '{WINDOWS[0].first_day}' and date '{WINDOWS[-1].last_day}'"
    true = ask(f"select date, sku_no, on_hand from stock_day as stock where {days} order by all")
    assert true == ask(f"""
        select stock.date, sku_no, level.on_hand_count
        from stock_day as stock asof join workshop.staging.stg_shop__stock_level as level
            on level.product_id = (stock.sku_no + {ARTICLE})::varchar
            and stock.date::timestamp + interval 1 day > level.counted_at_local + interval 1 hour
        where {days} order by all""")


def test_visits_points_and_consents_are_those_of_the_truth(ask: Ask) -> None:
    assert ask(f"""
        select session_no, record_no + {CUSTOMER}, started_at, device, page_views, outcome, order_no + {ORDER}
        from web_session where started_at < {ENDS_AT} order by all""") == ask("""
        select session_id::bigint, customer_id::bigint, started_at_local, device_type, page_view_count, outcome,
            order_id::bigint
        from workshop.staging.stg_web_analytics__session order by all""")
    assert ask(f"""
        select entry_no, record_no + {CUSTOMER}, happened_at, kind, points from loyalty
        where happened_at < {ENDS_AT} order by all""") == ask("""
        select transaction_id::bigint, customer_id::bigint, happened_at_local, transaction_type, points_count
        from workshop.staging.stg_loyalty__loyalty_transaction order by all""")
    assert ask(f"""
        select record_no + {CUSTOMER}, channel, state, since_at from consent
        where since_at < {ENDS_AT} order by all""") == ask("""
        select customer_id::bigint, contact_channel_code, state, since_at_local
        from workshop.staging.stg_loyalty__consent order by all""")


def test_three_systems_know_one_customer(ask: Ask) -> None:
    """By the shop's number; what signed-in visitors, members and buyers did is found under one key."""
    ((apart,),) = ask("""
        select count(*) from (
            select source_id from star.core.bridge_customer_identity
            group by source_id having count(distinct customer_key) > 1
        )""")
    ((unknown,),) = ask("""
        select count(*) from star.core.fct_web_session where is_signed_in and customer_key < 1""")
    ((unknown_points,),) = ask("select count(*) from star.core.fct_loyalty_points where customer_key < 1")
    assert (apart, unknown, unknown_points) == (0, 0, 0)


def test_nothing_was_refused_or_set_aside(ask: Ask) -> None:
    assert ask("select distinct status, rows_quarantined from star.about.delivery where status <> 'known'") == [
        ("loaded", 0)
    ]
