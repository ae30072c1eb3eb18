"""A view is written in the address, and an address shows the same view again."""

from __future__ import annotations

import datetime as dt
from typing import get_args
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop_shown import OFFER

from dashboards.filters import EMPTY, Order, Shape, View, read_view
from dashboards.periods import Grain, Period, Versus

FIRST = View("net_revenue", "en")
members = st.lists(st.none() | st.text(min_size=1).filter(lambda name: name != EMPTY), min_size=1, unique=True)
periods = st.builds(
    Period.holding, st.dates(dt.date(1901, 1, 7), dt.date(2190, 1, 1)), st.sampled_from(get_args(Grain))
)
views = st.builds(
    View,
    metric=st.sampled_from(OFFER.metrics),
    language=st.sampled_from(OFFER.languages),
    period=st.none() | periods,
    grain=st.none() | st.sampled_from(get_args(Grain)),
    versus=st.none() | st.sampled_from(get_args(Versus)),
    shape=st.sampled_from(get_args(Shape)),
    rows=st.integers(0, 9_999_999),
    members=st.dictionaries(st.sampled_from(OFFER.dimensions), members.map(tuple)),
    orders=st.dictionaries(st.sampled_from(OFFER.dimensions), st.sampled_from(get_args(Order)[1:])),
    full=st.sets(st.sampled_from(OFFER.dimensions)).map(lambda names: tuple(sorted(names))),
)


@given(views)
def test_an_address_shows_the_view_it_was_made_from(view: View) -> None:
    address = view.link(OFFER)
    assert read_view(parse_qs(address.removeprefix("?"), keep_blank_values=True), OFFER) == (view, [])


@given(
    st.dictionaries(
        st.sampled_from(["date", "metric", "by", "rows", "versus", "lang", "shape", "full", "x"]),
        st.lists(st.text(), min_size=1),
    )
)
def test_any_address_shows_something(params: dict[str, list[str]]) -> None:
    view, _ = read_view(params, OFFER)
    assert view.metric in OFFER.metrics
    assert view.rows >= 0


def test_the_plain_address_is_the_first_view() -> None:
    assert read_view({}, OFFER) == (FIRST, [])
    assert FIRST.link(OFFER) == "?"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date", "2011-99"),
        ("metric", "profit"),
        ("by", "hour"),
        ("rows", "-1"),
        ("rows", "²"),
        ("lang", "fr"),
        ("versus", "x"),
    ],
)
def test_what_is_not_known_is_said_and_left_out(name: str, value: str) -> None:
    assert read_view({name: [value]}, OFFER) == (FIRST, [f"{name}={value}"])


def test_drilling_forgets_the_columns_and_rows_of_the_level_above() -> None:
    view = FIRST.by("year").on_rows(3).into(Period.parse("2011"))
    assert (view.period, view.grain, view.rows) == (Period.parse("2011"), None, 0)


def test_a_member_is_kept_and_let_go_again() -> None:
    kept = FIRST.on_rows(2).keeping("product__sku", ("22423", None))
    assert kept.members == {"product__sku": ("22423", None)}
    assert kept.rows == 0
    assert kept.keeping("product__sku", ()).members == {}


def test_reset_takes_the_filters_and_leaves_the_metric() -> None:
    view = (
        FIRST.showing("orders").into(Period.parse("2011")).keeping("geography__country", ("Norway",)).compared("year")
    )
    assert view.is_filtered
    assert view.reset() == View("orders", "en", versus="year")
    assert not view.reset().is_filtered
