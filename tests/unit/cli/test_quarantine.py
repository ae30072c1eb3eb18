"""Quarantined values as the terminal of a build shows them, out of a real workshop."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.quarantine import QuarantinedValue, first_quarantined
from ingest.contract import load_contract
from ingest.deliveries import landed_extracts, new_extracts
from ingest.ledger import DeliveryResult
from ingest.load import load_extract
from ingest.workshop import open_workshop
from warehouse.company import Company, load_company

COMPANY = """\
name: Corner Shop
currency: GBP
time_zone: Europe/London
systems: [{name: till, kind: web_shop, contract: till, landing: landing, time_zone: Europe/London}]
"""
CONTRACT = """\
system: till
kind: web_shop
entities:
  sale:
    files: "*.csv"
    delivery: {from: name, pattern: "%Y-%m-%d"}
    mode: events
    max_quarantined: 0.9
    columns: {id: {type: bigint, required: true}, price: {type: "decimal(10,2)"}}
"""


@pytest.fixture
def company(tmp_path: Path) -> Company:
    (tmp_path / "contracts").mkdir()
    (tmp_path / "company.yml").write_text(COMPANY)
    (tmp_path / "contracts" / "till.yml").write_text(CONTRACT)
    (tmp_path / "landing").mkdir()
    return load_company(tmp_path)


def load(company: Company, file: str, content: str) -> DeliveryResult:
    (company.folder / "landing" / file).write_text(content)
    contract = load_contract(company, company.systems[0])
    with open_workshop(company) as workshop:
        (extract,) = new_extracts(workshop, landed_extracts(company, [contract]))
        return load_extract(workshop, contract, contract.entities["sale"], extract)


def test_values_are_named_with_file_line_column_and_reason(company: Company) -> None:
    result = load(company, "2011-01-05.csv", "id,price\n1,dear\n2,1.50\n,3\n")
    found = first_quarantined(company, [result], 5)
    assert [(value.file, value.line, value.column, value.value) for value in found] == [
        ("till/2011-01-05.csv", 2, "price", "dear"),
        ("till/2011-01-05.csv", 4, "id", None),
    ]
    assert all(value.reason for value in found)


def test_only_the_deliveries_asked_for_and_no_more_than_asked(company: Company) -> None:
    earlier = load(company, "2011-01-05.csv", "id,price\nx,1\n2,1.50\n")
    later = load(company, "2011-01-06.csv", "id,price\ny,1\nz,1\n5,1\n")
    found: list[QuarantinedValue] = first_quarantined(company, [later], 1)
    assert [value.value for value in found] == ["y"]
    assert len(first_quarantined(company, [earlier, later], 5)) == 3


def test_without_quarantine_the_workshop_is_not_opened(company: Company) -> None:
    assert not company.workshop_path.exists()
    assert first_quarantined(company, [], 5) == []
