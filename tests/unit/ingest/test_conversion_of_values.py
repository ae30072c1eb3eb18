"""Conversion: a value arrives as it was meant, or in quarantine with a reason; never changed."""

from __future__ import annotations

import datetime
from decimal import Decimal

import duckdb
import pytest

from ingest.column import Column
from ingest.conversion import is_empty_sql, misfit_reason, value_sql

UTC_FREE = datetime.datetime


@pytest.fixture(scope="module")
def con():
    with duckdb.connect() as con:
        yield con


def convert(con, text, column_type, date_format=None):
    column = Column(type=column_type, format=date_format)
    value, is_empty = con.execute(
        f"select {value_sql(column, 'text')}, {is_empty_sql(column, 'text')} from (select ?::varchar as text)", [text]
    ).fetchone()
    return "empty" if is_empty else value


@pytest.mark.parametrize(
    ("column_type", "text", "value"),
    [
        ("varchar", " as it is ", " as it is "),
        ("varchar", " ", " "),
        ("bigint", "-9223372036854775808", -9223372036854775808),
        ("bigint", " +6 ", 6),
        ("integer", "007", 7),
        ("boolean", "TRUE", True),
        ("boolean", "n", False),
        ("date", "2012-02-29", datetime.date(2012, 2, 29)),
        ("timestamp", "2010-12-01 08:26:00", UTC_FREE(2010, 12, 1, 8, 26)),
        ("timestamp", "2010-12-01T08:26", UTC_FREE(2010, 12, 1, 8, 26)),
        ("timestamp", "2010-12-01 08:26:00.1234560", UTC_FREE(2010, 12, 1, 8, 26, 0, 123456)),
        ("decimal(18,4)", "-2.5500000", Decimal("-2.5500")),
        ("decimal(18,4)", ".5", Decimal("0.5000")),
        ("decimal(5,0)", "12.00", Decimal("12")),
        ("double", "-1.5e-3", -0.0015),
        ("double", "0e-999", 0.0),
    ],
)
def test_value_arrives(con, column_type, text, value):
    assert convert(con, text, column_type) == value


@pytest.mark.parametrize(
    ("column_type", "text"),
    [
        ("bigint", "6.7"),
        ("bigint", "6.0"),
        ("bigint", "1e3"),
        ("bigint", "1_000"),
        ("bigint", "9223372036854775808"),
        ("integer", "2147483648"),
        ("integer", "0x1F"),
        ("boolean", "maybe"),
        ("boolean", "2"),
        ("date", "2011-02-29"),
        ("date", "2011-1-5"),
        ("date", "2011-01-05 08:26:00"),
        ("date", "infinity"),
        ("date", "0000-01-01"),
        ("timestamp", "2010-12-01"),
        ("timestamp", "2010-12-01 24:00:00"),
        ("timestamp", "2010-12-01 08:26:00.1234567"),
        ("timestamp", "2010-12-01 08:26:00+02:00"),
        ("timestamp", "2010-12-01T08:26:00Z"),
        ("timestamp", "epoch"),
        ("decimal(18,4)", "1.23456"),
        ("decimal(18,4)", "1e3"),
        ("decimal(18,4)", "1,5"),
        ("decimal(4,2)", "100"),
        ("decimal(4,2)", "."),
        ("double", "nan"),
        ("double", "-inf"),
        ("double", "1e999"),
        ("double", "1e-999"),
        ("double", "1_0"),
    ],
)
def test_value_that_would_be_changed_does_not_arrive(con, column_type, text):
    assert convert(con, text, column_type) is None


@pytest.mark.parametrize(
    ("column_type", "date_format", "text", "value"),
    [
        ("date", "%d/%m/%Y", "5/1/2011", datetime.date(2011, 1, 5)),
        ("date", "%d %b %Y", "05 JAN 2011", datetime.date(2011, 1, 5)),
        ("date", "%m/%d/%Y %H:%M", "1/5/2011 0:00", datetime.date(2011, 1, 5)),
        ("date", "%m/%d/%Y %H:%M", "1/5/2011 0:01", None),
        ("date", "%d/%m/%Y", "infinity", None),
        ("date", "%d/%m/%Y", "05/01/11", None),
        ("date", "%d/%m/%Y", "31/02/2011", None),
        ("date", "%d/%m/%Y", "05/01/2011 08:00", None),
        ("timestamp", "%m/%d/%Y %H:%M", "12/1/2010 8:26", UTC_FREE(2010, 12, 1, 8, 26)),
        ("timestamp", "%Y-%m-%dT%H:%M:%SZ", "2010-12-01T08:26:00Z", UTC_FREE(2010, 12, 1, 8, 26)),
        ("timestamp", "%Y%m%d", "20101201", UTC_FREE(2010, 12, 1)),
        ("timestamp", "%Y-%m-%d %H:%M:%S.%f", "2010-12-01 08:26:00.1234567", None),
    ],
)
def test_declared_format_is_followed_to_the_letter(con, column_type, date_format, text, value):
    assert convert(con, text, column_type, date_format) == value


@pytest.mark.parametrize(
    ("column_type", "text", "is_empty"),
    [
        ("varchar", "", True),
        ("varchar", " ", False),
        ("bigint", "", True),
        ("bigint", " \t", True),
        ("date", "x", False),
    ],
)
def test_what_counts_as_empty(con, column_type, text, is_empty):
    assert (convert(con, text, column_type) == "empty") is is_empty


def test_reasons_name_the_type():
    assert misfit_reason(Column(type="bigint")) == "is no whole number (bigint)"
    assert misfit_reason(Column(type="decimal(18,4)")) == "is no decimal(18,4) number"
    assert misfit_reason(Column(type="date", format="%d/%m/%Y")) == "is no date in the format %d/%m/%Y"
