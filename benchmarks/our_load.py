"""`python -m benchmarks.our_load COMPANY`: what a build does of loading, without Dagster around it.

Belongs here: that run. Does not belong here: loading (ingest).
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.contract import load_contract
from ingest.deliveries import landed_extracts, new_extracts
from ingest.load import load_extract
from ingest.workshop import open_workshop
from warehouse.company import load_company


def load(folder: Path) -> None:
    """Loads all new deliveries of the company into its workshop."""
    company = load_company(folder)
    contracts = {system.name: load_contract(company, system) for system in company.systems}
    with open_workshop(company) as con:
        for new in new_extracts(con, landed_extracts(company, contracts.values())):
            contract = contracts[new.extract.system]
            load_extract(con, contract, contract.entities[new.extract.entity], new)


if __name__ == "__main__":
    load(Path(sys.argv[1]))
