"""The last look before publishing: was everything built and checked that should have been?

Belongs here: reading dbt's manifest and run results and naming what is missing or failed.
Does not belong here: the checks themselves (dbt/) and stopping a run (dagster_project).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.idle import idle_checks

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


def read_build(manifest_path: Path, run_results_path: Path, chosen: Collection[str] = frozenset()) -> BuildResult:
    """Compares what dbt says it did with what its manifest says there is to do: all, or the models `chosen` by their
    unique ids with every test that reads one of them. Checks of tables that nothing feeds are not due.

    A node that is missing from the results counts as a problem: skipped steps have been reported as success
    (dagster #33351), so nothing is taken on trust.
    """
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    results = json.loads(run_results_path.read_text(encoding="utf-8"))["results"]
    by_id = {result["unique_id"]: result for result in results}
    idle = idle_checks(manifest)
    nodes = {
        unique_id: node
        for unique_id, node in manifest["nodes"].items()
        if unique_id not in idle and _is_expected(unique_id, node, chosen)
    }
    built = [unique_id for unique_id in nodes if by_id.get(unique_id, {}).get("status") == "success"]
    checks = tuple(
        _check(node, by_id[unique_id]) for unique_id, node in nodes.items() if _is_test(node, unique_id, by_id)
    )
    return BuildResult(len(built), checks, tuple(_problems(nodes, by_id)))


def _is_expected(unique_id: str, node: dict[str, Any], chosen: Collection[str]) -> bool:
    if chosen and _reads_or_is(unique_id, node).isdisjoint(chosen):
        return False
    if node["resource_type"] in _BUILT:
        return bool(node["config"].get("enabled", True)) and node["config"].get("materialized") != "ephemeral"
    return bool(node["resource_type"] == "test")


def _reads_or_is(unique_id: str, node: dict[str, Any]) -> set[str]:
    """A test is about the models it reads; a model about itself."""
    return set(node["depends_on"]["nodes"]) if node["resource_type"] == "test" else {unique_id}


def _is_test(node: dict[str, Any], unique_id: str, by_id: dict[str, Any]) -> bool:
    return node["resource_type"] == "test" and unique_id in by_id


def _check(node: dict[str, Any], result: dict[str, Any]) -> Check:
    return Check(
        name=node["name"],
        status=result["status"],
        failures=result.get("failures") or 0,
        message=_first_line(result.get("message")),
    )


def _problems(nodes: dict[str, Any], by_id: dict[str, Any]) -> Iterator[str]:
    """Failures first, then what was left out: counted where it is because of them, else each by name."""
    left_out, has_failed = [], False
    for unique_id, node in sorted(nodes.items()):
        result = by_id.get(unique_id)
        if result is None or result["status"] == "skipped":
            left_out.append(f"{node['resource_type']} {node['name']} was not run")
        elif result["status"] not in _GOOD:
            has_failed = True
            message = _first_line(result.get("message"))
            yield f"{node['resource_type']} {node['name']} ({node['original_file_path']}): {message}"
    if has_failed and len(left_out) > 1:
        left_out = [f"{len(left_out)} models and checks were not run because of it"]
    yield from left_out


def _first_line(message: str | None) -> str:
    """The first two lines, and which columns of a model are not those of its YAML: dbt lays these out as a table."""
    lines = [line.strip() for line in (message or "").splitlines() if line.strip()]
    return "; ".join([*lines[:2], *_mismatches([line for line in lines if line.startswith("|")][2:])])


def _mismatches(rows: list[str]) -> Iterator[str]:
    for row in rows:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if len(cells) == 4:  # a message of another kind may hold lines with bars too
            column, model, declared, reason = cells
            yield f"{column}: {reason} (the model has {model or 'none'}, its YAML {declared or 'none'})"
