"""Numbers and dates are written as the language writes them."""

# ruff: noqa: RUF001  the signs that readers see are what is tested

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.formats import MINUS, Formats, Language, Number
from dashboards.periods import Period, Window

ENGLISH, CHINESE = Formats("en", "GBP"), Formats("zh-CN", "CNY")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (9_747_747.934, "currency", "£9.75 M"),
        (999_499, "currency", "£999 k"),
        (999_500, "currency", "£1.00 M"),
        (Decimal("-896812.49"), "currency", "−£897 k"),
        (0, "currency", "£0.00"),
        (4.5, "currency", "£4.50"),
        (22_061, "orders", "22.1 k"),
        (615, "count", "615"),
        (5_176_450, "count", "5.18 M"),
        (Decimal("0.31246"), "rate", "31.2 %"),
        (None, "currency", "–"),
    ],
)
def test_english_figures_have_three_significant_digits(value: Number | None, unit: str, written: str) -> None:
    assert plain(ENGLISH.short(value, unit)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (9_747_748, "¥974.8 万"),
        (123_456_789, "¥1.23 亿"),
        (9_999.4, "¥9999"),
        (99_999_999, "¥1.00 亿"),
        (25_900, "¥2.59 万"),
    ],
)
def test_chinese_figures_count_in_myriads(value: Number, written: str) -> None:
    assert plain(CHINESE.short(value, "currency")).replace(",", "") == written


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (Decimal("9747747.9340"), "currency", "9,747,747.93"),
        (Decimal("-0.004"), "currency", "0.00"),
        (Decimal("0.005"), "currency", "0.01"),
        (4372, "count", "4,372"),
        (None, "count", "–"),
    ],
)
def test_tables_show_all_digits(value: Number | None, unit: str, written: str) -> None:
    assert ENGLISH.full(value, unit) == written


def test_changes_carry_their_sign_and_unit() -> None:
    assert plain(ENGLISH.percent(Decimal("0.08"), signed=True)) == "+8.0 %"
    assert plain(ENGLISH.percent(Decimal("-0.0804"), signed=True)) == "−8.0 %"
    assert plain(ENGLISH.percent(Decimal("0.0001"), signed=True)) == "+0.0 %"
    assert plain(ENGLISH.points(Decimal("-0.013"))) == "−1.3 points"
    assert CHINESE.percent(Decimal("0.08")) == "8.0%"


@given(st.decimals(-(10**12), 10**12, places=4))
def test_a_full_number_reads_back_as_it_was(value: Decimal) -> None:
    text = ENGLISH.number(value, 4).replace(",", "").replace(MINUS, "-")
    assert Decimal(text) == value


@given(st.decimals(Decimal("0.01"), 10**13, places=2), st.sampled_from(("en", "zh-CN")))
def test_a_short_number_is_within_half_a_last_digit(value: Decimal, language: Language) -> None:
    formats = Formats(language, "GBP")
    scale = formats.scale_for(value)
    read = Decimal(formats.scaled(value, scale).replace(",", "")) * scale.factor
    assert abs(read - value) <= Decimal(scale.factor).scaleb(-scale.decimals) / 2


def test_one_scale_of_many_keeps_digits_for_the_small_ones() -> None:
    scale = ENGLISH.scale_of_many(1_432_260, "currency")
    assert (scale.factor, scale.decimals) == (1_000, 0)
    assert ENGLISH.scaled(480_901, scale) == "481"
    assert ENGLISH.scale_of_many(44, "count").decimals == 0


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ("2011", "2011", "2011年"),
        ("2011-Q4", "Q4 2011", "2011年第4季度"),
        ("2011-11", "Nov 2011", "2011年11月"),
        ("2011-11-09", "Wed, 9 Nov 2011", "2011年11月9日周三"),
    ],
)
def test_periods_have_names(code: str, english: str, chinese: str) -> None:
    assert ENGLISH.period(Period.parse(code)) == english
    assert CHINESE.period(Period.parse(code)) == chinese


@given(st.dates(dt.date(1901, 1, 7), dt.date(2199, 1, 1)), st.sampled_from(("year", "quarter", "month", "week", "day")))
def test_every_period_can_be_written_below_a_column(day: dt.date, grain: str) -> None:
    period = Period.holding(day, grain)  # type: ignore[arg-type]
    for formats in (ENGLISH, CHINESE):
        assert formats.tick(period)
        assert formats.period(period)
        formats.under_tick(period)


def test_a_stretch_of_days_says_no_more_than_it_must() -> None:
    def written(start: dt.date, end: dt.date) -> str:
        return ENGLISH.window(Window(start, end))

    assert written(dt.date(2011, 11, 1), dt.date(2011, 11, 30)) == "Nov 2011"
    assert written(dt.date(2011, 12, 1), dt.date(2011, 12, 9)) == "1 – 9 Dec 2011"
    assert written(dt.date(2011, 10, 1), dt.date(2011, 12, 9)) == "1 Oct – 9 Dec 2011"
    assert written(dt.date(2010, 12, 1), dt.date(2011, 12, 9)) == "1 Dec 2010 – 9 Dec 2011"


def test_times_are_of_the_day() -> None:
    assert ENGLISH.time(dt.datetime(2011, 12, 9, 12, 50)) == "9 Dec 2011, 12:50"
    assert CHINESE.time(dt.datetime(2011, 12, 9, 12, 50)) == "2011年12月9日 12:50"
