"""Each operator on each kind of dimension keeps the rows that plain Python would keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from warehouse.conditions import Conditions, Kind, kind_of
from warehouse.question import Filter, QuestionError

TEXTS = ("a", "b", "", "10", None)
NUMBERS = (Decimal("1"), Decimal("2.5"), Decimal("-3"), None)
DATES = (dt.date(2010, 12, 31), dt.date(2011, 1, 1), dt.date(2011, 3, 31), dt.date(2011, 12, 31), None)


def kept(held: str, members: tuple[Any, ...], add: Callable[[Conditions], None]) -> list[Any]:
    """The members that pass, when they stand in a column `x` of the SQL type `held`."""
    conditions = Conditions()
    add(conditions)
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE t (x {held})")
        con.executemany("INSERT INTO t VALUES (?)", [[member] for member in members])
        where = " AND ".join(conditions.texts)
        rows = con.sql(f"SELECT x FROM t WHERE {where}", params=conditions.parameters).fetchall()
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("operator", "values", "expected"),
    [
        ("=", ("a",), ["a"]),
        ("=", ("",), [""]),
        ("=", (None,), [None]),
        ("in", ("a", "b", "zzz"), ["a", "b"]),
        ("in", ("a", None), ["a", None]),
        ("in", (None,), [None]),
        ("in", (), []),
        ("not in", ("a",), ["b", "", "10", None]),
        ("not in", ("a", None), ["b", "", "10"]),
        ("not in", (None,), ["a", "b", "", "10"]),
        ("not in", (), ["a", "b", "", "10", None]),
        ("between", ("a", "b"), ["a", "b"]),
        ("is empty", (), [None]),
    ],
)
def test_text(operator: Any, values: tuple[Any, ...], expected: list[Any]) -> None:
    asked = Filter("product__sku", operator, values)
    assert kept("VARCHAR", TEXTS, lambda conditions: conditions.add(asked, "x", "text")) == expected


@pytest.mark.parametrize(
    ("operator", "values", "expected"),
    [
        ("=", (1,), [Decimal(1)]),
        ("=", ("2.50",), [Decimal("2.5")]),
        ("in", (1, 2.5), [Decimal(1), Decimal("2.5")]),
        ("not in", (1,), [Decimal("2.5"), Decimal(-3), None]),
        ("between", (-3, 1), [Decimal(1), Decimal(-3)]),
    ],
)
def test_numbers(operator: Any, values: tuple[Any, ...], expected: list[Any]) -> None:
    asked = Filter("survey__score", operator, values)
    assert kept("DECIMAL(18,4)", NUMBERS, lambda conditions: conditions.add(asked, "x", "number")) == expected


def test_truth() -> None:
    asked = Filter("customer__is_new", "in", (True, "false"))
    found = kept("BOOLEAN", (True, False, None), lambda conditions: conditions.add(asked, "x", "truth"))
    assert found == [True, False]


@pytest.mark.parametrize(
    ("operator", "values", "expected"),
    [
        ("=", ("2011",), DATES[1:4]),
        ("=", (2011,), DATES[1:4]),
        ("=", (None,), (None,)),
        ("in", (2010, 2011), DATES[:4]),
        ("in", (2010, None), (DATES[0], None)),
        ("in", (), ()),
        ("not in", (2011,), (DATES[0], None)),
        ("not in", (2011, None), (DATES[0],)),
        ("not in", (), DATES),
        ("between", (2010, 2011), DATES[:4]),
        ("is empty", (), (None,)),
    ],
)
def test_periods(operator: Any, values: tuple[Any, ...], expected: tuple[Any, ...]) -> None:
    asked = Filter("date__year", operator, values)
    assert kept("DATE", DATES, lambda conditions: conditions.add_date(asked, "x", "year")) == list(expected)


@pytest.mark.parametrize(
    ("operator", "values", "kind", "says"),
    [
        ("like", ("a%",), "text", "no operator"),
        ("=", (), "text", "takes 1 values, not 0"),
        ("=", ("a", "b"), "text", "takes 1 values, not 2"),
        ("between", ("a",), "text", "takes 2 values"),
        ("between", ("b", "a"), "text", "lower value first"),
        ("between", ("a", None), "text", "is empty"),
        ("is empty", ("a",), "text", "takes 0 values"),
        ("=", (5,), "text", "holds text; '5' is none"),
        ("=", ("\ud800",), "text", "holds text"),
        ("=", ("five",), "number", "holds numbers"),
        ("=", (float("nan"),), "number", "holds numbers"),
        ("=", ("1e30",), "number", "holds numbers"),
        ("=", (True,), "number", "holds numbers"),
        ("=", ("yes",), "truth", "holds true or false"),
        ("=", ("tomorrow",), "date", "holds dates"),
    ],
)
def test_nonsense_is_refused_by_name(operator: Any, values: tuple[Any, ...], kind: Kind, says: str) -> None:
    with pytest.raises(QuestionError, match=f"a__b.*{says}"):
        Conditions().add(Filter("a__b", operator, values), "x", kind)


def test_a_period_that_is_none_is_refused_with_an_example() -> None:
    with pytest.raises(QuestionError, match="date__month: '2011' is no month; write it as 2011-03"):
        Conditions().add_date(Filter("date__month", "=", ("2011",)), "x", "month")


def test_the_text_of_a_condition_does_not_depend_on_values() -> None:
    texts = []
    for values in (("a",), ("a", "b", "c")):
        conditions = Conditions()
        conditions.add(Filter("product__sku", "in", values), "x", "text")
        texts.append(conditions.texts)
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        (pa.string(), "text"),
        (pa.int64(), "number"),
        (pa.decimal128(18, 4), "number"),
        (pa.float64(), "number"),
        (pa.bool_(), "truth"),
        (pa.date32(), "date"),
        (pa.timestamp("us"), "date"),
    ],
)
def test_the_kind_of_a_column(held: pa.DataType, kind: Kind) -> None:
    assert kind_of(held) == kind
