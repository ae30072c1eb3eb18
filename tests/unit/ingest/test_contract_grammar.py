"""Contracts: what is accepted, and that what is wrong is refused with file, line and reason."""

from __future__ import annotations

import pytest

from warehouse.company import SettingsError


def refusal(shop) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        _ = shop.contract
    return caught.value


def test_contract_joins_the_system_of_the_company(shop):
    contract = shop.contract
    sale = contract.entities["sale"]
    assert (contract.system, contract.kind, contract.time_zone) == ("till", "web_shop", "Europe/London")
    assert contract.landing == shop.landing
    assert (sale.name, sale.mode, sale.key, sale.max_quarantined) == ("sale", "events", "none", 0.05)
    assert sale.columns["price"].type == "decimal(10,2)"


@pytest.mark.parametrize(
    ("columns", "line", "reason"),
    [
        ("id: {type: text}\n", 9, "'text' is no type; known: varchar"),
        ("id: {type: decimal}\n", 9, '"decimal(p,s)" in quotes'),
        ("id: {type: 'decimal(40,2)'}\n", 9, "1 to 38 digits"),
        ('id: {type: "decimal(4,5)"}\n', 9, "no more of them after the point"),
        ("id: {type: 5}\n", 9, "valid string"),
        ("id: {type: bigint, requird: true}\n", 9, "not known"),
        ("id: {type: bigint}\nid: {type: date}\n", 10, "second time"),
        ("id: {type: bigint, format: '%Y'}\n", 9, "format is for date and timestamp"),
        ("id: {type: date, format: '%Y-%m'}\n", 9, "a year, a month and a day"),
        ("id: {type: date, format: '%Y-%m-%d %Z'}\n", 9, "'%Z' is not known"),
        ("id: {type: date, format: '%Y-%m-%d %d'}\n", 9, "the same thing twice"),
        ("id: {type: bigint, required: true, optional: true}\n", 9, "cannot be required"),
        ("id: {type: bigint, pii: shoe_size}\n", 9, "pii"),
        ("id: {type: bigint}\nID: {type: bigint}\n", 8, "differ only in case"),
        ("_line: {type: bigint}\n", 8, "cannot be named '_line'"),
    ],
)
def test_wrong_columns_are_refused(shop, columns, line, reason):
    shop.write_contract(columns=columns)
    error = refusal(shop)
    assert (error.file, error.line) == (shop.contract_path, line)
    assert reason in error.reason


@pytest.mark.parametrize(
    ("entity", "line", "reason"),
    [
        ("files: '/etc/*.csv'\n", 5, "below the landing folder"),
        ("files: '../*.csv'\n", 5, "below the landing folder"),
        ("files: '*.csv'\ndelivery: {from: name}\nmode: events\n", 6, "needs a pattern"),
        ("files: '*.csv'\ndelivery: {from: file_time, pattern: '%Y'}\nmode: events\n", 6, "takes no pattern"),
        ("files: '*.csv'\ndelivery: {from: moon}\nmode: events\n", 6, "delivery.from"),
        ("files: '*.csv'\ndelivery: {from: column, column: day}\nmode: events\n", 4, "not declared"),
        ("files: '*.csv'\ndelivery: {from: column, column: id}\nmode: events\n", 4, "neither date nor timestamp"),
        ("files: '*.csv'\ndelivery: {from: file_time}\nmode: everything\n", 7, "mode"),
        ("files: '*.csv'\ndelivery: {from: file_time}\nmode: snapshot\n", 4, "key is none"),
        ("files: '*.csv'\ndelivery: {from: file_time}\nmode: changes\nkey: [nr]\n", 4, "'nr', which is not declared"),
        ("files: '*.csv'\ndelivery: {from: file_time}\nmode: events\nmin_share: 2\n", 8, "min_share"),
        ("files: '*.csv'\ndelivery: {from: file_time}\nmode: events\nexpected: hourly\n", 8, "expected"),
        ("files: '*.csv'\ndelivery: {from: file_time}\nmode: events\nformat: {encoding: klingon}\n", 8, "encoding"),
        ("files: '*.csv'\ndelivery: {from: file_time}\nmode: events\nformat: {encoding: rot13}\n", 8, "encoding"),
        ("files: '*.csv'\ndelivery: {from: file_time}\nmode: events\nformat: {delimiter: ';;'}\n", 8, "one ASCII"),
        ("files: '*.csv'\ndelivery: {from: file_time}\nmode: events\nformat: {quote: ','}\n", 8, "another one"),
        (
            "files: '*.csv'\ndelivery: {from: file_time}\nmode: events\nformat:\n  type: parquet\n  quote: '|'\n",
            8,
            "takes no quote",
        ),
    ],
)
def test_wrong_entities_are_refused(shop, entity, line, reason):
    shop.write_contract(entity=entity)
    error = refusal(shop)
    assert (error.file, error.line) == (shop.contract_path, line), error
    assert reason in str(error)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("system: till", "system: safe", 1, "the file is named 'till'"),
        ("kind: web_shop", "kind: crm", 2, "company.yml says 'web_shop'"),
        ("kind: web_shop", "kind: web_shop\ntime_zone: Asia/Tokyo", 3, "company.yml says 'Europe/London'"),
        ("kind: web_shop", "kind: web_shop\nrefresh: daily", 3, "not known"),
    ],
)
def test_contract_that_contradicts_its_company_is_refused(shop, old, new, line, reason):
    shop.contract_path.write_text(shop.contract_path.read_text().replace(old, new))
    error = refusal(shop)
    assert (error.line, reason in error.reason) == (line, True), error


def test_contract_without_entities_is_refused(shop):
    shop.contract_path.write_text("system: till\nkind: web_shop\nentities: {}\n")
    error = refusal(shop)
    assert (error.line, "at least 1" in error.reason) == (3, True), error


def test_missing_contract_names_both_places(shop):
    shop.contract_path.unlink()
    error = refusal(shop)
    assert (error.file.name, error.line) == ("company.yml", 7)
    assert str(shop.contract_path) in error.reason
