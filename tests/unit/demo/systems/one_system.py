"""Files of a writer, put into the landing of a company that names the shipped contract, and loaded.

Belongs here: that company and what ingest says of its files. Does not belong here: what a vendor's file holds (tests).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from ingest.accounting import verify_accounting
from ingest.contract import load_contract
from ingest.deliveries import landed_extracts, new_extracts
from ingest.ledger import DeliveryResult
from ingest.load import load_extract
from ingest.workshop import open_workshop
from warehouse.company import load_company

SETTINGS = """\
name: One system
currency: EUR
time_zone: Europe/Berlin
systems:
  - {{name: {name}, kind: {kind}, contract: {contract}, landing: landing, time_zone: {time_zone}}}
"""


class Loaded:
    """The company in `folder`, whose one system delivers into `landing`."""

    def __init__(self, folder: Path, contract: str, *, kind: str, name: str = "system", time_zone: str = "UTC") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.landing = folder / "landing"
        self.landing.mkdir()
        settings = SETTINGS.format(name=name, kind=kind, contract=contract, time_zone=time_zone)
        (folder / "company.yml").write_text(settings)
        self.company = load_company(folder)
        self.contract = load_contract(self.company, self.company.systems[0])

    def load(self) -> list[DeliveryResult]:
        """Loads what lies in landing; `raw` is open afterwards."""
        self.raw: duckdb.DuckDBPyConnection = open_workshop(self.company)
        new = new_extracts(self.raw, landed_extracts(self.company, [self.contract]))
        results = [
            load_extract(self.raw, self.contract, self.contract.entities[one.extract.entity], one) for one in new
        ]
        assert verify_accounting(self.raw) == []
        return results
