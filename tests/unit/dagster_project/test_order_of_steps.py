"""The models are built after everything that was delivered is loaded, also what no model reads."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from dagster_project.defs import company_definitions
from warehouse.company import load_company

ENTITY = """
  parcel:
    files: "parcels/*.csv"
    delivery: {from: name, pattern: "%Y-%m-%d"}
    mode: events
    columns:
      number: {type: varchar}
"""


def test_models_wait_for_entities_that_no_model_reads(online_retail: Path) -> None:
    (contract,) = (online_retail / "contracts").glob("*.yml")
    contract.write_text(contract.read_text(encoding="utf-8").rstrip() + "\n" + ENTITY, encoding="utf-8")
    graph = company_definitions(load_company(online_retail)).resolve_asset_graph()
    before = graph.get_ancestor_asset_keys(dg.AssetKey(["core", "fct_order_line"]))
    assert dg.AssetKey(["raw", "online_retail__parcel"]) in before
