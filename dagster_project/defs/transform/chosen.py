"""The models that a person chose on Dagster's pages, and whether they may be built without the others.

A version holds all models, so those that are not built again stay as they are in the current version. That is right
only where nothing that stays reads what is built again, and where all of it gets published.
Belongs here: that rule. Does not belong here: whether there is news for all models (warehouse.transform).
"""

from collections.abc import Iterator
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator

from dagster_project.defs.transform.manifest import Manifest

_BUILT = {"model", "seed"}
_END_OF_THE_WAY = {dg.AssetKey(["candidate"]), dg.AssetKey(["published"])}
_NAMED = 10


def chosen_models(
    context: dg.AssetExecutionContext, manifest: Manifest, translator: DagsterDbtTranslator
) -> frozenset[str]:
    """Unique ids of the models chosen for this run. Raises Failure where others read them or nothing publishes them."""
    keys = context.selected_asset_keys
    chosen = frozenset(node_id for node_id, node in _built(manifest) if translator.get_asset_key(node) in keys)
    _refuse(sorted(_readers(manifest, chosen)), "read what is chosen")
    if (selection := context.run.asset_selection) is not None:
        _refuse(sorted(key.path[-1] for key in _END_OF_THE_WAY - selection), "put it where readers see it")
    return chosen


def _refuse(missing: list[str], what_they_do: str) -> None:
    if not missing:
        return
    named = ", ".join(missing[:_NAMED]) + (f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else "")
    raise dg.Failure(
        f"{named} {what_they_do} and are not chosen, so readers would see half of it. Choose a model with all that "
        "comes after it (its name and a plus sign in the search: dim_customer+), or run the job transform_and_publish.",
        allow_retries=False,
    )


def _readers(manifest: Manifest, chosen: frozenset[str]) -> Iterator[str]:
    """Names of the models that read a chosen one and are not chosen."""
    for node_id, node in _built(manifest):
        if node_id not in chosen and chosen & set(node.get("depends_on", {}).get("nodes", [])):
            yield node["name"]


def _built(manifest: Manifest) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from ((node_id, node) for node_id, node in manifest["nodes"].items() if node["resource_type"] in _BUILT)
