"""How tables are written for people and for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import time
from decimal import Decimal

import pyarrow as pa
import pytest

from cli.options import Format
from cli.output import for_people, for_programs, write_table

TABLE = pa.table(
    {
        "country": pa.array(["Österreich, 日本", None, '"[bold]x[/]"']),
        "amount": pa.array([Decimal("1234567.5000"), None, Decimal("-0.1000")], pa.decimal128(18, 4)),
        "orders": pa.array([25900, 0, None], pa.int64()),
        "day": pa.array([dt.date(2011, 12, 9), None, dt.date(2010, 12, 1)]),
        "is_known": pa.array([True, False, None]),
    }
)


def written(form: Format, capsys: pytest.CaptureFixture[str], table: pa.Table = TABLE) -> str:
    write_table(table, form)
    return capsys.readouterr().out


def test_csv_holds_exact_values_and_can_be_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(csv.reader(io.StringIO(written(Format.CSV, capsys)))) == [
        ["country", "amount", "orders", "day", "is_known"],
        ["Österreich, 日本", "1234567.5000", "25900", "2011-12-09", "true"],
        ["", "", "0", "", "false"],
        ['"[bold]x[/]"', "-0.1000", "", "2010-12-01", ""],
    ]


def test_json_holds_numbers_with_all_their_digits(capsys: pytest.CaptureFixture[str]) -> None:
    text = written(Format.JSON, capsys)
    assert '"amount": 1234567.5000' in text
    rows = json.loads(text, parse_float=Decimal)
    assert rows[0] == {
        "country": "Österreich, 日本",
        "amount": Decimal("1234567.5000"),
        "orders": 25900,
        "day": "2011-12-09",
        "is_known": True,
    }
    assert rows[1]["amount"] is None


def test_json_of_no_rows_and_of_what_json_cannot_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(written(Format.JSON, capsys, TABLE.slice(0, 0))) == []
    odd = pa.table({"x": [float("nan")], "y": [["a", None]], "z": [{"k": dt.datetime(2011, 1, 2, 3, 4)}]})
    assert json.loads(written(Format.JSON, capsys, odd)) == [
        {"x": None, "y": ["a", None], "z": {"k": "2011-01-02 03:04:00"}}
    ]


def test_decimals_of_a_column_stand_below_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    table = pa.table({"amount": pa.array([Decimal("1.5"), Decimal("20.125"), None], pa.decimal128(18, 4))})
    assert written(Format.TABLE, capsys, table).splitlines()[2:4] == [" 1.500", "20.125"]


def test_a_delivered_value_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    told = written(Format.TABLE, capsys, pa.table({"text": ["a\x1b[2Jb\nc\x9b"]}))
    assert "a\\x1b[2Jb\\nc\\x9b" in told


def test_a_large_table_is_written_in_no_time(capsys: pytest.CaptureFixture[str]) -> None:
    """10,000 rows are the most that rapport sql gives; 0.5 s were measured for ten columns."""
    large = pa.table({f"column_{number}": pa.array(range(10_000)) for number in range(10)})
    start = time.perf_counter()
    written(Format.TABLE, capsys, large)
    assert time.perf_counter() - start < 5


def test_a_table_is_aligned_numbers_to_the_right_and_nothing_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    wide = pa.table({"text": ["x" * 300], "number": [7]})
    assert "x" * 300 in written(Format.TABLE, capsys, wide)
    lines = written(Format.TABLE, capsys).splitlines()
    first = next(line for line in lines if "日本" in line)
    last = next(line for line in lines if "[bold]" in line)
    assert "1,234,567.50" in first
    assert "1,234,567.500" not in first
    assert "25,900" in first
    end_of_amount = last.index("-0.10") + len("-0.10")
    assert last[end_of_amount - len("1,234,567.50") : end_of_amount].strip() == "-0.10"


@pytest.mark.parametrize(
    ("value", "people", "programs"),
    [
        (Decimal("9747747.9300"), "9,747,747.93", "9747747.9300"),
        (Decimal("0.1234"), "0.1234", "0.1234"),
        (Decimal("12"), "12", "12"),
        (541909, "541,909", "541909"),
        (None, "", ""),
        (False, "no", "false"),
        (dt.datetime(2010, 12, 1, 8, 26), "2010-12-01 08:26:00", "2010-12-01 08:26:00"),
    ],
)
def test_one_value(value: object, people: str, programs: str) -> None:
    assert for_people(value) == people
    assert for_programs(value) == programs
