"""A reader answers from one version at a time and follows the current one."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import duckdb
import pytest
from tiny_company import make_company, publish_number

from warehouse import reader as reader_module
from warehouse.company import Company
from warehouse.publishing import make_current
from warehouse.reader import Reader, TooSlow
from warehouse.retention import retire
from warehouse.shelf import open_read_only
from warehouse.versions import NothingPublished, UnknownVersion, Version, VersionError, current_path

NUMBER = "select max(n) as n from core.line"
ENDLESS = "with recursive r as (select 1 as x union all select x + 1 from r) select max(x) from r"


def number(reader: Reader) -> int:
    return int(reader.query(NUMBER)["n"][0].as_py())


def open_files(folder: Path) -> list[str]:
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return [str(link.readlink()) for link in links if folder in link.readlink().parents]


def test_before_the_first_version_it_says_what_to_do_and_then_reads_it(company: Company) -> None:
    reader = Reader(company)
    with pytest.raises(NothingPublished, match=r"\./rapport build"):
        reader.query(NUMBER)
    publish_number(company, 1)
    assert number(reader) == 1


def test_the_next_question_is_asked_of_the_new_version(company: Company) -> None:
    reader = Reader(company)
    for expected in (1, 2, 3):
        version = publish_number(company, expected)
        assert number(reader) == expected
        assert reader.version == version


def test_it_follows_current_back_to_an_older_version(company: Company) -> None:
    first, second = publish_number(company, 1), publish_number(company, 2)
    reader = Reader(company)
    assert (number(reader), reader.version) == (2, second)
    make_current(company, first)
    assert (number(reader), reader.version) == (1, first)


def test_a_session_stays_with_its_version_to_the_end(company: Company) -> None:
    first = publish_number(company, 1)
    reader = Reader(company)
    with reader.session() as session:
        second = publish_number(company, 2)
        assert number(reader) == 2
        shutil.rmtree(first.folder)
        assert session.query(NUMBER)["n"].to_pylist() == [1]
        assert session.version == first
    assert reader.version == second


def test_a_pinned_reader_does_not_follow(company: Company) -> None:
    first = publish_number(company, 1)
    reader = Reader(company, first.name)
    publish_number(company, 2)
    assert (number(reader), reader.version) == (1, first)


def test_a_pinned_version_that_is_not_there_is_unknown(company: Company) -> None:
    first = publish_number(company, 1)
    with pytest.raises(UnknownVersion, match=first.name):
        Reader(company, "20200101T000000Z").query(NUMBER)


def test_the_version_is_opened_once_while_it_is_current(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def counting(path: Path, memory_bytes: int, threads: int) -> duckdb.DuckDBPyConnection:
        opened.append(path)
        return open_read_only(path, memory_bytes, threads)

    monkeypatch.setattr(reader_module, "open_read_only", counting)
    publish_number(company, 1)
    reader = Reader(company)
    for _ in range(5):
        number(reader)
    assert len(opened) == 1
    publish_number(company, 2)
    number(reader)
    assert len(opened) == 2


def test_values_are_bound_by_place_or_by_name(company: Company) -> None:
    publish_number(company, 1)
    reader = Reader(company)
    by_place = reader.query("select count(*) as c from core.line where i < ? and i >= ?", [10, 3])
    by_name = reader.query("select count(*) as c from core.line where i < $to", {"to": 10})
    text = reader.query("select ? as t", ["'; drop table core.line; --"])
    assert (by_place["c"].to_pylist(), by_name["c"].to_pylist()) == ([7], [10])
    assert text["t"].to_pylist() == ["'; drop table core.line; --"]


def test_tables_answer_under_the_name_dbt_gives_them_too(company: Company) -> None:
    publish_number(company, 1)
    assert Reader(company).query('select count(*) as c from "shelf"."core"."line"')["c"].to_pylist() == [1000]


def test_a_version_that_vanishes_before_it_is_opened_is_looked_for_again(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_number(company, 1)
    find = reader_module.find_version
    calls = []

    def find_then_retire(company: Company, name: str | None) -> Version:
        found = find(company, name)
        calls.append(found.name)
        if len(calls) <= 2:
            publish_number(company, len(calls) + 1)
            retire(make_company(company.folder, kept=1))
        return found

    monkeypatch.setattr(reader_module, "find_version", find_then_retire)
    assert number(Reader(company)) == 3
    assert len(calls) == 3


def test_versions_that_vanish_for_ever_end_in_an_error(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_number(company, 1)
    gone = Version("20200101T000000Z", company.published_folder / "20200101T000000Z")
    monkeypatch.setattr(reader_module, "find_version", lambda company, name: gone)
    with pytest.raises(VersionError, match="faster than they can be opened"):
        Reader(company).query(NUMBER)


def test_a_version_that_is_there_and_cannot_be_opened_is_named(company: Company) -> None:
    version = publish_number(company, 1)
    version.warehouse_path.write_bytes(b"damaged" * 1000)
    with pytest.raises(VersionError, match=rf"{version.name}/warehouse\.duckdb cannot be opened"):
        Reader(company).query(NUMBER)


def test_a_wrong_current_is_reported_and_healed_without_a_new_reader(company: Company) -> None:
    version = publish_number(company, 1)
    reader = Reader(company)
    number(reader)
    current_path(company).write_text("20200101T000000Z\n")
    with pytest.raises(VersionError, match="which is not there"):
        reader.query(NUMBER)
    make_current(company, version)
    assert number(reader) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "insert into core.line values (1, 1)",
        "create table core.x as select 1",
        "create table x as select 1",
        "from read_csv('/etc/passwd')",
        "attach '/tmp/x.duckdb'",
        "copy core.line to '/tmp/x.csv'",
        "set threads = 8",
        "reset memory_limit",
        "load httpfs",
    ],
)
def test_a_reader_cannot_write_nor_reach_anything_else(company: Company, sql: str) -> None:
    publish_number(company, 1)
    with pytest.raises(duckdb.Error):
        Reader(company).query(sql)


def test_variables_of_the_caller_are_no_tables(company: Company) -> None:
    publish_number(company, 1)
    reader = Reader(company)
    secret = reader.query(NUMBER)
    assert secret.num_rows == 1
    with pytest.raises(duckdb.CatalogException):
        reader.query("from secret")


def test_times_with_a_zone_are_shown_in_utc_whatever_the_machine_says(company: Company) -> None:
    publish_number(company, 1)
    shown = Reader(company).query("select timestamptz '2025-07-01 12:00:00+02'::varchar as t")
    assert shown["t"].to_pylist() == ["2025-07-01 10:00:00+00"]


def test_a_question_is_stopped_after_the_time_allowed_and_the_next_one_is_answered(company: Company) -> None:
    publish_number(company, 1)
    reader = Reader(company, seconds=0.3)
    with reader.session() as session:
        with pytest.raises(TooSlow, match=r"after 0\.3 s"):
            session.query(ENDLESS)
        assert session.query(NUMBER)["n"].to_pylist() == [1]


def test_a_question_that_needs_too_much_memory_fails_and_the_next_one_is_answered(company: Company) -> None:
    publish_number(company, 1)
    reader = Reader(company, memory_bytes=60_000_000, threads=1)
    with pytest.raises(duckdb.OutOfMemoryException):
        reader.query("select count(distinct i) from range(100000000) t(i)")
    assert number(reader) == 1


def test_stopping_one_thread_does_not_stop_another(company: Company) -> None:
    publish_number(company, 1)
    patient, hasty = Reader(company, seconds=20), Reader(company, seconds=0.2)
    slow = "select count(*) as c from range(30000000) t(i) where i % 7 = 3"
    found = []
    thread = threading.Thread(target=lambda: found.append(patient.query(slow)["c"][0].as_py()))
    thread.start()
    with pytest.raises(TooSlow):
        hasty.query(ENDLESS)
    thread.join(20)
    assert found == [4285714]


def test_many_threads_share_one_reader(company: Company) -> None:
    publish_number(company, 1)
    reader = Reader(company)
    answers: list[tuple[int, int]] = []

    def ask(value: int) -> None:
        for _ in range(10):
            with reader.session() as session:
                rows = session.query("select ? as v, min(n) as low, max(n) as high from core.line", [value])
                assert rows["v"][0].as_py() == value
                answers.append((rows["low"][0].as_py(), rows["high"][0].as_py()))

    threads = [threading.Thread(target=ask, args=(value,)) for value in range(8)]
    for thread in threads:
        thread.start()
    publish_number(company, 2)
    for thread in threads:
        thread.join(20)
    assert len(answers) == 80
    assert set(answers) <= {(1, 1), (2, 2)}


def test_a_closed_reader_holds_no_file_and_opens_again(company: Company) -> None:
    publish_number(company, 1)
    reader = Reader(company)
    number(reader)
    assert open_files(company.published_folder)
    reader.close()
    assert open_files(company.published_folder) == []
    assert number(reader) == 1


def test_an_outdated_version_is_let_go_once_its_last_session_ends(company: Company) -> None:
    first = publish_number(company, 1)
    reader = Reader(company)
    with reader.session():
        publish_number(company, 2)
        number(reader)
        assert open_files(first.folder)
    assert open_files(first.folder) == []


def test_following_a_version_is_cheap(company: Company) -> None:
    publish_number(company, 1)
    reader = Reader(company)
    number(reader)
    began = time.perf_counter()
    for _ in range(200):
        with reader.session():
            pass
    assert (time.perf_counter() - began) / 200 < 0.005
