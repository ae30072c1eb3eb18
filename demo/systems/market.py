"""What an observer of the market sells: competitors' prices of the week, and indexes of months that are over.

Belongs here: those files. Does not belong here: the figures (demo/world/market.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.covered_rows import cover, write_rows
from demo.systems.window import Window

SYSTEM = "market"
_PRICES = """
select date as observed_on, competitor_name as competitor, sku, cast(price_eur as decimal(18, 2)) as price,
    'EUR' as currency
from competitor_price
join product using (sku_no)
where date between getvariable('first_day') and getvariable('last_day')
order by date, competitor, sku
"""
_INDEXES = """
select index_name as index, month, value
from industry_index
where last_day(month) between getvariable('first_day') and getvariable('last_day')
order by index, month
"""


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    cover(truth, window)
    write_rows(truth, _PRICES, folder / "competitor_prices.csv")
    write_rows(truth, _INDEXES, folder / "industry_index.csv")
