"""products.jsonl: the whole assortment each time, with today's names and prices; Shopify keeps no history of either.

The shop's own price is in euro; the other markets' prices are asked for by name (`priceGB: contextualPricing(context:
{country: GB}) { price { amount currencyCode } }`). An article is a draft until the day on which it is launched.
Belongs here: Product and ProductVariant lines. Does not belong here: stock (stock.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.json_lines import write_json_lines
from demo.systems.shop_ids import gid
from demo.systems.shopify.words import time, until
from demo.systems.window import Window

MARKETS = {"CH": "CHF", "CN": "CNY", "GB": "GBP", "US": "USD"}


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """Products first, their variants after them, as they are at the end of the window."""
    lines = f"select line from ({_products(window)}) union all select line from ({_variants(window)})"
    write_json_lines(truth, lines, folder / "products.jsonl")


def _named(window: Window) -> str:
    """The names and shelves that hold at the end of the window, by article; a draft bears its first name already."""
    return f"""
select sku_no, product_name, subcategory_name, category_name, {until("valid_from_at", window)} as named_at
from product_version
qualify row_number() over (
    partition by sku_no order by valid_from_at < timestamp '{window.ends_at}' desc,
        case when valid_from_at < timestamp '{window.ends_at}' then -epoch(valid_from_at) else epoch(valid_from_at) end
) = 1"""


def _products(window: Window) -> str:
    category = "json_object('name', subcategory_name, 'fullName', category_name || ' > ' || subcategory_name)"
    is_launched = f"launched_date <= date '{window.last_day}'"
    changed_at = f"greatest(made_at, named_at, case when {is_launched} then launched_date::timestamp end)"
    return f"""
select json_object('id', {gid("Product", "product_no")}, 'title', product_name, 'handle',
    lower(regexp_replace(product_name, '[^A-Za-z0-9]+', '-', 'g')) || '-' || product_no, 'vendor', supplier_name,
    'productType', subcategory_name, 'category', {category},
    'status', case when {is_launched} then 'ACTIVE' else 'DRAFT' end, 'tags', json_array(),
    'createdAt', {time("made_at")}, 'updatedAt', {time(changed_at)}) as line
from (
    select product.product_no, named.product_name, named.subcategory_name, named.category_name, named.named_at,
        product.supplier_name, product.launched_date, {_made_at()} as made_at
    from product join ({_named(window)}) as named using (sku_no)
    qualify row_number() over (partition by product.product_no order by sku_no) = 1
)
order by product_no"""


def _variants(window: Window) -> str:
    priced = f"""
select sku_no, max(valid_from_at) as priced_at, map_from_entries(list((currency_code, price))) as price_in from (
    select * from price where valid_from_at < timestamp '{window.ends_at}'
    qualify row_number() over (partition by sku_no, currency_code order by valid_from_at desc) = 1
) group by sku_no"""
    markets = "".join(f", 'price{country}', {_market(currency)}" for country, currency in MARKETS.items())
    item = (
        f"json_object('id', {gid('InventoryItem', 'sku_no')}, 'unitCost', json_object('amount', "
        "cast(cast(unit_cost_eur as decimal(18, 2)) as varchar), 'currencyCode', 'EUR'))"
    )
    return f"""
select json_object('id', {gid("ProductVariant", "sku_no")}, 'title', variant_name, 'sku', sku,
    'price', {_amount("EUR")}, 'compareAtPrice', null{markets}, 'inventoryItem', {item},
    'createdAt', {time(_made_at())}, 'updatedAt', {time("priced_at")},
    '__parentId', {gid("Product", "product_no")}) as line
from product join ({priced}) as priced using (sku_no)
order by sku_no"""


def _made_at() -> str:
    return "least(product.launched_date::timestamp, timestamp '2022-12-31 23:00:00')"


def _amount(currency: str) -> str:
    return f"cast(cast(price_in['{currency}'] as decimal(18, 2)) as varchar)"


def _market(currency: str) -> str:
    return f"json_object('price', json_object('amount', {_amount(currency)}, 'currencyCode', '{currency}'))"
