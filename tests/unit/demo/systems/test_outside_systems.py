"""What comes from outside or from above: rates, spend, targets, the market. In its form, true in sum, and loadable."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest
from deliveries_of_systems import Deliver, load

from demo.systems import advertising, ecb, market, planning
from demo.systems.window import Window

# Together all of the three years; a month, a day, and what lies between.
WINDOWS = (
    Window(dt.date(2023, 1, 1), dt.date(2023, 1, 31)),
    Window(dt.date(2023, 2, 1), dt.date(2023, 12, 31)),
    Window(dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    Window(dt.date(2025, 1, 1), dt.date(2025, 11, 30)),
    Window(dt.date(2025, 12, 1), dt.date(2025, 12, 1)),
    Window(dt.date(2025, 12, 2), dt.date(2025, 12, 31)),
)
SYSTEMS = (advertising, ecb, market, planning)


@pytest.fixture(scope="module")
def landings(deliver: Deliver) -> dict[str, Path]:
    return {system.SYSTEM: deliver(system, WINDOWS) for system in SYSTEMS}


def asked(landing: Path, file: str, question: str) -> list[tuple[Any, ...]]:
    """A question about `delivered`: all rows of all files of a name, each with its delivery's `day_of_delivery`."""
    with duckdb.connect() as connection:
        connection.execute(
            f"create view delivered as select *, cast(split_part(filename, '/', -2) as date) as day_of_delivery "
            f"from read_csv('{landing}/*/{file}', filename = true)"
        )
        return connection.execute(question).fetchall()


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.SYSTEM)
def test_the_shipped_contract_loads_every_row(landings: dict[str, Path], tmp_path: Path, system: ModuleType) -> None:
    results = load(tmp_path, landings[system.SYSTEM], system.SYSTEM, "external").results
    assert results
    for one in results:
        assert (one.status, one.rows_quarantined, one.rows_read) == ("loaded", 0, one.rows_loaded + one.rows_known)
        assert (one.new_columns, one.missing_columns) in [((), ()), (("",), ())]  # the bank's lines end with a comma


def test_spend_adds_up_by_day_channel_and_campaign(landings: dict[str, Path], truth: duckdb.DuckDBPyConnection) -> None:
    by_campaign = (
        "select {day}, {code}, count(*), sum({cost})::decimal(18, 2), coalesce(sum(clicks), 0), "
        "coalesce(sum(impressions), 0) from {rows} group by all order by all"
    )
    delivered = by_campaign.format(day="day", code="campaign_code", cost="cost", rows="delivered")
    code = "'c' || lpad(campaign_no::varchar, 4, '0')"
    true = by_campaign.format(day="date", code=code, cost="spend", rows="campaign_spend")
    assert asked(landings["advertising"], "spend.csv", delivered) == truth.execute(true).fetchall()
    late = "select count(*) from delivered where day > day_of_delivery"
    assert asked(landings["advertising"], "spend.csv", late) == [(0,)]


def test_targets_are_set_once_a_year_in_advance(landings: dict[str, Path], truth: duckdb.DuckDBPyConnection) -> None:
    question = "select month, metric, member::varchar, {target}::double from {rows} order by all"
    delivered = asked(landings["planning"], "targets.csv", question.format(target="target", rows="delivered"))
    assert delivered == truth.execute(question.format(target="value", rows="target")).fetchall()
    assert len(list(landings["planning"].glob("*/targets.csv"))) == 3


def test_the_market_is_told_once_it_is_known(landings: dict[str, Path], truth: duckdb.DuckDBPyConnection) -> None:
    prices = asked(landings["market"], "competitor_prices.csv", "select count(*), round(sum(price), 2) from delivered")
    assert prices == truth.execute("select count(*), sum(price_eur)::double from competitor_price").fetchall()
    question = "select {name}, month, value from {rows} order by all"
    indexes = asked(landings["market"], "industry_index.csv", question.format(name="index", rows="delivered"))
    assert indexes == truth.execute(question.format(name="index_name", rows="industry_index")).fetchall()
    early = "select count(*) from delivered where last_day(month) > day_of_delivery"
    assert asked(landings["market"], "industry_index.csv", early) == [(0,)]


def test_rates_are_the_banks_file(landings: dict[str, Path], truth: duckdb.DuckDBPyConnection) -> None:
    """Newest first, a comma at the end of each line, working days alone, from before the company's first day."""
    for window in WINDOWS:
        text = (landings["ecb"] / str(window.last_day) / "eurofxref-hist.csv").read_text(encoding="ascii")
        lines = text.splitlines()
        assert all(line.endswith(",") and line.count(",") == len(ecb.CURRENCIES) + 1 for line in lines)
        rows = list(csv.DictReader(lines))
        days = [dt.date.fromisoformat(row["Date"]) for row in rows]
        assert days == sorted(days, reverse=True)
        assert dt.date(2021, 12, 31) == days[-1]
        assert days[0] <= window.last_day
        assert all(day.weekday() < 5 for day in days)
    true = dict(truth.execute("select date, per_eur from exchange_rate where currency_code = 'CNY'").fetchall())
    delivered = {day: float(row["CNY"]) for day, row in zip(days, rows, strict=True) if day in true}
    assert len(delivered) > 750
    assert delivered == {day: true[day] for day in delivered}
    assert {row["JPY"] for row in rows} == {"N/A"}
