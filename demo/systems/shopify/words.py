"""How Shopify writes times and money, as SQL.

Belongs here: one value's form. Does not belong here: what is written (the modules of the files).
"""

from __future__ import annotations

from demo.systems.window import Window
from demo.world.calendar import FIRST_DATE


def time(column: str) -> str:
    """SQL for a UTC time as JSON, null where there is none."""
    return f"strftime({column}, '%Y-%m-%dT%H:%M:%SZ')"


def money(amount: str, currency: str | None = None) -> str:
    """SQL for an amount as the customer sees it; the currency where the query asks for it on every amount."""
    text = f"'amount', cast(cast({amount} as decimal(18, 2)) as varchar)"
    named = f", 'currencyCode', {currency}" if currency else ""
    return f"json_object('presentmentMoney', json_object({text}{named}))"


def until(column: str, window: Window) -> str:
    """SQL for a time that is null where it lies beyond the window."""
    return f"case when {column} < timestamp '{window.ends_at}' then {column} end"


def within(column: str, window: Window) -> str:
    """SQL condition: happened in the window. What is older than the company's three years comes with the first."""
    ends = f"{column} < timestamp '{window.ends_at}'"
    return ends if window.first_day == FIRST_DATE else f"{column} >= timestamp '{window.begins_at}' and {ends}"
