"""What the first line of a page says: how far the data reaches, what is late, what failed."""

from __future__ import annotations

import datetime as dt

import pytest
from sales_company import publish_sales

from warehouse.company import Company
from warehouse.freshness import EntityFreshness, Freshness, SystemFreshness
from warehouse.metrics import Door


@pytest.fixture
def freshness(company: Company) -> Freshness:
    publish_sales(company)
    return Door(company).freshness()


def test_how_far_the_data_reaches(freshness: Freshness) -> None:
    assert (freshness.company_name, freshness.version) == ("Tiny", "seed 1")
    assert freshness.as_of_date == dt.date(2011, 12, 9)
    assert freshness.data_through_local == dt.datetime(2011, 12, 9, 12, 50)


def test_each_system_is_on_time_late_or_failed(freshness: Freshness) -> None:
    assert {system.system_name: system.state for system in freshness.systems} == {
        "desk": "late",
        "post": "on time",
        "shop": "failed",
    }
    assert freshness.has_trouble


def test_a_late_entity_says_by_how_many_days(freshness: Freshness) -> None:
    desk = next(system for system in freshness.systems if system.system_name == "desk")
    assert [(entity.entity_name, entity.days_late) for entity in desk.entities] == [("call", 2)]


def test_a_refused_file_stands_until_it_was_delivered_well(freshness: Freshness) -> None:
    shop = next(system for system in freshness.systems if system.system_name == "shop")
    assert [(refused.file, refused.reason) for refused in shop.refused] == [
        ("by-day/4.csv", "the file is cut off at line 7")
    ]
    assert shop.quarantined_row_count == 3


def test_what_never_came_is_late_where_it_is_expected() -> None:
    never = EntityFreshness("shop", "line", "daily", None, None, 0)
    unexpected = EntityFreshness("shop", "extra", "none", None, None, 0)
    assert SystemFreshness("shop", (never,), ()).state == "late"
    assert SystemFreshness("shop", (unexpected,), ()).state == "on time"
