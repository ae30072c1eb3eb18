"""Models that no system of a company feeds, and their checks, which have nothing to look at.

The star is whole for every company: a table of calls stands, and is empty, where no call centre is connected. Checking
it costs as much as checking a full one, so it is left out until some system delivers what the table is made of.
Belongs here: which checks those are, read from dbt's manifest. Does not belong here: running the others
(dagster_project), missing one that should have run (gate.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_CANONICAL = "canonical__"


def idle_checks(manifest: Mapping[str, Any]) -> frozenset[str]:
    """Unique ids of the tests of models whose entities (`meta: {entities: […]}`) no staging model delivers."""
    nodes = manifest["nodes"]
    staged = {node["name"].split("__")[-1] for node in nodes.values() if node["name"].startswith("stg_")}
    idle = {unique_id for unique_id, node in nodes.items() if _is_idle(node, staged)}
    return frozenset(unique_id for unique_id, node in nodes.items() if node.get("attached_node") in idle)


def _is_idle(node: Mapping[str, Any], staged: set[str]) -> bool:
    if node["resource_type"] != "model":
        return False
    entities = _entities(node)
    return bool(entities) and staged.isdisjoint(entities)


def _entities(node: Mapping[str, Any]) -> list[str]:
    if node["name"].startswith(_CANONICAL):
        return [node["name"].removeprefix(_CANONICAL)]
    return list(node["config"].get("meta", {}).get("entities", []))
