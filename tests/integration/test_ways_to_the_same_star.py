"""However the deliveries come, the star is the same: at once, month by month, shuffled, twice, late, corrected."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from itertools import groupby

import pytest

from tests.integration.conftest import BY_DAY, BuiltCompany
from tests.integration.content import differences

Maker = Callable[[], BuiltCompany]
CORRECTED_DAY = "2011-05-10"
MONTHS_A_BUILD = int(os.environ.get("RAPPORT_MONTHS_A_BUILD", "3"))  # 1 takes thirteen builds


def corrected_lines() -> list[str]:
    """The day with a line inserted at the top, one removed and one price corrected."""
    header, *lines = (BY_DAY / f"{CORRECTED_DAY}.csv").read_text(encoding="utf-8").splitlines()
    inserted = f"999999,22423,REGENCY CAKESTAND 3 TIER,2,{CORRECTED_DAY} 08:00:00,12.75,17850.0,United Kingdom"
    first = lines[0].split(",")
    assert first[5] == "0.42"
    first[5] = "0.52"
    return [header, inserted, ",".join(first), *lines[2:]]


@pytest.fixture(scope="module")
def at_once(make_company: Maker, all_days: list[str]) -> BuiltCompany:
    company = make_company()
    company.deliver(all_days)
    company.deliver_again(CORRECTED_DAY, corrected_lines())
    company.build()
    return company


def stretches_of(days: list[str]) -> Iterator[list[str]]:
    """The days of so many months at a time."""
    months = [list(group) for _, group in groupby(days, key=lambda day: day[:7])]
    for first in range(0, len(months), MONTHS_A_BUILD):
        yield [day for month in months[first : first + MONTHS_A_BUILD] for day in month]


def test_builds_of_a_few_months_each(at_once: BuiltCompany, make_company: Maker, all_days: list[str]) -> None:
    company = make_company()
    for days in stretches_of(all_days):
        company.deliver(days)
        if CORRECTED_DAY in days:
            company.deliver_again(CORRECTED_DAY, corrected_lines())
        company.build()
    assert differences(at_once.published_path(), company.published_path()) == {}
    keys = "select customer_id, customer_key from core.dim_customer order by all"
    assert company.ask(keys) == at_once.ask(keys), "delivered in order, keys are equal too"


def test_shuffled_twice_late_and_corrected(at_once: BuiltCompany, make_company: Maker, all_days: list[str]) -> None:
    chance = random.Random(305)
    days = [day for day in all_days if day != CORRECTED_DAY]
    chance.shuffle(days)
    late, days = days[:3], days[3:]
    company = make_company()
    for place in range(8):
        company.deliver(days[place::8])
        if place == 1:
            company.deliver([CORRECTED_DAY])
        if place == 4:
            deliver_under_other_names(company, chance.sample(days[0::8], 10))
        if place == 5:
            company.deliver_again(CORRECTED_DAY, corrected_lines())
        if place == 7:
            company.deliver(late)
        company.build()
    assert differences(at_once.published_path(), company.published_path()) == {}
    assert company.ask("select count(*) from about.delivery where status = 'known'") == [(10,)]
    first, second = company.ask(f"""
        select rows_loaded, rows_withdrawn, rows_known from about.delivery
        where file like '%{CORRECTED_DAY}%' order by delivery_id""")
    assert second[:2] == (2, 2)
    assert second[2] == first[0] - 2  # type: ignore[operator]


def deliver_under_other_names(company: BuiltCompany, days: list[str]) -> None:
    """The same bytes again, as of a source that repeats a transfer: beside the first, under another name of the day."""
    for day in days:
        text = (BY_DAY / f"{day}.csv").read_bytes()
        (company.landing / f"{day}.csv").with_name(f"again-{day}.csv").write_bytes(text)


def test_the_corrected_day_stands_as_corrected(at_once: BuiltCompany) -> None:
    day = f"order_date = date '{CORRECTED_DAY}'"
    assert at_once.ask(f"select count(*) from core.fct_order_line where order_id = '999999' and {day}") == [(1,)]
    assert at_once.ask(f"select count(*) from core.fct_order_line where {day}") == [(len(corrected_lines()) - 1,)]
