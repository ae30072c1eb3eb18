"""reviews.csv: the export of the shop's review app. Shopify has no reviews of its own.

Belongs here: that file. Does not belong here: other opinions (surveys, tickets).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.csv_files import write_csv
from demo.systems.shop_ids import number
from demo.systems.shopify.words import time, within
from demo.systems.window import Window


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    rows = f"""
select review_no as review_id, {time("written_at")} as created_at,
    {number("ProductVariant", "sku_no")} as variant_id, {number("Order", "order_no")} as order_id,
    {number("Customer", "record_no")} as customer_id, stars as rating, title, comment as body, language as locale
from review join (select order_no, record_no from sales_order) using (order_no)
where {within("written_at", window)}
order by review_no"""
    write_csv(truth, rows, folder / "reviews.csv")
