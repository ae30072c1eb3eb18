"""The models as assets: which there are, how they are grouped, and the one step that builds them all.

Belongs here: asset definitions and the order prepare, dbt, outcome.
Does not belong here: calling dbt (dbt_run.py), the manifest (manifest.py).
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets

from dagster_project.defs.transform.dbt_run import run_dbt
from dagster_project.defs.transform.manifest import Manifest
from dagster_project.defs.transform.preparing import prepare_build
from dagster_project.instance import POOL
from dagster_project.workbench import Workbench


class BuildRequest(dg.Config):
    """What a run may be asked for."""

    as_of: str | None = None
    """The day the models take for today (2011-12-09); without it the latest delivery day."""


class Translator(DagsterDbtTranslator):
    """Names, groups and checks of dbt's nodes on Dagster's pages."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The layer of a row's way: the first folder below models/."""
        if dbt_resource_props["resource_type"] == "model":
            return str(dbt_resource_props["fqn"][1])
        return "seeds" if dbt_resource_props["resource_type"] == "seed" else None


_TRANSLATOR = Translator(DagsterDbtTranslatorSettings(enable_source_tests_as_checks=True))


def model_assets(manifest: Manifest) -> dg.AssetsDefinition:
    """Every model and seed, built by one `dbt build`; they are built all together or not at all."""

    @dbt_assets(manifest=manifest, name="models", dagster_dbt_translator=_TRANSLATOR, pool=POOL)
    def models(
        context: dg.AssetExecutionContext, config: BuildRequest, workbench: dg.ResourceParam[Workbench]
    ) -> Iterator[Any]:
        if context.is_subset:
            raise dg.Failure(
                "The models are published together, so they are built together: choose all of them, or run the job "
                "transform_and_publish.",
                allow_retries=False,
            )
        as_of = dt.date.fromisoformat(config.as_of) if config.as_of else None
        prepare_build(workbench, as_of)
        yield from run_dbt(context, workbench, manifest, _TRANSLATOR)

    return models


def source_specs(manifest: Manifest) -> list[dg.AssetSpec]:
    """The tables that models read and no extract fills: the ledger, and what a build is asked for."""
    return [
        dg.AssetSpec(
            _TRANSLATOR.get_asset_key(source),
            group_name=source["source_name"],
            description=source["description"],
            kinds={"duckdb"},
        )
        for source in manifest["sources"].values()
        if source["source_name"] != "raw"
    ]


def shelf_keys(manifest: Manifest) -> list[dg.AssetKey]:
    """The keys of what stands in the published file: all models of the database `shelf`."""
    nodes = (node for node in manifest["nodes"].values() if node["resource_type"] == "model")
    return sorted(_TRANSLATOR.get_asset_key(node) for node in nodes if node["database"] == "shelf")
