"""The European Central Bank's reference rates: eurofxref-hist.csv, the whole history, the newest day first.

It has a row for each day on which the bank sets rates; what holds on the days between is the row before.
Belongs here: that file. Does not belong here: the rates themselves (demo/world/market.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.window import Window

SYSTEM = "ecb"
CURRENCIES = [
    "USD",
    "JPY",
    "BGN",
    "CYP",
    "CZK",
    "DKK",
    "EEK",
    "GBP",
    "HUF",
    "LTL",
    "LVL",
    "MTL",
    "PLN",
    "ROL",
    "RON",
    "SEK",
    "SIT",
    "SKK",
    "CHF",
    "ISK",
    "NOK",
    "HRK",
    "RUB",
    "TRL",
    "TRY",
    "AUD",
    "BRL",
    "CAD",
    "CNY",
    "HKD",
    "IDR",
    "ILS",
    "INR",
    "KRW",
    "MXN",
    "MYR",
    "NZD",
    "PHP",
    "SGD",
    "THB",
    "ZAR",
]
# Contracts of the year before are worth what they were then; the truth knows no rates of that year, so the first ones
# it knows stand on these days.
_DAYS_BEFORE = ("2021-12-31", "2022-06-30", "2022-12-30")
# Days of the TARGET calendar on which no rates are set, beside weekends.
_CLOSED = """
    strftime(date, '%m-%d') in ('01-01', '05-01', '12-25', '12-26')
    or date in ('2023-04-07', '2023-04-10', '2024-03-29', '2024-04-01', '2025-04-18', '2025-04-21')
"""


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    """Makes the lines of the file, each with its day."""
    known = [code for (code,) in truth.execute("select distinct currency_code from exchange_rate").fetchall()]
    rates = " || ',' || ".join(
        f"max(per_eur) filter (currency_code = '{code}')::varchar" if code in known else "'N/A'" for code in CURRENCIES
    )
    truth.execute(f"""
        create or replace temp table ecb_line as
        with rate as (
            select date, currency_code, per_eur from exchange_rate where isodow(date) < 6 and not ({_CLOSED})
            union all
            select before, currency_code, per_eur
            from exchange_rate cross join (select unnest({list(_DAYS_BEFORE)}::date[]) as before)
            where date = (select min(date) from exchange_rate)
        )
        select date, date::varchar || ',' || {rates} || ',' as line from rate group by date
    """)


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    lines = truth.execute("select line from ecb_line where date <= ? order by date desc", [window.last_day]).fetchall()
    text = "\n".join([f"Date,{','.join(CURRENCIES)},", *(line for (line,) in lines), ""])
    (folder / "eurofxref-hist.csv").write_text(text, encoding="ascii", newline="\n")
