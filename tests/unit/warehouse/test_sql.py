"""`run_sql` in its real process: answers, versions, and bounds that hold whatever the statement does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from tiny_company import ROWS, make_company, publish_number

from warehouse import sql as sql_module
from warehouse.company import Company
from warehouse.durable_files import checksum
from warehouse.retention import retire
from warehouse.sql import Limits, SqlFailed, SqlRefused, run_sql
from warehouse.versions import NothingPublished, UnknownVersion, Version, VersionError, current_version

SHORT = Limits(seconds=1, memory="300MB")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """A company with versions 1 and 2, the second current, for tests that only ask."""
    company = make_company(tmp_path_factory.mktemp("sql") / "a company")
    for number in (1, 2):
        publish_number(company, number)
    return company


@pytest.fixture(autouse=True)
def _the_file_stays_as_it_is(request: pytest.FixtureRequest) -> Iterator[None]:
    if "published" not in request.fixturenames:
        yield
        return
    version = current_version(request.getfixturevalue("published"))
    assert version is not None
    before = checksum(version.warehouse_path), sorted(version.folder.iterdir())
    yield
    assert (checksum(version.warehouse_path), sorted(version.folder.iterdir())) == before


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def test_rows_come_back_with_their_types_and_the_version(published: Company) -> None:
    result = run_sql(
        published,
        "select n, 1.50::decimal(18, 4) as amount, date '2025-01-02' as day, sum(i) as s from core.line group by n",
    )
    row = result.table.to_pylist()[0]
    assert (row["n"], row["amount"], row["day"].isoformat()) == (2, Decimal("1.5000"), "2025-01-02")
    assert row["s"] == ROWS * (ROWS - 1) // 2
    assert result.truncated is False
    assert 0 < result.seconds < 10
    current = current_version(published)
    assert current is not None
    assert result.version == current.name


def test_columns_of_one_name_and_no_rows_keep_their_columns(published: Company) -> None:
    result = run_sql(published, "select n, n, 'ä' as \"größe\" from core.line where false")
    assert result.table.column_names == ["n", "n", "größe"]
    assert result.table.num_rows == 0


def test_an_older_version_answers_when_it_is_named(company: Company) -> None:
    first = publish_number(company, 1)
    publish_number(company, 2)
    result = run_sql(company, "select max(n) as n from core.line", version=first.name)
    assert (result.table["n"].to_pylist(), result.version) == ([1], first.name)
    with pytest.raises(UnknownVersion, match=first.name):
        run_sql(company, "select 1", version="20200101T000000Z")


def test_without_a_version_it_says_how_to_make_one(company: Company) -> None:
    with pytest.raises(NothingPublished, match=r"\./rapport build"):
        run_sql(company, "select 1")


@pytest.mark.parametrize(("rows", "truncated"), [(999, True), (1000, False), (1001, False), (1, True), (0, True)])
def test_a_result_ends_at_the_rows_allowed(published: Company, rows: int, truncated: bool) -> None:
    result = run_sql(published, "from core.line order by i", limits=Limits(rows=rows))
    assert result.table["i"].to_pylist() == list(range(min(rows, ROWS)))
    assert result.truncated is truncated


def test_rows_without_end_are_cut_off_and_not_waited_for(published: Company) -> None:
    began = time.monotonic()
    result = run_sql(published, "with recursive r as (select 1 as x union all select 1 from r) from r")
    assert (result.table.num_rows, result.truncated) == (10_000, True)
    assert time.monotonic() - began < 20


def test_a_result_ends_at_the_size_allowed(published: Company) -> None:
    result = run_sql(
        published, "select repeat('x', 1000) as x from range(100000)", limits=Limits(rows=100_000, size="1MB")
    )
    assert result.truncated
    assert 500_000 < result.table.nbytes <= 1_000_000


def test_one_row_beyond_the_size_allowed_is_said_and_not_hidden(published: Company) -> None:
    with pytest.raises(SqlFailed, match="first row alone is larger"):
        run_sql(published, "select repeat('x', 3000000)", limits=Limits(size="1MB"))


@pytest.mark.parametrize(
    "sql",
    [
        "with recursive r as (select 1 as x union all select x + 1 from r) select max(x) from r",
        "select count(*) from range(10000000) a, range(10000000) b where a.range * b.range = 7",
        "select rpad('x', 2000000000, 'y')",
        "select levenshtein(repeat('a', 1000000), repeat('b', 1000000))",
        "explain analyze select count(*) from range(100000000000) t(i) where i % 7 = 3",
    ],
)
def test_work_without_end_is_stopped_after_the_time_allowed(published: Company, sql: str) -> None:
    before = children()
    began = time.monotonic()
    with pytest.raises(SqlFailed, match=r"stopped after 1 s|300MB of memory"):
        run_sql(published, sql, limits=SHORT)
    assert time.monotonic() - began < 15
    assert children() <= before


@pytest.mark.parametrize(
    "sql",
    [
        "select length(string_agg(i::varchar, ',')) from range(1000000000000) t(i)",
        "select list(i) from range(1000000000000) t(i)",
        "select range(1000000000)",
        "select list(a.range + b.range) from range(100000) a, range(100000) b",
        "select count(distinct i) from range(1000000000) t(i)",
        "select repeat('x', 1000000) from range(1000000)",
        "select list_transform(range(10000000), lambda x: repeat('y', 1000))",
        "with recursive r as (select 'x' as x union all select x || x from r) select max(length(x)) from r",
    ],
)
def test_a_memory_bomb_is_stopped_at_the_memory_allowed(published: Company, sql: str) -> None:
    with pytest.raises(SqlFailed, match="needs more than the 300MB of memory allowed"):
        run_sql(published, sql, limits=Limits(seconds=20, memory="300MB", size="10GB"))


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("delete from core.line", "DELETE is refused: a published version never changes"),
        ("copy core.line to 'out.csv'", "COPY is refused: no file"),
        ("from read_csv('/etc/passwd')", "Refused: no file"),
        ("attach 'x.duckdb'", "ATTACH is refused: no other database"),
        ("install httpfs", "INSTALL is refused: no extension"),
        ("set threads = 64", "SET is refused: settings"),
        ("select 1; drop table core.line", "One statement at a time"),
    ],
)
def test_a_way_out_is_refused(published: Company, sql: str, reason: str) -> None:
    with pytest.raises(SqlRefused, match=reason):
        run_sql(published, sql)


def test_a_fault_names_its_place(published: Company) -> None:
    with pytest.raises(SqlFailed, match=r'^line 2, column 3: .*"nope"'):
        run_sql(published, "select\n  nope from core.line")


def test_sql_of_any_text_is_either_answered_or_explained(published: Company) -> None:
    for text in ("\0", "\ud800", "(" * 5000, "'" * 999, "select '" + "x" * 1_000_000 + "'"):
        with suppress(SqlFailed, SqlRefused):
            assert run_sql(published, text).table.num_rows == 1


def test_the_callers_environment_is_not_handed_on(published: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_PASSWORD", "secret")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.chdir("/")
    assert "CRM_PASSWORD" not in sql_module._environment()
    assert run_sql(published, "select 1 as one").table.to_pylist() == [{"one": 1}]


def test_a_version_retired_before_it_is_opened_is_looked_for_again(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_number(company, 1)
    find, found = sql_module.find_version, []

    def find_then_retire(company: Company, name: str | None) -> Version:
        found.append(find(company, name))
        if len(found) == 1:
            publish_number(company, 2)
            retire(make_company(company.folder, kept=1))
        return found[-1]

    monkeypatch.setattr(sql_module, "find_version", find_then_retire)
    result = run_sql(company, "select max(n) as n from core.line")
    assert (result.table["n"].to_pylist(), result.version) == ([2], found[1].name)


def test_a_damaged_version_is_named(company: Company) -> None:
    version = publish_number(company, 1)
    version.warehouse_path.write_bytes(b"damaged" * 1000)
    with pytest.raises(VersionError, match=rf"{version.name}/warehouse\.duckdb cannot be opened"):
        run_sql(company, "select 1")


def test_many_people_may_ask_at_once(published: Company) -> None:
    answers: list[int] = []

    def ask(number: int) -> None:
        answers.append(run_sql(published, f"select {number} as n").table["n"][0].as_py())

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [0, 1, 2]


def at_work(group: int) -> list[str]:
    """The processes of a process group that have not ended (one that only waits to be buried has)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _parent, its_group = stat.read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                found.append(stat.parent.name)
    return found


ASK_FOR_EVER = """
import sys
from pathlib import Path
from warehouse.company import load_company
from warehouse.sql import run_sql
company = load_company(Path(sys.argv[1]))
print("ready", flush=True)
try:
    run_sql(company, "select count(*) from range(100000000000) t(i) where i % 7 = 3")
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_ctrl_c_ends_the_statement_and_its_process(published: Company) -> None:
    caller = subprocess.Popen(
        [sys.executable, "-c", ASK_FOR_EVER, str(published.folder)],
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    assert caller.stdout
    assert caller.stdout.readline() == "ready\n"
    time.sleep(2)
    os.killpg(caller.pid, signal.SIGINT)
    assert caller.wait(timeout=10) == 130
    until = time.monotonic() + 5
    while at_work(caller.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert at_work(caller.pid) == []
