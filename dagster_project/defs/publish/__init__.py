"""From built to published: the last look, and the version that readers open next.

Belongs here: the two assets at the end of a row's way. Does not belong here: what they do (warehouse).
"""

from collections.abc import Sequence

import dagster as dg

from dagster_project.defs.publish.candidate import candidate_asset
from dagster_project.defs.publish.published import published_asset
from ingest.contract import Contract
from warehouse.about import Expectation


def definitions(contracts: Sequence[Contract], shelf_keys: Sequence[dg.AssetKey]) -> dg.Definitions:
    """The candidate, made of the tables `shelf_keys`, and the version published from it."""
    expectations = [
        Expectation(contract.system, entity.name, entity.expected)
        for contract in contracts
        for entity in contract.entities.values()
    ]
    return dg.Definitions(assets=[candidate_asset(shelf_keys, expectations), published_asset()])
