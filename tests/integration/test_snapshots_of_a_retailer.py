"""A retailer that delivers whole tables, in five currencies: known totals, damaged redeliveries, increments, rollback.

The deliveries are real and public; the second list of products and the damage that counts are said where they are made.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.conftest import SHARED, copy_company, require_public_data
from tests.integration.conftest import BuiltCompany
from tests.integration.content import differences

TABLES = SHARED / "data" / "global_electronics"
TODAY = ("--as-of", "2021-02-20")
TOTALS = """
    select count(*), count(distinct order_id), sum(invoiced_amount),
        sum(invoiced_amount) filter (sales_channel_key = 1),
        round(sum(invoiced_amount_local) filter (currency_code = 'EUR'), 2)
    from core.fct_order_line"""
CUSTOMERS = """
    select (select count(*) from core.dim_customer where customer_key > 0), count(distinct customer_key)
    from core.fct_order_line"""
KNOWN = (62_884, 26_326, Decimal("55755479.5900"), Decimal("11404324.6300"), Decimal("10032215.60"))


class Retailer(BuiltCompany):
    """The company Global Electronics with a landing of its own."""

    @property
    def landing(self) -> Path:
        return self.folder / "shared" / "data" / "global_electronics"

    def deliver(self, days: Iterable[str] = ()) -> None:
        self.landing.mkdir(parents=True)
        for path in TABLES.glob("[A-Z]*.csv"):
            shutil.copy(path, self.landing)

    def set_in_contract(self, old: str, new: str) -> None:
        path = self.folder / "contracts" / "global_electronics.yml"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def counts(self) -> dict[str, tuple[object, ...]]:
        """Status and rows known, quarantined and closed of the latest delivery of each file."""
        latest = self.ask(
            "select file, status, rows_known, rows_quarantined, rows_closed from about.delivery "
            "qualify delivery_id = max(delivery_id) over (partition by file)"
        )
        return {str(file): tuple(said) for file, *said in latest}


@pytest.fixture
def retailer(tmp_path: Path) -> Retailer:
    require_public_data()
    made = Retailer(copy_company("global_electronics", tmp_path / "global_electronics"))
    made.deliver()
    return made


def read(name: str, encoding: str = "utf-8") -> list[dict[str, str]]:
    with (TABLES / name).open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_totals_are_those_counted_straight_from_the_files() -> None:
    """By Python's decimals, line by line: the known totals are no fruit of our SQL."""
    require_public_data()
    price = {
        row["ProductKey"]: Decimal(row["Unit Price USD"].strip(" $").replace(",", "")) for row in read("Products.csv")
    }
    rate = {(row["Date"], row["Currency Code"]): Decimal(row["Exchange"]) for row in read("Exchange_Rates.csv")}
    dollars = online = euros = Decimal(0)
    sales = read("Sales.csv")
    for row in sales:
        amount = int(row["Quantity"]) * price[row["ProductKey"]]
        dollars += amount
        online += amount if row["StoreKey"] == "0" else 0
        if row["Currency Code"] == "EUR":
            paid = amount * rate[row["Order Date"], "EUR"]
            euros += paid.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    orders = len({row["Order Number"] for row in sales})
    assert (len(sales), orders, dollars, online, round(euros, 2)) == KNOWN


def test_damaged_redelivery_is_refused_or_leaves_the_last_good_rows(retailer: Retailer) -> None:
    """The damaged files write part of their dates as month-day-year with dashes; the contract says %m/%d/%Y."""
    retailer.build(*TODAY)
    assert retailer.ask(TOTALS) == [KNOWN]
    assert retailer.ask(CUSTOMERS) == [(15_266, 11_887)]
    for name in ("Sales", "Customers"):
        shutil.copy(TABLES / f"dirty_dates_{name}_sushant.csv", retailer.landing / f"{name}.csv")
    said = retailer.build(*TODAY)
    assert "26290 of 62884 rows (41.8%) do not fit the contract" in said
    assert "6050 of 15266 rows (39.6%) do not fit the contract" in said
    assert {retailer.counts()[f"{name}.csv"][0] for name in ("Sales", "Customers")} == {"refused"}
    assert retailer.ask(TOTALS) == [KNOWN]
    for key in ("key: [Order Number, Line Item]", "key: [CustomerKey]"):
        retailer.set_in_contract(key, f"{key}\n    max_quarantined: 0.6")
    retailer.build(*TODAY)
    counts = retailer.counts()
    assert counts["Sales.csv"] == ("loaded", 36_594, 26_290, 0)
    assert counts["Customers.csv"] == ("loaded", 9_216, 6_050, 0)
    assert retailer.ask(TOTALS) == [KNOWN]
    assert retailer.ask(CUSTOMERS) == [(15_266, 11_887)]


def test_changed_and_closed_rows_of_a_snapshot_reach_every_month_as_a_rebuild_would(retailer: Retailer) -> None:
    """A second list of products: one dearer, one with another name, one that nobody bought is gone; then a rollback."""
    retailer.set_in_contract('files: "Products.csv"', 'files: "Products*.csv"')
    first = retailer.landing / "Products.csv"
    os.utime(first, (1_613_800_000, 1_613_800_000))  # 20 February 2021
    retailer.build(*TODAY)
    second = first.with_name("Products-next.csv")
    second.write_text(_next_list(first.read_text()))
    os.utime(second, (1_613_900_000, 1_613_900_000))  # the day after
    said = retailer.build("--as-of", "2021-02-21")
    assert "versions of products came, moved or went" in said
    assert retailer.counts()["Products-next.csv"] == ("loaded", 2_514, 0, 1)
    by_increment = retailer.published_path()
    changed = retailer.ask("select sum(invoiced_amount) from core.fct_order_line")[0][0]
    assert changed == Decimal("55755479.5900") + _dearer()
    assert _says(retailer.run("rollback", _oldest(retailer)), "is current and held")
    assert retailer.ask(TOTALS) == [KNOWN]
    retailer.build("--rebuild", "--as-of", "2021-02-21")
    assert retailer.ask(TOTALS) == [KNOWN]  # kept, not current
    assert _says(retailer.run("rollback", "--release"), "is current")
    assert differences(by_increment, retailer.published_path()) == {}


def _next_list(text: str) -> str:
    unsold = {row["ProductKey"] for row in read("Products.csv")} - {row["ProductKey"] for row in read("Sales.csv")}
    gone = min(unsold, key=int)
    lines = [line for line in text.splitlines() if line.split(",")[0] != gone]
    return "\n".join(_changed(line) for line in lines) + "\n"


def _changed(line: str) -> str:
    key = line.split(",")[0]
    if key == "1304":
        return line.replace(_price_text("1304"), "$999.99 ")
    return line.replace("MP3", "Mp3", 1) if key == "2" else line


def _price_text(key: str) -> str:
    return next(row["Unit Price USD"] for row in read("Products.csv") if row["ProductKey"] == key)


def _dearer() -> Decimal:
    pieces = sum(int(row["Quantity"]) for row in read("Sales.csv") if row["ProductKey"] == "1304")
    return pieces * (Decimal("999.99") - Decimal(_price_text("1304").strip(" $").replace(",", "")))


def _oldest(retailer: Retailer) -> str:
    return min(path.name for path in (retailer.folder / "published").iterdir() if path.name[:1].isdigit())


def _says(done: object, words: str) -> bool:
    assert done.returncode == 0, done.stdout + done.stderr  # type: ignore[attr-defined]
    return words in done.stdout  # type: ignore[attr-defined]
