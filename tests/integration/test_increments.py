"""Cost grows with what is new: nothing new publishes nothing, a day more writes one month again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.integration.conftest import BuiltCompany

Maker = Callable[[], BuiltCompany]


@pytest.fixture(scope="module")
def company(make_company: Maker, all_days: list[str]) -> BuiltCompany:
    company = make_company()
    company.deliver([day for day in all_days if "2011-01-20" <= day <= "2011-02-10"])
    company.build()
    return company


def test_nothing_new_publishes_nothing(company: BuiltCompany) -> None:
    before = company.published_path()
    said = company.build()
    assert "nothing new" in said.lower()
    assert company.published_path() == before


def test_a_day_more_restates_its_month_alone(company: BuiltCompany) -> None:
    january = "select * from core.fct_order_line where month = '2011-01' order by all"
    before = company.ask(january)
    company.deliver(["2011-02-11"])
    said = company.build()
    assert "2011-02" in said
    assert "2011-01" not in said.split("Restated")[1]
    assert company.ask(january) == before
    assert company.ask("select count(*) from core.fct_order_line where order_date = date '2011-02-11'") != [(0,)]


def test_a_day_that_is_taken_back_to_nothing_empties_its_month(company: BuiltCompany) -> None:
    """A file redelivered with a header alone withdraws its rows; a month without rows is no month."""
    company.deliver(["2011-03-01"])
    company.build()
    assert company.ask("select count(*) > 0 from core.fct_order_line where month = '2011-03'") == [(True,)]
    header = (company.landing / "2011-03-01.csv").read_text(encoding="utf-8").splitlines()[0]
    company.deliver_again("2011-03-01", [header])
    company.build()
    assert company.ask("select count(*) from core.fct_order_line where month = '2011-03'") == [(0,)]
    assert company.ask("select count(*) from core.fct_order where month = '2011-03'") == [(0,)]
