"""A benchmark whose sides answer differently fails, and its bare side makes the tables that are published."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from benchmarks.answers import OF_THE_STAR, TABLES, DifferentAnswers, Question, require_equal_answers
from benchmarks.bare_load import load
from benchmarks.bare_star import make_star

PUBLISHED_SCHEMA = Path(__file__).parents[2] / "golden" / "published_schema.txt"
LINE_IN_THE_FILE = {"core.fct_order_line._line bigint"}  # DuckDB's reader does not tell it
OF_A_DAY = [Question("select count(*), sum(amount) from t", "select count(*), sum(amount) from t")]


@pytest.fixture
def deliveries(shared: Path, tmp_path: Path) -> Path:
    """The real deliveries of two days."""
    folder = tmp_path / "deliveries"
    folder.mkdir()
    for day in ("2010-12-01", "2011-12-09"):
        real = shared / "data" / "online_retail_uci" / "by-day" / f"{day}.csv"
        (folder / real.name).write_bytes(real.read_bytes())
    return folder


def file_with(path: Path, amounts: str) -> Path:
    with duckdb.connect(str(path)) as con:
        con.execute(f"create table t as select unnest([{amounts}]) as amount")
    return path


def test_equal_answers_pass(tmp_path: Path) -> None:
    ours, bare = file_with(tmp_path / "ours", "1.5, 2.5"), file_with(tmp_path / "bare", "2.5, 1.5")
    require_equal_answers(ours, bare, OF_A_DAY)


@pytest.mark.parametrize("amounts", ["1.5, 2.6", "1.5, 2.5, 0.0", "1.5"])
def test_another_amount_or_another_number_of_rows_fails(tmp_path: Path, amounts: str) -> None:
    ours, bare = file_with(tmp_path / "ours", "1.5, 2.5"), file_with(tmp_path / "bare", amounts)
    with pytest.raises(DifferentAnswers, match=r"select count\(\*\), sum\(amount\) from t"):
        require_equal_answers(ours, bare, OF_A_DAY)


def test_a_star_that_lacks_a_line_is_told(deliveries: Path, tmp_path: Path) -> None:
    make_star(deliveries, tmp_path / "whole.duckdb")
    make_star(deliveries, tmp_path / "short.duckdb")
    require_equal_answers(tmp_path / "whole.duckdb", tmp_path / "short.duckdb", OF_THE_STAR)
    with duckdb.connect(str(tmp_path / "short.duckdb")) as con:
        con.execute("delete from core.fct_order_line where rowid = 1")
    with pytest.raises(DifferentAnswers, match="fct_order_line"):
        require_equal_answers(tmp_path / "whole.duckdb", tmp_path / "short.duckdb", OF_THE_STAR)


def test_the_bare_star_has_the_columns_that_are_published(deliveries: Path, tmp_path: Path) -> None:
    make_star(deliveries, tmp_path / "star.duckdb")
    with duckdb.connect(str(tmp_path / "star.duckdb")) as con:
        found = con.execute("""
            select 'core.' || table_name || '.' || column_name || ' ' || lower(data_type)
            from duckdb_columns() where schema_name = 'core' and database_name = current_database()""").fetchall()
    published = PUBLISHED_SCHEMA.read_text(encoding="utf-8").splitlines()
    expected = {line for line in published if line.rsplit(".", 1)[0].removeprefix("core.") in TABLES}
    assert {line for (line,) in found} == expected - LINE_IN_THE_FILE


def test_the_bare_load_types_every_line(deliveries: Path, tmp_path: Path) -> None:
    load(deliveries, tmp_path / "loaded.duckdb")
    with duckdb.connect(str(tmp_path / "loaded.duckdb")) as con:
        found = con.execute("select count(*), count(CustomerID) < count(*) from raw.invoice_line").fetchone()
        assert found == (3108 + 1632, True)  # ABOUT.md beside the deliveries
        assert con.execute("select typeof(UnitPrice) from raw.invoice_line limit 1").fetchone() == ("DECIMAL(18,4)",)
