"""Multiplied deliveries hold each line exactly so many times, under orders and customers of their own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from benchmarks.deliveries import REAL_LINES, copies_for, multiply

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
FIRST_DAY = [
    "536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom",
    "536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom",
    "C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527.0,United Kingdom",
    '536381,22961,"JAM MAKING SET, ""PRINTED""",1,2010-12-01 09:41:00,1.45,,United Kingdom',
]
SECOND_DAY = ["A563185,B,Adjust bad debt,1,2011-08-12 14:50:00,11062.06,,United Kingdom"]


@pytest.fixture
def real(tmp_path: Path) -> Path:
    folder = tmp_path / "real"
    folder.mkdir()
    for name, lines in (("2010-12-01.csv", FIRST_DAY), ("2011-08-12.csv", SECOND_DAY)):
        (folder / name).write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return folder


def totals(folder: Path) -> tuple[object, ...]:
    (row,) = duckdb.sql(f"""
        select count(*), sum(Quantity * UnitPrice), count(distinct InvoiceNo), count(distinct CustomerID),
               count(*) filter (CustomerID is null), count(*) filter (InvoiceNo like 'C%'), count(distinct StockCode)
        from read_csv('{folder}/*.csv', types = {{'UnitPrice': 'decimal(18,4)', 'InvoiceNo': 'varchar'}})""").fetchall()
    return tuple(row)


def test_lines_and_amount_are_exactly_so_many_times_the_real_ones(real: Path, tmp_path: Path) -> None:
    assert totals(real) == (5, Decimal("11066.6100"), 4, 2, 2, 1, 4)
    multiply(19, tmp_path / "many", real)
    assert totals(tmp_path / "many") == (5 * 19, 19 * Decimal("11066.6100"), 4 * 19, 2 * 19, 2 * 19, 19, 4)


def test_a_file_a_day_of_the_same_layout(real: Path, tmp_path: Path) -> None:
    written = multiply(3, tmp_path / "many", real)
    assert [path.name for path in written] == ["2010-12-01.csv", "2011-08-12.csv"]
    header, *lines = written[0].read_text(encoding="utf-8").splitlines()
    assert header == HEADER
    assert set(FIRST_DAY) <= set(lines)
    assert "C2536379,D,Discount,-1,2010-12-01 09:41:00,27.5,214527.0,United Kingdom" in lines


def test_as_many_copies_as_give_the_lines_asked_for() -> None:
    assert copies_for(1) == copies_for(REAL_LINES) == 1
    assert copies_for(REAL_LINES + 1) == 2
    assert copies_for(10_000_000) == 19


def test_a_folder_without_deliveries_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match="RAPPORT_SHARED"):
        multiply(2, tmp_path / "many", tmp_path / "empty")
