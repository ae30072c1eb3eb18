"""The way back is one command: a rollback that holds, a delivery taken out, a workshop and a registry that are lost.

Belongs here: what an operator does when something went wrong, through the command line, on real deliveries.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.integration.conftest import BuiltCompany
from tests.integration.content import differences

Maker = Callable[[], BuiltCompany]
FIRST_DAYS = ["2010-12-01", "2010-12-02"]
KEYED = ["dim_customer", "dim_customer_history", "dim_product", "dim_product_history", "dim_geography"]


@pytest.fixture(scope="module")
def company(make_company: Maker) -> BuiltCompany:
    company = make_company()
    company.deliver(FIRST_DAYS)
    company.build()
    return company


def test_a_rollback_holds_through_two_builds_until_it_is_released(company: BuiltCompany) -> None:
    good = version_read(company)
    company.deliver(["2010-12-03"])
    company.build()
    bad = version_read(company)
    assert bad != good

    assert good in succeed(company, "rollback", good)
    for day in ("2010-12-05", "2010-12-06"):
        company.deliver([day])
        said = company.build()
        assert version_read(company) == good
        assert "held" in said or "rolled back" in said
    assert company.ask("select max(order_date)::varchar from core.fct_order_line") == [("2010-12-02",)]

    succeed(company, "rollback", "--release")
    assert version_read(company) not in (good, bad)
    assert company.ask("select max(order_date)::varchar from core.fct_order_line") == [("2010-12-06",)]


def test_a_delivery_is_taken_out_and_comes_back(company: BuiltCompany) -> None:
    before = company.published_path()
    whole = shutil.copytree(before.parent, company.folder / "whole")
    ((number,),) = company.ask("select delivery_id from about.delivery where file like '%2010-12-03%'")

    said = succeed(company, "deliveries", "--withdraw", str(number))
    assert "2010-12" in said
    assert company.ask("select count(*) from core.fct_order_line where order_date = '2010-12-03'") == [(0,)]
    assert company.ask(
        "select status from about.delivery where delivery_id = (select max(delivery_id) from about.delivery)"
    ) == [("withdrawn",)]

    ((number,),) = company.ask("select max(delivery_id) from about.delivery where status = 'withdrawn'")
    company.build("--accept", str(number))
    assert differences(whole / "warehouse.duckdb", company.published_path()) == {}


def test_a_lost_workshop_and_a_lost_registry_are_made_again_with_equal_keys(company: BuiltCompany) -> None:
    before = company.published_path()
    for name in ("workshop.duckdb", "registry.duckdb"):
        (company.folder / "warehouse" / name).unlink()
    company.build()
    assert company.published_path() != before
    assert differences(before, company.published_path()) == {}
    assert keys(before) == keys(company.published_path())


def keys(warehouse: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every dimension row, keys included."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        return {table: connection.execute(f"from core.{table} order by all").fetchall() for table in KEYED}


def version_read(company: BuiltCompany) -> str:
    return company.published_path().parent.name


def succeed(company: BuiltCompany, *words: str) -> str:
    done = company.run(*words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
