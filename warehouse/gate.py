"""The last look before publishing: was everything built and checked that should have been?

Belongs here: reading dbt's manifest and run results and naming what is missing or failed.
Does not belong here: the checks themselves (dbt/) and stopping a run (dagster_project).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BUILT = {"model", "seed", "snapshot"}
_GOOD = {"success", "pass", "warn"}


@dataclass(frozen=True)
class Check:
    """The outcome of one dbt test. `status` is pass, warn, fail or error; `failures` counts the rows at fault."""

    name: str
    status: str
    failures: int
    message: str


@dataclass(frozen=True)
class BuildResult:
    """What a dbt run did: how many nodes were built, every check, and every problem in words."""

    built_count: int
    checks: tuple[Check, ...]
    problems: tuple[str, ...]


def read_build(manifest_path: Path, run_results_path: Path) -> BuildResult:
    """Compares what dbt says it did with what its manifest says there is to do.

    A node that is missing from the results counts as a problem: skipped steps have been reported as success
    (dagster #33351), so nothing is taken on trust.
    """
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    results = json.loads(run_results_path.read_text(encoding="utf-8"))["results"]
    by_id = {result["unique_id"]: result for result in results}
    nodes = {unique_id: node for unique_id, node in manifest["nodes"].items() if _is_expected(node)}
    built = [unique_id for unique_id in nodes if by_id.get(unique_id, {}).get("status") == "success"]
    checks = tuple(
        _check(node, by_id[unique_id]) for unique_id, node in nodes.items() if _is_test(node, unique_id, by_id)
    )
    return BuildResult(len(built), checks, tuple(_problems(nodes, by_id)))


def _is_expected(node: dict[str, Any]) -> bool:
    if node["resource_type"] in _BUILT:
        return bool(node["config"].get("enabled", True)) and node["config"].get("materialized") != "ephemeral"
    return bool(node["resource_type"] == "test")


def _is_test(node: dict[str, Any], unique_id: str, by_id: dict[str, Any]) -> bool:
    return node["resource_type"] == "test" and unique_id in by_id


def _check(node: dict[str, Any], result: dict[str, Any]) -> Check:
    return Check(
        name=node["alias"] or node["name"],
        status=result["status"],
        failures=result.get("failures") or 0,
        message=_first_line(result.get("message")),
    )


def _problems(nodes: dict[str, Any], by_id: dict[str, Any]) -> Iterator[str]:
    """Failures first, then what was left out because of them."""
    left_out = []
    for unique_id, node in sorted(nodes.items()):
        result = by_id.get(unique_id)
        if result is None or result["status"] == "skipped":
            left_out.append(f"{node['resource_type']} {node['name']} was not run")
        elif result["status"] not in _GOOD:
            message = _first_line(result.get("message"))
            yield f"{node['resource_type']} {node['name']} ({node['original_file_path']}): {message}"
    yield from left_out


def _first_line(message: str | None) -> str:
    lines = [line.strip() for line in (message or "").splitlines() if line.strip()]
    return "; ".join(lines[:2])
