"""The web shop: Shopify's bulk exports as JSON Lines, and the files that connectors and a review app add.

All times are UTC. What changes is delivered again when it has changed, as it stands at the end of the window. The shop
hears of new e-mail addresses and of moves, of nothing else (customers.py).
Belongs here: what one delivery consists of. Does not belong here: any one file.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.shopify import customers, orders, products, refunds, reviews, stock
from demo.systems.window import Window

SYSTEM = "shop"


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    """Makes the temporary tables that each delivery reads."""
    for part in (customers, orders, stock):
        part.prepare(truth)


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """Writes the shop's files of one delivery into `folder`; a query that finds nothing gives no file."""
    for part in (customers, products, orders, refunds, stock, reviews):
        part.deliver(truth, window, folder)
