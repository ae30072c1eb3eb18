"""Every way out of a published version is closed: writing, files, databases, extensions, settings.

The statements run as in the process of `rapport sql`, one shelf for all of them; test_sql.py starts that process.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from tiny_company import make_company, publish_number

from warehouse.durable_files import checksum
from warehouse.shelf import open_read_only
from warehouse.sql_exchange import Reply, Request
from warehouse.sql_process import answer
from warehouse.versions import Version

WRITING = "a published version never changes"
FILES = "no file can be read or written"
DATABASES = "no other database"
EXTENSIONS = "no extension"
SETTINGS = "settings cannot be changed"
MORE = "does more than ask"

WAYS_OUT = [
    ("insert into core.line values (1, 1)", WRITING),
    ("with new as (select 1, 1) insert into core.line select * from new", WRITING),
    ("with new as (insert into core.line values (1, 1) returning n) select * from new", WRITING),
    ("update core.line set n = 2", WRITING),
    ("delete from core.line", WRITING),
    ("truncate core.line", WRITING),
    ("merge into core.line using core.line s on false when not matched then insert values (1, 1)", WRITING),
    ("create table core.x as select 1", WRITING),
    ("create temp table x as select 1", WRITING),
    ("create table x as pivot core.line on n", WRITING),
    ("create view core.v as select 1", WRITING),
    ("create temp macro f() as 1", WRITING),
    ("create secret (type s3)", WRITING),
    ("create schema s", WRITING),
    ("create sequence s", WRITING),
    ("alter table core.line rename to x", WRITING),
    ("comment on table core.line is 'x'", WRITING),
    ("drop table core.line", WRITING),
    ("deallocate p", MORE),
    ("copy core.line to '{folder}/out.csv'", FILES),
    ("copy core.line from '{folder}/in.csv'", FILES),
    ("copy (select 1) to '/dev/stdout'", FILES),
    ("copy from database shelf to memory", FILES),
    ("export database '{folder}/out'", FILES),
    ("import database '{folder}/in'", FILES),
    ("from '{folder}/in.csv'", FILES),
    ("select * from '{folder}/in.parquet'", FILES),
    ("select * from read_csv('{folder}/in.csv')", FILES),
    ("select * from read_csv('https://example.com/in.csv')", FILES),
    ("select * from read_parquet('s3://bucket/in.parquet')", FILES),
    ("select * from read_json('{folder}/in.csv')", FILES),
    ("select * from read_text('/etc/passwd')", FILES),
    ("select * from read_blob('{warehouse}')", FILES),
    ("select * from read_duckdb('{warehouse}')", FILES),
    ("select * from parquet_metadata('{folder}/in.parquet')", FILES),
    ("select * from sniff_csv('/etc/passwd')", FILES),
    ("select * from glob('/etc/*')", FILES),
    ("select (select content from read_text('/etc/passwd'))", FILES),
    ("select * from query('from read_text(''/etc/passwd'')')", FILES),
    ("select * from query_table('/etc/passwd.csv')", FILES),
    ("pivot (from read_csv('{folder}/in.csv')) on a", FILES),
    ("describe from read_csv('{folder}/in.csv')", FILES),
    ("summarize from '{folder}/in.csv'", FILES),
    ("explain select * from read_text('/etc/passwd')", FILES),
    ("attach '{warehouse}' as other", DATABASES),
    ("attach ':memory:' as other", DATABASES),
    ("detach shelf", DATABASES),
    ("install httpfs", EXTENSIONS),
    ("load httpfs", EXTENSIONS),
    ("load '{folder}/evil.so'", EXTENSIONS),
    ("update extensions", WRITING),
    ("set memory_limit = '100GB'", SETTINGS),
    ("set global enable_external_access = true", SETTINGS),
    ("set lock_configuration = false", SETTINGS),
    ("set variable x = 1", SETTINGS),
    ("reset threads", SETTINGS),
    ("pragma threads = 64", SETTINGS),
    ("pragma table_info('core.line')", SETTINGS),
    ("use system", SETTINGS),
    (
        "select * from enable_logging('FileSystem', storage = 'file', storage_config = {{'path': '{folder}/log'}})",
        SETTINGS,
    ),
    ("select * from enable_profiling()", SETTINGS),
    ("call enable_logging()", MORE),
    ("call pragma_version()", MORE),
    ("checkpoint", MORE),
    ("vacuum", MORE),
    ("analyze", MORE),
    ("prepare p as select 1", MORE),
    ("execute p", MORE),
    ("begin", MORE),
    ("explain insert into core.line values (1, 1)", WRITING),
    ("explain analyze create temp table x as select 1", WRITING),
    ("explain (analyze, format json) update core.line set n = 2", WRITING),
    ("/* only looking */ explain analyze -- really\n delete from core.line", WRITING),
    ("explain analyze copy core.line to '{folder}/out.csv'", FILES),
    ("explain execute p", MORE),
]

NO_SUCH_THING = [
    "select getenv('HOME')",
    "select * from query('create temp table x as select 1')",
    "select * from query('select 1; drop table core.line')",
    "select * from arrow_scan(1::pointer, 1::pointer, 1::pointer)",
    "select * from arrow_scan(1, 1, 1)",
    "select * from python_map_function(1)",
    "from request",
    "select * from force_checkpoint()",
    "select load_extension('x')",
]


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    version = publish_number(make_company(tmp_path_factory.mktemp("sql")), 1)
    (version.folder.parent / "in.csv").write_text("a\n1\n")
    return version


@pytest.fixture(scope="module")
def connection(version: Version) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_read_only(version.warehouse_path) as connection:
        yield connection


def reply_to(connection: duckdb.DuckDBPyConnection, version: Version, sql: str) -> Reply:
    sql = sql.format(warehouse=version.warehouse_path, folder=version.folder.parent)
    request = Request(str(version.warehouse_path), sql, 10, 10**9, 10**4, 10**6)
    return answer(connection, request)[0]


@pytest.fixture(autouse=True)
def _nothing_changes(connection: duckdb.DuckDBPyConnection, version: Version) -> Iterator[None]:
    def state() -> object:
        files = sorted(path for path in version.folder.parent.rglob("*"))
        settings = connection.execute("select name, value from duckdb_settings() order by all").fetchall()
        catalog = connection.execute(
            "select database_name, table_name from duckdb_tables() union all "
            "select database_name, null from duckdb_databases() order by all"
        ).fetchall()
        return files, checksum(version.warehouse_path), settings, catalog

    before = state()
    yield
    assert state() == before


@pytest.mark.parametrize(("sql", "reason"), WAYS_OUT, ids=[sql for sql, _ in WAYS_OUT])
def test_a_way_out_is_closed_and_says_so(
    connection: duckdb.DuckDBPyConnection, version: Version, sql: str, reason: str
) -> None:
    reply = reply_to(connection, version, sql)
    assert reply.outcome == "refused"
    assert reason in reply.reason
    assert "Ask with one SELECT" in reply.reason


@pytest.mark.parametrize("sql", NO_SUCH_THING)
def test_what_is_not_there_fails(connection: duckdb.DuckDBPyConnection, version: Version, sql: str) -> None:
    assert reply_to(connection, version, sql).outcome == "failed"


@pytest.mark.parametrize(
    ("sql", "count"), [("", 0), (" ; ", 0), ("-- nothing", 0), ("select 1; select 2", 2), ("select 1; drop table x", 2)]
)
def test_one_statement_at_a_time(connection: duckdb.DuckDBPyConnection, version: Version, sql: str, count: int) -> None:
    reply = reply_to(connection, version, sql)
    assert reply.outcome == "refused"
    assert f"One statement at a time: {count} were given" in reply.reason


def test_a_refusal_names_what_was_tried(connection: duckdb.DuckDBPyConnection, version: Version) -> None:
    reply = reply_to(connection, version, "/* härmlos */ Install httpfs")
    assert reply.reason.startswith("INSTALL is refused: no extension can be added here.")


@pytest.mark.parametrize(
    "sql",
    [
        "select 1",
        "(select 1)",
        "select 'a;b' -- end;",
        "select 1;",
        "/* insert */ select 1",
        "from core.line",
        "with recursive r as (select 1 as x union all select x + 1 from r where x < 5) select * from r",
        "values (1), (2)",
        "table core.line",
        "describe core.line",
        "describe select 1",
        "show tables",
        "show all tables",
        "summarize core.line",
        "pivot core.line on n using count(*)",
        "pivot core.line on n in (1, 2) using count(*)",
        "unpivot core.line on n, i",
        "with l as (from core.line) select * from (pivot l on n using count(*))",
        "explain select 1",
        "explain analyze select 1",
        "explain (format json) (select 1)",
        "explain with x as (select 1) from x",
        "/* ä */ explain /* € */ analyze from core.line",
        "select * from shelf.core.line",
        "select * from query('select 1')",
        "select current_setting('threads')",
        "select * from duckdb_tables()",
    ],
)
def test_asking_is_answered(connection: duckdb.DuckDBPyConnection, version: Version, sql: str) -> None:
    assert reply_to(connection, version, sql) == Reply("answered", seconds=pytest.approx(0, abs=10))


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("selct 1", 'line 1, column 1: Parser Error: syntax error at or near "selct"'),
        ("select n\nfrom core.lin", "line 2, column 6: Catalog Error: Table with name lin does not exist!"),
        ("select\n  i,\n  m\nfrom core.line", 'line 3, column 3: Binder Error: Referenced column "m" not found'),
        ("select 'ä€', m from core.line", "line 1, column 14: Binder Error"),
        (f"select {'1, ' * 200}\nnope, {'1, ' * 200} 1", "line 2, column 1: Binder Error"),
        (f"select {'1, ' * 200} nope, {'1, ' * 200} 1", "line 1: Binder Error"),
        ("explain select nope", "line 1, column 16: Binder Error"),
        ("select 'x'::int", "line 1, column 11: Conversion Error: Could not convert string 'x' to INT32"),
        ("select cast(word as int) from marts.total", "Conversion Error: Could not convert string 'x' to INT32"),
        ("select error('on purpose')", "on purpose"),
    ],
)
def test_a_fault_is_told_on_one_line_with_its_place(
    connection: duckdb.DuckDBPyConnection, version: Version, sql: str, message: str
) -> None:
    reply = reply_to(connection, version, sql)
    assert reply.outcome == "failed"
    assert message in reply.reason
    assert "\n" not in reply.reason
