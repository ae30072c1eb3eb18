"""The real deliveries come out with the totals that are known of them, each counted straight from the files too."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT
from warehouse.company import load_company
from warehouse.versions import current_version


@pytest.fixture(scope="module")
def star(built_online_retail: Path) -> duckdb.DuckDBPyConnection:
    version = current_version(load_company(built_online_retail))
    assert version is not None
    return duckdb.connect(version.warehouse_path, read_only=True)


def one(star: duckdb.DuckDBPyConnection, sql: str) -> tuple[object, ...]:
    row = star.execute(sql).fetchone()
    assert row is not None
    return row


def test_lines_orders_customers_and_pieces(star: duckdb.DuckDBPyConnection) -> None:
    found = one(
        star,
        """
        select count(*), count(distinct order_id), count(distinct customer_key) filter (customer_key > 0),
               count(*) filter (customer_key = -1), sum(quantity), sum(invoiced_amount)::decimal(18, 2)
        from core.fct_order_line""",
    )
    assert found == (541_909, 25_900, 4_372, 135_080, 5_176_450, Decimal("9747747.93"))


def test_cancellations_and_adjustments(star: duckdb.DuckDBPyConnection) -> None:
    rows = star.execute("""
        select line_type, count(*), sum(invoiced_amount)::decimal(18, 2)
        from core.fct_order_line group by line_type order by line_type""").fetchall()
    assert rows == [
        ("adjustment", 3, Decimal("-11062.06")),
        ("cancellation", 9_288, Decimal("-896812.49")),
        ("sale", 532_618, Decimal("10655622.48")),
    ]


def test_exact_duplicates_are_kept(star: duckdb.DuckDBPyConnection) -> None:
    """Counted on the columns as delivered: the text of the line and its product, not their keys."""
    found = one(
        star,
        """
        select count(*) - count(distinct (order_id, product_key, description, quantity, ordered_at_local,
                                          unit_price_amount_local, customer_key, geography_key))
        from core.fct_order_line""",
    )
    assert found == (5_268,)


def test_first_and_last_line_by_the_clock_of_london(star: duckdb.DuckDBPyConnection) -> None:
    found = one(star, "select min(ordered_at_local)::varchar, max(ordered_at_local)::varchar from core.fct_order_line")
    assert found == ("2010-12-01 08:26:00", "2011-12-09 12:50:00")


def test_every_month_has_the_amount_that_the_files_have(star: duckdb.DuckDBPyConnection, shared: Path) -> None:
    files = shared / "data" / "online_retail_uci" / "by-day" / "*.csv"
    expected = duckdb.sql(f"""
        select strftime(InvoiceDate, '%Y-%m'), count(*), sum(Quantity * UnitPrice)
        from read_csv('{files}', types = {{'UnitPrice': 'decimal(18,4)', 'InvoiceNo': 'varchar'}})
        group by 1 order by 1""").fetchall()
    found = star.execute("""
        select month, count(*), sum(invoiced_amount) from core.fct_order_line group by 1 order by 1""").fetchall()
    assert found == expected
    assert len(found) == 13


def test_codes_that_are_not_goods_have_the_amounts_that_the_company_lists(
    star: duckdb.DuckDBPyConnection,
) -> None:
    company = ROOT / "data" / "online_retail"
    found = {
        (sku, item_type): (count, amount)
        for sku, item_type, count, amount in star.execute("""
            select sku, product.item_type, count(*), sum(invoiced_amount)
            from core.fct_order_line as line inner join core.dim_product as product using (product_key)
            where product.item_type <> 'product' group by all""").fetchall()
    }
    with (company / "seeds" / "online_retail_item_type.csv").open(encoding="utf-8") as file:
        listed = {(row["stock_code"], row["item_type"]) for row in csv.DictReader(file)}
    assert set(found) == listed
    readme = (company / "README.md").read_text(encoding="utf-8")
    for (sku, item_type), (count, amount) in found.items():
        (line,) = [line for line in readme.splitlines() if line.startswith(f"| {sku} | {item_type} |")]
        lines, money = [cell.strip().replace(",", "") for cell in line.split("|")[4:6]]
        assert (int(lines), Decimal(money)) == (count, amount), sku


def test_reconciliation_with_the_deliveries_holds(star: duckdb.DuckDBPyConnection) -> None:
    claims = star.execute("select claim, expected_total, found_total, is_equal from about.reconciliation").fetchall()
    assert len(claims) == 4
    assert all(is_equal and expected == found for _, expected, found, is_equal in claims)
    assert one(star, "select count(*), sum(rows_loaded) from about.delivery") == (305, 541_909)
