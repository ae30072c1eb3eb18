"""Deliveries for the benchmarks: the real ones of the retailer, each line many times under other orders and customers.

Belongs here: multiplying. Does not belong here: putting deliveries before a company (retailer.py).
"""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent
SHARED = (ROOT / os.environ.get("RAPPORT_SHARED", "../shared")).resolve()
REAL_DELIVERIES = SHARED / "data" / "online_retail_uci" / "by-day"
REAL_LINES = 541_909  # ABOUT.md beside the deliveries

# Further apart than the largest number that was delivered (581587 and 18287), so that no two copies share an id.
_ORDERS_APART = 1_000_000
_CUSTOMERS_APART = 100_000

# Products stay as they are: a shop that sells more sells the same goods to more people.
_COPIES = f"""
    select
        regexp_extract(InvoiceNo, '^[A-Z]*')
            || (regexp_extract(InvoiceNo, '[0-9]+$')::bigint + copy * {_ORDERS_APART}) as InvoiceNo,
        StockCode, Description, Quantity, InvoiceDate, UnitPrice,
        (CustomerID::decimal(18, 1) + copy * {_CUSTOMERS_APART})::varchar as CustomerID,
        Country
    from read_csv($delivery, all_varchar = true, header = true) as line, range($copies) as number(copy)
"""


def copies_for(lines: int) -> int:
    """How many copies of the real deliveries give at least `lines` lines."""
    return max(1, -(-lines // REAL_LINES))


def multiply(copies: int, to: Path, real: Path = REAL_DELIVERIES) -> list[Path]:
    """Writes each delivery of `real` with `copies` times its lines to the folder `to`, one day at a time."""
    to.mkdir(parents=True)
    written = []
    with duckdb.connect() as con:
        for delivery in sorted(real.glob("*.csv")):
            target = to / delivery.name
            lines = con.sql(_COPIES, params={"delivery": str(delivery), "copies": copies})
            lines.write_csv(str(target), header=True)
            written.append(target)
    if not written:
        raise FileNotFoundError(f"no deliveries in {real}; set RAPPORT_SHARED to the folder of the public data sets")
    return written
