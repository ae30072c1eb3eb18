"""What Dagster shows is all there is: every table dbt reads or builds is an asset, every dbt test a check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dagster as dg
import pytest
from repository import DbtProject

from dagster_project.defs import company_definitions

if TYPE_CHECKING:
    from dagster._core.definitions.assets.graph.base_asset_graph import BaseAssetGraph


@pytest.fixture(scope="session")
def assets(dbt_project: DbtProject) -> BaseAssetGraph:
    return company_definitions(dbt_project.company).resolve_asset_graph()


def keys_of(nodes: list[dict[str, Any]]) -> dict[dg.AssetKey, str]:
    return {dg.AssetKey([node["source_name"], node["name"]]): f"{node['source_name']}.{node['name']}" for node in nodes}


def test_every_dbt_source_is_an_asset(dbt_project: DbtProject, assets: BaseAssetGraph) -> None:
    sources = keys_of(dbt_project.nodes("source"))
    wrong = [name for key, name in sources.items() if not assets.has(key)]
    assert sources
    assert not wrong, "\n".join(wrong)


def test_every_delivered_source_is_filled_by_an_extract(dbt_project: DbtProject, assets: BaseAssetGraph) -> None:
    delivered = keys_of([source for source in dbt_project.nodes("source") if source["source_name"] == "raw"])
    wrong = [name for key, name in delivered.items() if key not in assets.materializable_asset_keys]
    assert not wrong, "\n".join(wrong)


def test_every_dbt_model_is_an_asset(dbt_project: DbtProject, assets: BaseAssetGraph) -> None:
    names = {key.path[-1] for key in assets.get_all_asset_keys()}
    wrong = [model["name"] for model in dbt_project.nodes("model", "seed") if model["name"] not in names]
    assert not wrong, "\n".join(wrong)
