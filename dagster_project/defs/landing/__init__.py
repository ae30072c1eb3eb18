"""From landing to raw: one asset per entity that a system delivers, partitioned by delivery day.

Belongs here: which days there are, what a run loads, what it says of each day.
Does not belong here: reading files, judging rows, the ledger (ingest).
"""

from collections.abc import Sequence

import dagster as dg

from dagster_project.defs.landing.days import delivery_days
from dagster_project.defs.landing.extracts import extract_asset, extract_key
from ingest.contract import Contract
from warehouse.company import Company


def definitions(company: Company, contracts: Sequence[Contract]) -> dg.Definitions:
    """The extract assets of all systems. They share their days, so that one run can load all of them."""
    days = delivery_days(company, contracts)
    assets = [extract_asset(contract, entity, days) for contract in contracts for entity in contract.entities.values()]
    return dg.Definitions(assets=assets)


def extract_keys(contracts: Sequence[Contract]) -> list[dg.AssetKey]:
    """The keys of the extract assets of all systems."""
    return [extract_key(contract, entity) for contract in contracts for entity in contract.entities.values()]
