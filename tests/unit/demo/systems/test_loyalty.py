"""The loyalty programme's files: all members, points and consents of the truth, under the shop's numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from deliveries_of_systems import SPAN, Deliver, load

from demo.systems import loyalty
from demo.systems.shop_ids import FIRST_NUMBERS

ENDS_AT = SPAN[-1].ends_at
CUSTOMER, ORDER = FIRST_NUMBERS["Customer"], FIRST_NUMBERS["Order"]
Told = Callable[[str, str], list[tuple[Any, ...]]]


def utc(column: str) -> str:
    return f"{column}::timestamptz::timestamp"


@pytest.fixture(scope="module")
def landing(deliver: Deliver) -> Path:
    return deliver(loyalty, SPAN)


@pytest.fixture(scope="module")
def told(landing: Path, truth: duckdb.DuckDBPyConnection) -> Told:
    """Columns of a file over all deliveries, in order."""

    def read(file: str, columns: str) -> list[tuple[Any, ...]]:
        files = f"{landing}/*/{file}.csv"
        return truth.execute(f"select {columns} from read_csv('{files}') order by all").fetchall()

    return read


def test_points_are_those_of_the_truth(told: Told, truth: duckdb.DuckDBPyConnection) -> None:
    true = truth.execute(
        f"select entry_no, record_no + {CUSTOMER}, happened_at, kind, points, order_no + {ORDER} from loyalty "
        "where happened_at < $1 order by all",
        [ENDS_AT],
    ).fetchall()
    assert told("points", f"transaction_id, customer_id, {utc('happened_at')}, type, points, order_id") == true


def test_consents_are_those_of_the_truth(told: Told, truth: duckdb.DuckDBPyConnection) -> None:
    true = truth.execute(
        f"select record_no + {CUSTOMER}, channel, state, since_at, source from consent where since_at < $1 "
        "order by all",
        [ENDS_AT],
    ).fetchall()
    assert told("consents", f"customer_id, channel, state, {utc('since_at')}, source") == true


def test_a_members_last_tier_is_that_of_the_end(told: Told, truth: duckdb.DuckDBPyConnection) -> None:
    last = {member: tier for member, _, tier in told("members", "customer_id, updated_at, tier")}
    true = truth.execute(
        f"select record_no + {CUSTOMER}, arg_max(tier, valid_from_at) from membership join party_version "
        "using (party_no) where system = 'shop' and since_at < $1 and valid_from_at < $1 group by all "
        "having bool_or(tier is not null)",
        [ENDS_AT],
    ).fetchall()
    assert last == dict(true)
    assert len(set(last.values())) > 2


def test_each_file_holds_its_windows_alone(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    columns = {"members": "updated_at", "points": "happened_at", "consents": "since_at"}
    for window in SPAN[1:]:
        for file, column in columns.items():
            path = landing / str(window.last_day) / f"{file}.csv"
            outside = f"{utc(column)} < timestamp '{window.begins_at}' or {utc(column)} >= timestamp '{window.ends_at}'"
            assert truth.execute(f"select count(*) from read_csv('{path}') where {outside}").fetchone() == (0,)


def test_every_file_loads_by_the_shipped_contract(landing: Path, tmp_path: Path) -> None:
    loaded = load(tmp_path, landing, "loyalty", "crm")
    assert len(loaded.results) == 3 * len(SPAN)
    for one in loaded.results:
        assert (one.status, one.reason, one.rows_quarantined, one.new_columns) == ("loaded", None, 0, ())
