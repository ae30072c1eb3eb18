"""The shop's ids: each is a fixed first number plus the truth's, so that a test finds its way from a row to the truth.

Belongs here: numbers of the shop, for all systems that know its customers, orders and articles by them.
Does not belong here: ids that other vendors make.
"""

from __future__ import annotations

FIRST_NUMBERS = {
    "Customer": 6_600_000_000_000,
    "Product": 8_800_000_000_000,
    "ProductVariant": 44_000_000_000_000,
    "InventoryItem": 51_000_000_000_000,
    "InventoryLevel": 52_000_000_000_000,
    "Location": 81_000_000_000,
    "Order": 5_500_000_000_000,
    "LineItem": 13_000_000_000_000,
    "Fulfillment": 4_900_000_000_000,
    "OrderTransaction": 7_100_000_000_000,
    "Refund": 930_000_000_000,
    "RefundLineItem": 670_000_000_000,
}
MOST_LINES = 100  # of an order


def number(kind: str, no: str) -> str:
    """SQL for the id of a `kind` as the number alone (`legacyResourceId`), from the SQL of the truth's number."""
    return f"({FIRST_NUMBERS[kind]} + {no})"


def gid(kind: str, no: str) -> str:
    """SQL for the id of a `kind` as the shop's exports write it."""
    return f"('gid://shopify/{kind}/' || {number(kind, no)})"


def line_no(order_no: str, line: str) -> str:
    """SQL for the number of a line of an order."""
    return f"({order_no}::bigint * {MOST_LINES} + {line})"
