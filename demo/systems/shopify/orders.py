"""orders.jsonl: the orders that are new or have changed, and their lines.

Where an order was placed stands in `sourceName`: the web shop, a draft order taken on the phone, or the app of the
field sales. Payments and parcels lie inlined in the order's line. All amounts are in the customer's currency.
Belongs here: Order and LineItem lines. Does not belong here: what was given back (refunds.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.json_lines import write_json_lines
from demo.systems.shop_ids import gid, line_no
from demo.systems.shopify.words import money, time, until, within
from demo.systems.window import Window

_CHANGES = """
create temp table shop_order_change as
select order_no, unnest([ordered_at, shipped_at, delivered_at, cancelled_at]) as changed_at from sales_order
union all select order_no, paid_at from payment
union all select order_no, refunded_at from refund
order by changed_at, order_no
"""
# In the order of their numbers, which rise with time: so a window reads little more than its own rows.
_ORDERS = """
create temp table shop_order as
select order_no, record_no, ordered_at, sales_channel, currency_code, country_code, country_name, shipped_at,
    delivered_at, cancelled_at, shipping_amount_local, total.quantity, total.amount + shipping_amount_local as amount
from sales_order
join (select country_code, country_name from country) as country using (country_code)
join (
    select order_no, sum(quantity)::bigint as quantity, sum(quantity * unit_price_local - discount_local) as amount
    from order_line group by order_no
) as total using (order_no)
order by order_no
"""
_PAYMENTS = "create temp table shop_payment as from payment order by order_no, paid_at, payment_no"
_LINES = """
create temp table shop_line as
select line.*, product.sku, named.product_name
from order_line as line
join (select order_no, ordered_at from sales_order) as sold using (order_no)
join product using (sku_no)
asof join product_version as named on named.sku_no = line.sku_no and sold.ordered_at >= named.valid_from_at
order by order_no, line_no
"""


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    for table in (_CHANGES, _ORDERS, _PAYMENTS, _LINES):
        truth.execute(table)


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """Orders first, their lines after them, as they stand at the end of the window."""
    truth.execute(f"""
create or replace temp table shop_order_changed as
select order_no, max(changed_at) as updated_at from shop_order_change where {within("changed_at", window)}
group by order_no""")
    lines = f"select line from ({_orders(window)}) union all select line from ({_line_items()})"
    write_json_lines(truth, lines, folder / "orders.jsonl")


def _orders(window: Window) -> str:
    source = (
        "case sales_channel when 'web_shop' then 'web' when 'phone' then 'shopify_draft_order' else sales_channel end"
    )
    return f"""
with seen as (
    select shop_order.* replace ({until("shipped_at", window)} as shipped_at,
        {until("delivered_at", window)} as delivered_at, {until("cancelled_at", window)} as cancelled_at),
        changed.updated_at
    from shop_order join shop_order_changed as changed using (order_no)
)
select json_object('id', {gid("Order", "seen.order_no")}, 'name', '#' || (1000 + seen.order_no),
    'processedAt', {time("ordered_at")}, 'updatedAt', {time("updated_at")},
    'cancelledAt', {time("cancelled_at")}, 'cancelReason', case when cancelled_at is not null then 'CUSTOMER' end,
    'customer', json_object('id', {gid("Customer", "record_no")}), 'currencyCode', 'EUR',
    'presentmentCurrencyCode', seen.currency_code, 'displayFinancialStatus', {_FINANCIAL_STATUS},
    'displayFulfillmentStatus', case when shipped_at is null then 'UNFULFILLED' else 'FULFILLED' end,
    'taxesIncluded', true, 'totalShippingPriceSet', {money("shipping_amount_local")},
    'totalPriceSet', {money("amount")},
    'fulfillments', {_FULFILLMENTS}, 'transactions', coalesce(paid.transactions, json_array()), 'sourceName', {source},
    'shippingAddress', json_object('country', country_name, 'countryCodeV2', country_code)) as line
from seen
left join ({_paid(window)}) as paid using (order_no)
order by seen.order_no"""


_FINANCIAL_STATUS = """case
        when cancelled_at is not null and paid.received is null then 'VOIDED'
        when paid.received is null then 'PENDING'
        when paid.repaid >= paid.received then 'REFUNDED'
        when paid.repaid > 0 then 'PARTIALLY_REFUNDED'
        else 'PAID' end"""
_FULFILLMENTS = f"""case when shipped_at is null then json_array() else json_array(json_object(
        'id', {gid("Fulfillment", "seen.order_no")}, 'name', '#' || (1000 + seen.order_no) || '-F1',
        'status', 'SUCCESS', 'displayStatus', case when delivered_at is null then 'IN_TRANSIT' else 'DELIVERED' end,
        'createdAt', {time("shipped_at")}, 'deliveredAt', {time("delivered_at")},
        'totalQuantity', quantity)) end"""


def _paid(window: Window) -> str:
    transaction = (
        f"json_object('id', {gid('OrderTransaction', 'payment_no')}, 'kind', upper(kind), 'status', 'SUCCESS', "
        f"'gateway', method, 'processedAt', {time('paid_at')}, 'amountSet', {money('abs(amount_local)')})"
    )
    return f"""
select order_no, to_json(list({transaction} order by paid_at, payment_no)) as transactions,
    sum(amount_local) filter (kind = 'sale') as received, -sum(amount_local) filter (kind = 'refund') as repaid
from shop_payment semi join shop_order_changed using (order_no)
where paid_at < timestamp '{window.ends_at}'
group by order_no"""


def _line_items() -> str:
    allocation = f"json_array(json_object('allocatedAmountSet', {money('discount_local')}))"
    return f"""
select json_object('id', {gid("LineItem", line_no("order_no", "line_no"))}, 'title', product_name, 'sku', sku,
    'quantity', quantity, 'variant', json_object('id', {gid("ProductVariant", "sku_no")}),
    'originalUnitPriceSet', {money("unit_price_local")},
    'discountAllocations', case when discount_local = 0 then json_array() else {allocation} end,
    '__parentId', {gid("Order", "order_no")}) as line
from shop_line semi join shop_order_changed using (order_no)
order by order_no, line_no"""
