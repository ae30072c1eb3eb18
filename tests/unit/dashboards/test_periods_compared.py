"""Periods have codes, and are compared like for like."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.periods import Grain, Period, Versus, Window, counterpart, last_full, periods_in

DATA = Window(dt.date(2010, 12, 1), dt.date(2011, 12, 9))
GRAINS: tuple[Grain, ...] = ("year", "quarter", "month", "week", "day")
days = st.dates(dt.date(1901, 1, 7), dt.date(2190, 12, 31))


@given(days, st.sampled_from(GRAINS))
def test_a_code_names_its_period(day: dt.date, grain: Grain) -> None:
    period = Period.holding(day, grain)
    assert Period.parse(period.code) == period
    assert period.start <= day <= period.end


@given(days, st.sampled_from(GRAINS), st.integers(-30, 30))
def test_periods_follow_each_other_without_a_gap(day: dt.date, grain: Grain, steps: int) -> None:
    period = Period.holding(day, grain)
    assert period.moved(1).start == period.end + dt.timedelta(days=1)
    assert period.moved(steps).moved(-steps) == period


@pytest.mark.parametrize(
    "code",
    [
        "",
        "11",
        "2011-13",
        "2011-Q5",
        "2011-W54",
        "2011-02-30",
        "2011-1",
        "2011\n",
        "٢٠١١",
        "0001",
        "9999-12",
        "2011-W00",
    ],
)
def test_what_names_no_period_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Period.parse(code)


@pytest.mark.parametrize(
    ("code", "versus", "start", "end"),
    [
        ("2011-11", "period", "2011-10-01", "2011-10-31"),  # whole against whole, though shorter
        ("2011-12", "period", "2011-11-01", "2011-11-09"),  # to date against to date
        ("2011-12", "year", "2010-12-01", "2010-12-09"),
        ("2011-Q4", "period", "2011-07-01", "2011-09-09"),  # the same day of the same month of the quarter
        ("2011-12-09", "period", "2011-12-02", "2011-12-02"),  # a Friday against a Friday
        ("2011-12-09", "year", "2010-12-10", "2010-12-10"),  # the Friday of a year before
        ("2011-W49", "period", "2011-11-28", "2011-12-02"),  # Monday to Friday against Monday to Friday
    ],
)
def test_a_period_is_compared_with_the_same_days_of_another(code: str, versus: Versus, start: str, end: str) -> None:
    other = counterpart(Period.parse(code), DATA, versus)
    assert other == Window(dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@pytest.mark.parametrize(
    ("code", "versus"), [("2011", "year"), ("2011", "period"), ("2010-12", "period"), ("2011-11", "year")]
)
def test_days_that_the_data_does_not_hold_are_not_compared_with(code: str, versus: Versus) -> None:
    assert counterpart(Period.parse(code), DATA, versus) is None


def test_the_end_of_a_short_month_is_not_passed() -> None:
    data = Window(dt.date(2010, 1, 1), dt.date(2011, 3, 30))
    assert counterpart(Period.parse("2011-03"), data, "period") == Window(dt.date(2011, 2, 1), dt.date(2011, 2, 28))


def test_a_leap_day_is_compared_with_the_last_of_february() -> None:
    data = Window(dt.date(2010, 1, 1), dt.date(2012, 2, 29))
    assert counterpart(Period.parse("2012"), data, "year") == Window(dt.date(2011, 1, 1), dt.date(2011, 2, 28))


@given(days, st.sampled_from(GRAINS), st.sampled_from(("year", "period")))
def test_what_is_compared_lies_in_the_data_and_before(day: dt.date, grain: Grain, versus: Versus) -> None:
    data = Window(dt.date(1950, 5, 17), dt.date(2020, 8, 3))
    period = Period.holding(day, grain)
    current, other = period.window.clipped(data), counterpart(period, data, versus)
    if current and other:
        assert other.clipped(data) == other
        assert other.end < current.start or versus == "year"
        assert other.end < current.end


@pytest.mark.parametrize(("within", "found"), [(DATA, "2011-11"), (Period.parse("2010-Q4").window, "2010-12")])
def test_the_last_full_month_has_all_its_days(within: Window, found: str) -> None:
    assert last_full("month", within, DATA) == Period.parse(found)


def test_a_month_that_began_before_the_data_is_not_full() -> None:
    data = Window(dt.date(2011, 11, 2), dt.date(2011, 12, 9))
    assert last_full("month", data, data) is None


def test_the_periods_of_a_stretch_are_whole_or_in_part() -> None:
    assert [period.code for period in periods_in(DATA, "quarter")] == ["2010-Q4", *(f"2011-Q{n}" for n in range(1, 5))]
    assert len(periods_in(DATA, "month")) == 13


@given(days, days)
def test_a_stretch_that_is_a_period_knows_it(one: dt.date, other: dt.date) -> None:
    window = Window(min(one, other), max(one, other))
    period = window.as_period()
    assert period is None or period.window == window
