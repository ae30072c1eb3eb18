"""Landing: which files belong to an entity, which day they have, and which of them are new."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from ingest import content
from ingest.deliveries import landed_extracts, new_extracts
from warehouse.company import SettingsError

HEADER = "id,name,price\n"
ROW = HEADER + "1,Ann,1\n"


def extracts(shop):
    return landed_extracts(shop.company, [shop.contract])


def delivery(rule):
    return f"files: '**/*.csv'\ndelivery: {rule}\nmode: events\n"


def days(shop):
    return [(one.file, str(one.delivery_date), one.fault) for one in extracts(shop)]


def test_extracts_come_by_day_then_file(shop):
    for file in ("b 2011-01-06.csv", "2011-01-07.csv", "a 2011-01-06.csv", "2011-01-05.txt", ".2011-01-05.csv"):
        shop.deliver(file, ROW)
    assert [one.file for one in extracts(shop)] == ["a 2011-01-06.csv", "b 2011-01-06.csv", "2011-01-07.csv"]


def test_name_that_is_no_utf8_is_loaded_under_a_readable_one(shop):
    (shop.landing / os.fsdecode(b"2011-01-05 \xe9.csv")).write_text(ROW)
    assert [(one.file, one.status) for one in shop.build()] == [("2011-01-05 \ufffd.csv", "loaded")]


def test_order_of_systems_and_entities_decides_within_a_day(shop):
    (shop.folder / "company.yml").write_text(
        (shop.folder / "company.yml").read_text()
        + "  - {name: attic, kind: web_shop, contract: till, landing: attic, time_zone: Europe/London}\n"
    )
    (shop.folder / "attic").mkdir()
    (shop.folder / "attic" / "2011-01-05.csv").write_text(ROW)
    shop.deliver("2011-01-05.csv", ROW)
    from ingest.contract import load_contract

    contracts = [load_contract(shop.company, system) for system in reversed(shop.company.systems)]
    assert [one.system for one in landed_extracts(shop.company, contracts)] == ["till", "attic"]


@pytest.mark.parametrize(
    ("rule", "file", "day"),
    [
        ('{from: name, pattern: "%Y-%m-%d"}', "2011-01-05.csv", "2011-01-05"),
        ('{from: name, pattern: "%Y-%m-%d"}', "sales_2011-01-05_v2.csv", "2011-01-05"),
        ('{from: name, pattern: "%Y%m%d"}', "x20110105.csv", "2011-01-05"),
        ('{from: name, pattern: "%d.%m.%y"}', "05.01.11.csv", "2011-01-05"),
        ('{from: name, pattern: "to_%Y-%m-%d"}', "2010-12-01_to_2011-01-05.csv", "2011-01-05"),
        ('{from: name, pattern: "%d %b %Y"}', "05 Jan 2011.csv", "2011-01-05"),
        ('{from: folder, pattern: "%Y/%m/%d"}', "2011/01/05/sales.csv", "2011-01-05"),
        ('{from: folder, pattern: "%Y-%m-%d"}', "day 2011-01-05/sales.csv", "2011-01-05"),
    ],
)
def test_day_in_name_or_folder(shop, rule, file, day):
    shop.write_contract(entity=delivery(rule))
    shop.deliver(file, ROW)
    assert days(shop) == [(file, day, None)]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("sales.csv", "names no day of the pattern '%Y-%m-%d'"),
        ("2011-02-30.csv", "names no day"),
        ("12011-01-055.csv", "names no day"),
        ("2011-01-05 2011-01-06.csv", "names several days (2011-01-05, 2011-01-06)"),
    ],
)
def test_file_without_a_day_is_refused_not_a_crash(shop, file, reason):
    path = shop.deliver(file, ROW)
    os.utime(path, (1_300_000_000, 1_300_000_000))
    result = shop.build()[0]
    assert (result.status, reason in result.reason) == ("refused", True)
    assert result.delivery_date == datetime.date(2011, 3, 13)
    assert shop.build() == []


def test_day_of_the_file_time_is_that_of_the_system(shop):
    shop.write_contract(entity=delivery("{from: file_time}"))
    path = shop.deliver("sales.csv", ROW)
    midsummer = datetime.datetime(2011, 6, 21, 23, 30, tzinfo=datetime.UTC).timestamp()
    os.utime(path, (midsummer, midsummer))
    assert days(shop) == [("sales.csv", "2011-06-22", None)]


def test_day_in_a_column_is_the_latest(shop):
    columns = "id: {type: bigint}\nat: {type: timestamp, format: '%d/%m/%Y %H:%M'}\n"
    shop.write_contract(columns, delivery("{from: column, column: at}"))
    shop.deliver("a.csv", "id,at\n1,04/01/2011 10:00\n2,05/01/2011 23:59\n3,\n4,never\n")
    assert days(shop) == [("a.csv", "2011-01-05", None)]


def test_day_in_a_column_of_a_file_without_rows_is_its_file_time(shop):
    shop.write_contract("id: {type: date}\n", delivery("{from: column, column: id}"))
    os.utime(shop.deliver("a.csv", "id\n"), (1_300_000_000, 1_300_000_000))
    assert days(shop) == [("a.csv", "2011-03-13", None)]


@pytest.mark.parametrize("text", ["", "other\n1\n", 'id\n"1\n'])
def test_day_in_a_column_of_a_broken_file_is_a_fault(shop, text):
    shop.write_contract("id: {type: date}\n", delivery("{from: column, column: id}"))
    shop.deliver("a.csv", text)
    assert days(shop)[0][2]
    assert shop.build()[0].status == "refused"


def test_missing_landing_folder_names_setting_and_variable(shop, monkeypatch):
    monkeypatch.setenv("TEST_LANDING", "/nowhere")
    with pytest.raises(SettingsError) as caught:
        extracts(shop)
    assert (caught.value.file.name, caught.value.line) == ("company.yml", 8)
    assert "landing folder /nowhere of till does not exist" in caught.value.reason
    assert "TEST_LANDING is /nowhere" in caught.value.reason


def test_file_of_two_entities_is_refused(shop):
    text = shop.contract_path.read_text()
    shop.contract_path.write_text(text + text.split("entities:\n")[1].replace("sale:", "refund:"))
    shop.deliver("2011-01-05.csv", ROW)
    with pytest.raises(SettingsError) as caught:
        extracts(shop)
    assert (caught.value.file, caught.value.line) == (shop.contract_path, 13)
    assert "2011-01-05.csv, which belongs to till.sale too" in caught.value.reason


def hashed(shop, monkeypatch):
    """The files whose bytes were read to find what is new."""
    read: list[str] = []
    original = content._read
    monkeypatch.setattr(content, "_read", lambda path: read.append(Path(path).name) or original(path))
    new_extracts(shop.con, extracts(shop))
    monkeypatch.undo()
    return read


def test_only_files_not_seen_with_this_size_and_time_are_hashed(shop, monkeypatch):
    path = shop.deliver("2011-01-05.csv", ROW)
    os.utime(path, (1_300_000_000, 1_300_000_000))
    assert hashed(shop, monkeypatch) == ["2011-01-05.csv"]
    assert hashed(shop, monkeypatch) == []
    os.utime(path, (1_300_000_001, 1_300_000_001))
    assert hashed(shop, monkeypatch) == ["2011-01-05.csv"]
    assert hashed(shop, monkeypatch) == []


def test_file_written_just_before_it_was_hashed_is_hashed_again(shop, monkeypatch):
    path = shop.deliver("2011-01-05.csv", ROW)
    shop.build()
    status = path.stat()
    path.write_text(ROW.replace("Ann", "Bob"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert [one.rows_loaded for one in shop.build()] == [1]
    assert shop.standing("name") == [("Bob",)]


def test_touched_file_is_not_new(shop):
    path = shop.deliver("2011-01-05.csv", ROW)
    shop.build()
    os.utime(path, (1_300_000_000, 1_300_000_000))
    assert shop.build() == []


def test_file_whose_bytes_cannot_be_read_is_refused_once(shop, monkeypatch):
    shop.deliver("2011-01-05.csv", ROW)
    unreadable = content.Content("", "the file cannot be read (Permission denied)")
    monkeypatch.setattr(content, "_read", lambda path: unreadable)
    assert [(one.status, one.reason) for one in shop.build()] == [("refused", unreadable.fault)]
    assert shop.build() == []
    monkeypatch.undo()
    assert [one.status for one in shop.build()] == ["loaded"]
