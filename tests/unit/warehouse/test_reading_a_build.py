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


def read(tmp_path: Path, nodes: list[dict[str, Any]], results: list[dict[str, Any]]) -> BuildResult:
    manifest, run_results = tmp_path / "manifest.json", tmp_path / "run_results.json"
    manifest.write_text(json.dumps({"nodes": {found["name"]: found for found in nodes}}))
    run_results.write_text(json.dumps({"results": results}))
    return read_build(manifest, run_results)


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
