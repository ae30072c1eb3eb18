"""One `dbt build`: its events become Dagster's while it works, and its failures are named at the end.

Belongs here: telling what dbt does, to Dagster and to the record of the build.
Does not belong here: the process (dbt_process.py), which nodes had to be built (warehouse.gate).
"""

from collections.abc import Collection, Iterator
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from dagster_project.defs.transform.dbt_process import DbtProcess
from dagster_project.defs.transform.manifest import Manifest, manifest_path, run_results_path
from dagster_project.wording import without_values
from dagster_project.workbench import Workbench
from warehouse.gate import read_build
from warehouse.idle import idle_checks

_NAMED = 20


def run_dbt(
    context: dg.AssetExecutionContext,
    workbench: Workbench,
    manifest: Manifest,
    translator: DagsterDbtTranslator,
) -> Iterator[Any]:
    """Yields Dagster's events for what dbt does. Raises Failure, naming tests and models, where dbt failed."""
    workbench.record.begin("transform")
    names = names_in(manifest)
    results = run_results_path(workbench.company)
    results.unlink(missing_ok=True)
    dbt = DbtProcess(workbench.company, "build", *_options(workbench, manifest))
    for raw in dbt.events():
        print(without_values(str(raw["info"]["msg"]), names), flush=True)  # Dagster keeps it with the step
        _tell(workbench, raw)
        yield from DbtCoreCliEventMessage(raw, {}).to_default_asset_events(
            manifest, translator, context.op_execution_context
        )
    if dbt.exit_code:
        raise _failure(workbench, dbt, names)


def names_in(manifest: Manifest) -> set[str]:
    """Names of nodes, sources, columns and the database: what may stand between quotes in a message."""
    nodes = [*manifest["nodes"].values(), *manifest["sources"].values(), *manifest["unit_tests"].values()]
    names = {name for node in nodes for name in (node["name"], *node.get("columns", {}))}
    return names | {manifest["metadata"]["adapter_type"]}


def _options(workbench: Workbench, manifest: Manifest) -> list[str]:
    plan = workbench.plan
    assert plan is not None
    # unit tests say nothing about a delivery; `rapport test` runs them
    options = ["--no-use-colors", "--exclude-resource-type", "unit_test"]
    if plan.is_full or plan.chosen:
        options += ["--full-refresh"]
    if plan.chosen:
        options += ["--select", *_names(manifest, plan.chosen)]
    if idle := idle_checks(manifest):
        options += ["--exclude", *_names(manifest, idle)]
    return options


def _names(manifest: Manifest, unique_ids: Collection[str]) -> list[str]:
    return sorted(manifest["nodes"][unique_id]["name"] for unique_id in unique_ids)


def _tell(workbench: Workbench, raw: dict[str, Any]) -> None:
    name, data = raw["info"]["name"], raw["data"]
    if name.startswith("Log") and name.endswith("Result") and "node_info" in data:
        workbench.record.progress.model(data["node_info"]["node_name"], data["node_info"]["node_status"])


def _failure(workbench: Workbench, dbt: DbtProcess, names: Collection[str]) -> dg.Failure:
    record, company = workbench.record, workbench.company
    problems = [*dbt.errors]
    if run_results_path(company).is_file():
        chosen = workbench.plan.chosen if workbench.plan else frozenset()
        result = read_build(manifest_path(company), run_results_path(company), chosen)
        record.checks, problems = result.checks, list(result.problems)
    record.problems = tuple(problems)
    told = [without_values(problem, names) for problem in problems[:_NAMED]]
    more = [f"and {len(problems) - _NAMED} more"] if len(problems) > _NAMED else []
    return dg.Failure("dbt failed; nothing is published. " + "; ".join([*told, *more]), allow_retries=False)
