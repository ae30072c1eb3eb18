"""A small company in a temporary folder, with real files and a real workshop, for the tests of ingest.

Belongs here: making that company and running ingest on it. Does not belong here: what is expected of it.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.accounting import verify_accounting
from ingest.contract import Contract, load_contract
from ingest.deliveries import landed_extracts, new_extracts
from ingest.ledger import DeliveryResult
from ingest.load import load_extract
from ingest.workshop import open_workshop
from warehouse.company import Company, load_company

COMPANY = """\
name: Corner Shop
currency: GBP
time_zone: Europe/London
systems:
  - name: till
    kind: web_shop
    contract: till
    landing: ${TEST_LANDING:-landing}
    time_zone: Europe/London
"""
COLUMNS = """\
id:    {type: bigint, required: true}
name:  {type: varchar}
price: {type: "decimal(10,2)"}
"""
ENTITY = """\
files: "*.csv"
delivery: {from: name, pattern: "%Y-%m-%d"}
mode: events
"""


def contract_text(columns: str = COLUMNS, entity: str = ENTITY, more: str = "") -> str:
    """A contract of one entity, `sale`."""
    parts = ["system: till\nkind: web_shop\nentities:\n", "  sale:\n", textwrap.indent(entity + more, "    ")]
    return "".join([*parts, "    columns:\n", textwrap.indent(columns, "      ")])


class Shop:
    """The company: write its contract, put files into landing, build, look."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.landing = folder / "landing"
        self.landing.mkdir()
        (folder / "contracts").mkdir()
        (folder / "company.yml").write_text(COMPANY)
        self.write_contract()
        self._con: duckdb.DuckDBPyConnection | None = None

    @property
    def contract_path(self) -> Path:
        return self.folder / "contracts" / "till.yml"

    def write_contract(self, columns: str = COLUMNS, entity: str = ENTITY, more: str = "") -> None:
        self.contract_path.write_text(contract_text(columns, entity, more))

    def deliver(self, file: str, content: str | bytes) -> Path:
        """Puts a file into landing, settled: its time is long enough ago for its hash to be trusted."""
        path = self.landing / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    @property
    def company(self) -> Company:
        return load_company(self.folder)

    @property
    def contract(self) -> Contract:
        return load_contract(self.company, self.company.systems[0])

    @property
    def con(self) -> duckdb.DuckDBPyConnection:
        if self._con is None:
            self._con = open_workshop(self.company)
        return self._con

    def build(self) -> list[DeliveryResult]:
        """Loads what is new, and sees that every row is accounted for."""
        contract = self.contract
        new = new_extracts(self.con, landed_extracts(self.company, [contract]))
        results = [load_extract(self.con, contract, contract.entities[one.extract.entity], one) for one in new]
        assert verify_accounting(self.con) == []
        return results

    def load(self, content: str | bytes, file: str = "2011-01-05.csv") -> DeliveryResult:
        """Delivers one file and loads it."""
        self.deliver(file, content)
        (result,) = self.build()
        return result

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        return self.con.execute(statement).fetchall()

    def standing(self, columns: str = "id, name, price") -> list[tuple[Any, ...]]:
        return self.query(f"select {columns} from raw.till__sale where _withdrawn_delivery_id is null order by all")

    def faults(self) -> list[tuple[Any, ...]]:
        """Line, column, value and reason of what stands in quarantine."""
        return self.query(
            "select _line, fault.column_name, fault.value, fault.reason from (select _line, unnest(faults) as fault "
            "from quarantine.row where _withdrawn_delivery_id is null) order by all"
        )

    def close(self) -> None:
        if self._con is not None:
            self._con.close()
            self._con = None


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.delenv("TEST_LANDING", raising=False)
    shop = Shop(tmp_path)
    yield shop
    shop.close()


@pytest.fixture
def make_shop() -> type[Shop]:
    """For tests that need a shop of their own; they close it themselves."""
    return Shop


@pytest.fixture
def real_deliveries() -> Path:
    """The 305 real deliveries of the web shop."""
    shared = Path(os.environ.get("RAPPORT_SHARED") or Path(__file__).parents[4] / "shared")
    folder = shared / "data" / "online_retail_uci" / "by-day"
    assert folder.is_dir(), f"{folder} is missing: RAPPORT_SHARED names the folder of the real deliveries"
    return folder
