"""What a year, a quarter, a month, a week and a day span, and how they are written."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.periods import GRAINS, WRITTEN, Grain, days_around, days_of, joined

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("grain", "value", "first", "last"),
    [
        ("year", 2011, "2011-01-01", "2011-12-31"),
        ("year", "2011", "2011-01-01", "2011-12-31"),
        ("year", "2011-05-05", "2011-01-01", "2011-12-31"),
        ("quarter", "2011-Q4", "2011-10-01", "2011-12-31"),
        ("quarter", dt.date(2011, 2, 28), "2011-01-01", "2011-03-31"),
        ("month", "2012-02", "2012-02-01", "2012-02-29"),
        ("month", dt.datetime(2011, 12, 9, 12, 50), "2011-12-01", "2011-12-31"),
        ("week", "2011-W52", "2011-12-26", "2012-01-01"),
        ("week", dt.date(2012, 1, 1), "2011-12-26", "2012-01-01"),
        ("day", "2011-12-09", "2011-12-09", "2011-12-09"),
        ("year", dt.date(9999, 12, 31), "9999-01-01", "9999-12-31"),
    ],
)
def test_a_period_spans_its_first_to_its_last_day(grain: Grain, value: object, first: str, last: str) -> None:
    assert days_of(grain, value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("grain", "value"),
    [
        ("month", "2011"),
        ("month", "2011-13"),
        ("day", "2011-02-30"),
        ("day", 2011),
        ("year", True),
        ("year", 0),
        ("year", "٢٠١١"),
        ("quarter", "2011-Q5"),
        ("week", "2011-W53"),
        ("week", dt.date(9999, 12, 31)),
        ("day", None),
        ("day", "2011-12-09; drop table x"),
    ],
)
def test_what_names_no_period_is_refused(grain: Grain, value: object) -> None:
    with pytest.raises((ValueError, OverflowError)):
        days_of(grain, value)


@pytest.mark.parametrize("grain", GRAINS)
def test_the_written_example_of_each_grain_is_read(grain: Grain) -> None:
    assert days_of(grain, WRITTEN[grain])[0] <= dt.date(2011, 3, 1)


@given(day=st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), grain=st.sampled_from(GRAINS))
def test_periods_of_a_grain_lie_side_by_side(day: dt.date, grain: Grain) -> None:
    first, last = days_around(grain, day)
    assert first <= day <= last
    assert days_around(grain, last) == (first, last)
    assert days_around(grain, last + DAY)[0] == last + DAY


def test_periods_that_touch_are_asked_as_one() -> None:
    december, january, march = (days_of("month", text) for text in ("2010-12", "2011-01", "2011-03"))
    assert joined([march, january, december, january]) == [(december[0], january[1]), march]
