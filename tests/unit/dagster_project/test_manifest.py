"""Every dbt test of a model is a check that Dagster shows, those of several models too."""

from __future__ import annotations

from typing import Any

from dagster_project.defs.transform.manifest import with_checks_attached


def manifest(**tests: dict[str, Any]) -> dict[str, Any]:
    parents = {"model.p.fct": ["model.p.int"], "model.p.int": ["model.p.stg"], "model.p.stg": ["source.p.raw.t"]}
    models = {
        model: {"name": model.split(".")[-1], "resource_type": "model", "depends_on": {"nodes": above}, "config": {}}
        for model, above in parents.items()
    }
    return {"nodes": models | {f"test.p.{name}": test for name, test in tests.items()}, "parent_map": parents}


def singular(*models: str) -> dict[str, Any]:
    nodes = [f"model.p.{model}" for model in models]
    return {"name": "assert_x", "resource_type": "test", "depends_on": {"nodes": nodes}, "config": {}}


def shown_with(test: dict[str, Any]) -> str | None:
    found = with_checks_attached(manifest(x=test))["nodes"]["test.p.x"]["config"]
    reference = found.get("meta", {}).get("dagster", {}).get("ref", {})
    return reference.get("name")


def test_a_claim_about_several_models_is_shown_with_the_one_furthest_down_the_way() -> None:
    assert shown_with(singular("stg", "fct", "int")) == "fct"
    assert shown_with(singular("int", "stg")) == "int"


def test_a_claim_about_a_model_and_a_source_is_shown_with_the_model() -> None:
    test = singular("stg")
    test["depends_on"]["nodes"].append("source.p.raw.t")
    assert shown_with(test) == "stg"


def test_a_test_that_knows_its_model_keeps_it() -> None:
    assert shown_with(singular("stg", "fct") | {"attached_node": "model.p.stg"}) is None


def test_a_claim_about_sources_alone_is_left_as_it_is() -> None:
    assert shown_with(singular()) is None
