"""The grammar of --where."""

from __future__ import annotations

import pytest

from cli.conditions import NoCondition, read_condition
from warehouse.question import Filter


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("category = Gifts and toys", Filter("category", "=", ("Gifts and toys",))),
        ("category='Gifts'", Filter("category", "=", ("Gifts",))),
        ("country in France, Germany", Filter("country", "in", ("France", "Germany"))),
        ('country IN (\'Bonn, city\', "the ""one""")', Filter("country", "in", ("Bonn, city", 'the "one"'))),
        ("country not  in France", Filter("country", "not in", ("France",))),
        ("country in it's fine, b", Filter("country", "in", ("it's fine", "b"))),
        ("day between 2011-01-01 and 2011-03-31", Filter("day", "between", ("2011-01-01", "2011-03-31"))),
        ("name between 'a and b' and c", Filter("name", "between", ("a and b", "c"))),
        ("customer is empty", Filter("customer", "is empty")),
        ("customer is not empty", Filter("customer", "not in", (None,))),
        ("interest in in, not in", Filter("interest", "in", ("in", "not in"))),
    ],
)
def test_what_a_condition_means(text: str, meant: Filter) -> None:
    assert read_condition(text) == meant


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is no condition"),
        ("country like F%", "is no condition"),
        ("country France", "is no condition"),
        ("country =", "a value is missing"),
        ("country in", "is no list of values"),
        ("country in a,,b", "is no list of values"),
        ("day between 2011-01-01", "'between' takes two values"),
        ("country is empty France", "nothing may follow"),
    ],
)
def test_what_is_no_condition_is_told_with_an_example(text: str, reason: str) -> None:
    with pytest.raises(NoCondition, match=reason):
        read_condition(text)
