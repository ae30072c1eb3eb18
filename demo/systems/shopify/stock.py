"""inventory_levels.jsonl: the stock of each article in the one warehouse, wherever a day ended with another.

A bulk export says what there is now; this is what one run at each day's end brings, without what had not changed.
Belongs here: Location and InventoryLevel lines. Does not belong here: articles (products.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.json_lines import write_json_lines
from demo.systems.shop_ids import gid, number
from demo.systems.shopify.words import time
from demo.systems.window import Window
from demo.world.calendar import COMPANY_TIME

WAREHOUSE = "Central warehouse"
_CHANGES = """
create temp table shop_stock_change as
select date, sku_no, on_hand from stock_day
qualify on_hand is distinct from lag(on_hand) over (partition by sku_no order by date)
order by date, sku_no
"""


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    truth.execute(_CHANGES)


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    day_ends_at = f"timezone('UTC', timezone('{COMPANY_TIME.key}', (date + 1)::timestamp)) - interval 1 second"
    level = f"({gid('InventoryLevel', '1')} || '?inventory_item_id=' || {number('InventoryItem', 'sku_no')})"
    item = (
        f"json_object('id', {gid('InventoryItem', 'sku_no')}, "
        f"'variant', json_object('id', {gid('ProductVariant', 'sku_no')}))"
    )
    quantities = "json_array(json_object('name', 'on_hand', 'quantity', on_hand))"
    warehouse = f"json_object('id', {gid('Location', '1')}, 'name', '{WAREHOUSE}', 'isActive', true)"
    lines = f"""
select {warehouse} union all select * from (
    select json_object('id', {level}, 'updatedAt', {time(day_ends_at)}, 'item', {item}, 'quantities', {quantities},
        '__parentId', {gid("Location", "1")})
    from shop_stock_change where date between date '{window.first_day}' and date '{window.last_day}'
    order by date, sku_no
)"""
    write_json_lines(truth, lines, folder / "inventory_levels.jsonl")
