"""Figures are compared with the days that fit, and changes are written and coloured for what they are."""

# ruff: noqa: RUF001  the signs that readers see are what is tested

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from shop_shown import DATA

from dashboards.blocks.comparison import Change, choose, largest_part, share, tone, written
from dashboards.formats import Formats
from dashboards.periods import Period, Window
from dashboards.questions import Axis

COUNTRY = Axis("geography__country", "geography__country")
FORMATS = Formats("en", "GBP")


def test_the_year_before_is_chosen_where_it_is_there() -> None:
    found = choose(Period.parse("2011-12"), None, DATA)
    assert found is not None
    assert found.versus == "year"
    assert found.current == Window(dt.date(2011, 12, 1), dt.date(2011, 12, 9))
    assert not found.inside


def test_else_the_period_before() -> None:
    found = choose(Period.parse("2011-11"), None, DATA)
    assert found is not None
    assert found.versus == "period"


@pytest.mark.parametrize("code", [None, "2011"])
def test_else_the_last_full_month_inside(code: str | None) -> None:
    found = choose(Period.parse(code) if code else None, None, DATA)
    assert found is not None
    assert found.inside
    assert (found.current.as_period(), found.other.as_period()) == (Period.parse("2011-11"), Period.parse("2011-10"))


@pytest.mark.parametrize("code", ["2010", "2010-12", "2010-12-01", "2009"])
def test_else_nothing(code: str) -> None:
    assert choose(Period.parse(code), None, DATA) is None


def test_what_was_chosen_by_hand_is_kept_to() -> None:
    assert choose(Period.parse("2011-11"), "year", DATA) is None
    found = choose(Period.parse("2011-12"), "period", DATA)
    assert found is not None
    assert found.other == Window(dt.date(2011, 11, 1), dt.date(2011, 11, 9))


@pytest.mark.parametrize(
    ("current", "other", "unit", "text"),
    [
        (108, 100, "currency", "+8.0 %"),
        (92, 100, "currency", "−8.0 %"),
        (100, 100, "currency", "0.0 %"),
        (5, 0, "count", "+5"),
        (5, -5, "currency", "+£10.0"),
        (0, 0, "currency", "±0"),
        (1_100, 100, "currency", "× 11"),
        (Decimal("0.31"), Decimal("0.28"), "rate", "+3.0 points"),
        (None, 100, "currency", ""),
        (100, None, "currency", ""),
    ],
)
def test_a_change_is_written_with_sign_and_unit(
    current: Decimal | None, other: Decimal | None, unit: str, text: str
) -> None:
    assert written(Change(current, other), unit, FORMATS).replace("\u00a0", " ") == text


def test_colours_follow_what_is_good_and_in_chinese_what_rises() -> None:
    rise, fall = Change(2, 1), Change(1, 2)
    assert (tone(rise, "up", "en"), tone(rise, "down", "en")) == ("green", "red")
    assert (tone(fall, "up", "en"), tone(fall, "down", "en")) == ("red", "green")
    assert (tone(rise, "down", "zh-CN"), tone(fall, "down", "zh-CN")) == ("red", "green")
    assert (tone(Change(1, 1), "up", "en"), tone(rise, "", "en")) == ("plain", "plain")


def rows(**figures: int) -> list[dict[str, object]]:
    return [{"geography__country": name, "net_revenue": value} for name, value in figures.items()]


def test_the_largest_part_of_a_rise_rose() -> None:
    cause = largest_part(rows(UK=150, Norway=10, Spain=4), rows(UK=100, Norway=30), "net_revenue", COUNTRY)
    assert cause is not None
    assert cause.member == "UK"
    assert share(cause.change, Change(164, 130)) == Decimal(50) / 34


def test_the_largest_part_of_a_fall_fell_and_may_be_gone() -> None:
    cause = largest_part(rows(UK=90), rows(UK=100, Norway=30), "net_revenue", COUNTRY)
    assert cause is not None
    assert (cause.member, cause.change.difference) == ("Norway", Decimal(-30))


def test_what_did_not_change_has_no_cause() -> None:
    assert largest_part(rows(UK=1), rows(UK=1), "net_revenue", COUNTRY) is None
    assert largest_part([], [], "net_revenue", COUNTRY) is None
    assert share(Change(1, 0), Change(1, 1)) is None
