"""The models as assets: which there are, how they are grouped, and the one step that builds them all.

Belongs here: asset definitions and the order prepare, dbt, outcome.
Does not belong here: calling dbt (dbt_run.py), the manifest (manifest.py).
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtProject, dbt_assets

from dagster_project.defs.transform.chosen import chosen_models
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

    def __init__(self, settings: DagsterDbtTranslatorSettings, extracts: Sequence[dg.AssetKey] = ()) -> None:
        super().__init__(settings)
        self._extracts = extracts

    def get_asset_spec(self, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None) -> dg.AssetSpec:
        """What stands on no other model waits for all extracts, also for those that no model reads: the ledger says
        what each of them delivered."""
        spec = super().get_asset_spec(manifest, unique_id, project)
        if any(name in manifest["nodes"] for name in manifest["parent_map"].get(unique_id, [])):
            return spec
        return spec.replace_attributes(deps=[*spec.deps, *self._missing(spec)])

    def _missing(self, spec: dg.AssetSpec) -> list[dg.AssetKey]:
        known = {dep.asset_key for dep in spec.deps}
        return [key for key in self._extracts if key not in known]

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The layer of a row's way: the first folder below models/."""
        if dbt_resource_props["resource_type"] == "model":
            return str(dbt_resource_props["fqn"][1])
        return "seeds" if dbt_resource_props["resource_type"] == "seed" else None


_SETTINGS = DagsterDbtTranslatorSettings(enable_source_tests_as_checks=True)
_TRANSLATOR = Translator(_SETTINGS)


def model_assets(manifest: Manifest, extracts: Sequence[dg.AssetKey]) -> dg.AssetsDefinition:
    """Every model and seed, built by one `dbt build` after all `extracts`; or those that a person chose."""
    translator = Translator(_SETTINGS, extracts)

    @dbt_assets(manifest=manifest, name="models", dagster_dbt_translator=translator, pool=POOL)
    def models(
        context: dg.AssetExecutionContext, config: BuildRequest, workbench: dg.ResourceParam[Workbench]
    ) -> Iterator[Any]:
        as_of = dt.date.fromisoformat(config.as_of) if config.as_of else None
        chosen = chosen_models(context, manifest, translator) if context.is_subset else frozenset[str]()
        prepare_build(workbench, as_of, chosen)
        yield from run_dbt(context, workbench, manifest, translator)

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
