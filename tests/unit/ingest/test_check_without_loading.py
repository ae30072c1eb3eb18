"""`check`: what a build would refuse, found without loading."""

from __future__ import annotations

from ingest.check import check

HEADER = "id,name,price\n"


def found(shop):
    return [(one.severity, one.entity, one.file.name, one.line, one.message) for one in check(shop.company)]


def test_sound_company_has_no_findings_and_no_workshop(shop):
    shop.deliver("2011-01-05.csv", HEADER + "1,Ann,1\n")
    assert found(shop) == []
    assert not shop.company.workshop_path.exists()


def test_wrong_contract(shop):
    shop.write_contract(columns="id: {type: text}\n")
    ((severity, entity, file, line, message),) = found(shop)
    assert (severity, entity, file, line) == ("error", None, "till.yml", 9)
    assert "'text' is no type" in message


def test_missing_landing(shop, monkeypatch):
    monkeypatch.setenv("TEST_LANDING", "elsewhere")
    ((severity, _, file, line, message),) = found(shop)
    assert (severity, file, line) == ("error", "company.yml", 8)
    assert "TEST_LANDING is elsewhere" in message


def test_no_files(shop):
    ((severity, entity, file, _, message),) = found(shop)
    assert (severity, entity, file) == ("warning", "sale", "till.yml")
    assert "matches '*.csv'" in message


def test_files_that_would_be_refused(shop):
    shop.deliver("2011-01-05.csv", "id,price\n")
    shop.deliver("2011-01-06.csv", "")
    shop.deliver("2011-01-07.csv", "\nid,name,price,colour\n")
    shop.deliver("sales.csv", HEADER)
    assert found(shop) == [
        ("error", "sale", "2011-01-05.csv", 1, "declared and not optional, but missing from the header: 'name'"),
        ("error", "sale", "2011-01-06.csv", None, "the file is empty: it has not even a header"),
        ("warning", "sale", "2011-01-07.csv", 2, "columns that are not declared: 'colour'"),
        ("error", "sale", "sales.csv", None, "the file name 'sales.csv' names no day of the pattern '%Y-%m-%d'"),
    ]


def test_files_that_no_entity_takes_are_noted(shop):
    shop.deliver("2011-01-05.csv", HEADER + "1,Ann,1\n")
    shop.deliver("customers.tsv", "id\n")
    shop.deliver("old/stock.tsv", "id\n")
    shop.deliver(".hidden.tsv", "id\n")
    ((severity, entity, _, _, message),) = found(shop)
    assert (severity, entity) == ("note", None)
    assert message == "no entity takes customers.tsv, old/stock.tsv; nothing loads them"


def test_of_many_files_that_no_entity_takes_some_are_named(shop):
    shop.deliver("2011-01-05.csv", HEADER + "1,Ann,1\n")
    for number in range(7):
        shop.deliver(f"{number}.tsv", "id\n")
    ((*_, message),) = found(shop)
    assert message.endswith("4.tsv and 2 more files; nothing loads them")
