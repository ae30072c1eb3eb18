"""Some deliveries of a system of the small company, written and loaded.

Belongs here: which windows, and loading them by the shipped contract. Does not belong here: what is expected of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from demo.systems.window import Window
from ingest.accounting import verify_accounting
from ingest.contract import load_contract
from ingest.deliveries import landed_extracts, new_extracts
from ingest.ledger import DeliveryResult
from ingest.load import load_extract
from ingest.workshop import open_workshop
from warehouse.company import load_company

# From the beginning without a gap, so that all that was told until the end is known.
SPAN = (
    Window(dt.date(2023, 1, 1), dt.date(2023, 1, 31)),
    Window(dt.date(2023, 2, 1), dt.date(2023, 7, 31)),
    Window(dt.date(2023, 8, 1), dt.date(2023, 8, 31)),
    Window(dt.date(2023, 9, 1), dt.date(2023, 9, 1)),
)

Deliver = Callable[[ModuleType, Sequence[Window]], Path]


@dataclass(frozen=True)
class Loaded:
    landing: Path
    results: list[DeliveryResult]


def load(company_folder: Path, landing: Path, contract: str, kind: str) -> Loaded:
    """Loads all that lies in `landing` and sees that every row is accounted for."""
    (company_folder / "company.yml").write_text(
        "name: Small\ncurrency: EUR\ntime_zone: Europe/Berlin\nsystems:\n"
        f"  - {{name: system, kind: {kind}, contract: {contract}, landing: {landing}, time_zone: UTC}}\n"
    )
    company = load_company(company_folder)
    read = load_contract(company, company.systems[0])
    with open_workshop(company) as con:
        new = new_extracts(con, landed_extracts(company, [read]))
        results = [load_extract(con, read, read.entities[one.extract.entity], one) for one in new]
        assert verify_accounting(con) == []
    return Loaded(landing, results)
