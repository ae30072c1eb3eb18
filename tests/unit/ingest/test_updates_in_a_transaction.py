"""Many inserts and updates in one transaction, as reading files again makes them, leave rows as they should be."""

from __future__ import annotations

import random
from pathlib import Path

import duckdb
import pytest

from ingest.updates import update_rows

KEYS, DAYS, KEYS_A_DAY = 60, 60, 10
NEXT = (
    "until = later.next "
    "from (select rowid as row_id, lead(day) over (partition by id order by day) as next from version) as later "
    "where version.rowid = later.row_id and version.until is distinct from later.next"
)


def insert(con: duckdb.DuckDBPyConnection, day: int, keys: list[int]) -> None:
    con.execute("insert into version select unnest($1::bigint[]), 'some name ' || $2, $2, null", [keys, day])
    update_rows(con, "version", NEXT, {})


@pytest.mark.parametrize("seed", range(4))
def test_versions_end_where_the_next_ones_begin(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    days = [draw.sample(range(KEYS), KEYS_A_DAY) for _ in range(DAYS)]
    with duckdb.connect(tmp_path / "table.duckdb") as con:
        con.execute("create table version (id bigint, name varchar, day bigint, until bigint)")
        for day, keys in enumerate(days):
            insert(con, day, keys)
        for _ in range(3):
            first = draw.randrange(5, 50)
            con.begin()
            con.execute("delete from version where day >= ?", [first])
            update_rows(con, "version", NEXT, {})
            for day in range(first, DAYS):
                insert(con, day, days[day])
            con.commit()
        found = con.execute("select id, name, day, until from version order by all").fetchall()
    assert found == expected(days)


def expected(days: list[list[int]]) -> list[tuple[int, str, int, int | None]]:
    of_key: dict[int, list[int]] = {}
    for day, keys in enumerate(days):
        for key in keys:
            of_key.setdefault(key, []).append(day)
    rows = [
        (key, f"some name {day}", day, until)
        for key, its_days in of_key.items()
        for day, until in zip(its_days, [*its_days[1:], None], strict=True)
    ]
    return sorted(rows, key=lambda row: (row[0], row[1], row[2]))
