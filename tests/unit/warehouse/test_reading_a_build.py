"""The last look before publishing: what was built and checked against what there is to build and check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from warehouse.gate import BuildResult, Check, read_build


def node(kind: str, name: str, **config: Any) -> dict[str, Any]:
    return {
        "resource_type": kind,
        "name": name,
        "alias": name,
        "original_file_path": f"models/{name}.sql",
        "config": {"materialized": "table", **config},
    }


def result(name: str, status: str, failures: int | None = None, message: str | None = None) -> dict[str, Any]:
    return {"unique_id": name, "status": status, "failures": failures, "message": message}


def read(tmp_path: Path, nodes: list[dict[str, Any]], results: list[dict[str, Any]], *chosen: str) -> BuildResult:
    manifest, run_results = tmp_path / "manifest.json", tmp_path / "run_results.json"
    manifest.write_text(json.dumps({"nodes": {found["name"]: found for found in nodes}}))
    run_results.write_text(json.dumps({"results": results}))
    return read_build(manifest, run_results, chosen)


def test_all_was_built_and_checked(tmp_path: Path) -> None:
    nodes = [node("model", "fct"), node("test", "claim"), node("seed", "channel")]
    found = read(tmp_path, nodes, [result("fct", "success"), result("claim", "pass", 0), result("channel", "success")])
    assert found == BuildResult(2, (Check("claim", "pass", 0, ""),), ())


def test_a_failed_check_is_named_before_what_was_left_out_because_of_it(tmp_path: Path) -> None:
    nodes = [node("model", "a_later_model"), node("model", "fct"), node("test", "claim")]
    results = [
        result("fct", "success"),
        result("claim", "fail", 3, "Got 3 results"),
        result("a_later_model", "skipped"),
    ]
    found = read(tmp_path, nodes, results)
    assert found.problems == (
        "test claim (models/claim.sql): Got 3 results",
        "model a_later_model was not run",
    )
    assert found.checks == (Check("claim", "fail", 3, "Got 3 results"),)


def test_columns_that_are_not_those_of_the_yaml_are_named(tmp_path: Path) -> None:
    said = """Compilation Error in model fct (models/fct.sql)
  This model has an enforced contract that failed.
  Please ensure the name, data_type, and number of columns match the columns in your model's definition.

  | column_name | definition_type | contract_type | mismatch_reason     |
  | ----------- | --------------- | ------------- | ------------------- |
  | rate        | DECIMAL(18,4)   | DECIMAL(18,8) | data type mismatch  |
  | extra       | INTEGER         |               | missing in contract |

  > in macro assert_columns_equivalent (macros/relations/column/columns_spec_ddl.sql)"""
    (problem,) = read(tmp_path, [node("model", "fct")], [result("fct", "error", None, said)]).problems
    assert "rate: data type mismatch (the model has DECIMAL(18,4), its YAML DECIMAL(18,8))" in problem
    assert problem.endswith("extra: missing in contract (the model has INTEGER, its YAML none)")


def test_what_was_left_out_because_of_a_failure_is_counted(tmp_path: Path) -> None:
    nodes = [node("test", "claim"), *(node("model", f"later_{number}") for number in range(50))]
    found = read(tmp_path, nodes, [result("claim", "fail", 3, "Got 3 results")])
    assert found.problems == (
        "test claim (models/claim.sql): Got 3 results",
        "50 models and checks were not run because of it",
    )


@pytest.mark.parametrize("missing", ["fct", "claim"])
def test_what_dbt_does_not_speak_of_is_a_problem(tmp_path: Path, missing: str) -> None:
    nodes = [node("model", "fct"), node("test", "claim")]
    results = [one for one in (result("fct", "success"), result("claim", "pass", 0)) if one["unique_id"] != missing]
    assert len(read(tmp_path, nodes, results).problems) == 1


def test_a_warning_stops_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, [node("test", "claim")], [result("claim", "warn", 1, "Got 1 result")])
    assert found.problems == ()


def test_what_is_switched_off_is_not_missed(tmp_path: Path) -> None:
    assert read(tmp_path, [node("model", "off", enabled=False)], []).problems == ()


def test_of_chosen_models_all_that_reads_them_is_counted_and_nothing_else(tmp_path: Path) -> None:
    claim = node("test", "claim") | {"depends_on": {"nodes": ["dim", "fct"]}}
    other = node("test", "other") | {"depends_on": {"nodes": ["dim"]}}
    nodes = [node("model", "dim"), node("model", "fct"), claim, other]
    found = read(tmp_path, nodes, [result("fct", "success"), result("claim", "pass", 0)], "fct")
    assert found == BuildResult(1, (Check("claim", "pass", 0, ""),), ())
    assert read(tmp_path, nodes, [result("fct", "success")], "fct").problems == ("test claim was not run",)
