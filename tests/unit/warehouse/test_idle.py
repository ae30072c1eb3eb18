"""Checks of tables that nothing feeds are left out; all others are not."""

from __future__ import annotations

from typing import Any

import pytest

from warehouse.idle import idle_checks


def manifest(*models: str, **entities: list[str]) -> dict[str, Any]:
    """Each model with one test; `entities` says of which entities some of them are made."""
    nodes: dict[str, Any] = {}
    for name in models:
        meta = {"entities": entities[name]} if name in entities else {}
        nodes[f"model.{name}"] = {"resource_type": "model", "name": name, "config": {"meta": meta}}
        nodes[f"test.{name}"] = {"resource_type": "test", "name": f"check_{name}", "attached_node": f"model.{name}"}
    return {"nodes": nodes}


@pytest.mark.parametrize(
    ("staged", "expected"),
    [
        ([], {"test.fct_call", "test.fct_satisfaction", "test.canonical__call"}),
        (["stg_pbx__call"], {"test.fct_satisfaction"}),
        (["stg_shop__review"], {"test.fct_call", "test.canonical__call"}),
        (["stg_my_shop__survey_response"], {"test.fct_call", "test.canonical__call"}),
    ],
)
def test_a_table_is_checked_as_soon_as_one_of_its_entities_is_delivered(staged: list[str], expected: set[str]) -> None:
    made_of = {"fct_call": ["call"], "fct_satisfaction": ["review", "survey_response"]}
    models = ["fct_call", "fct_satisfaction", "canonical__call", "dim_customer", *staged]
    assert idle_checks(manifest(*models, **made_of)) == expected


def test_a_test_of_no_single_model_is_never_left_out() -> None:
    read = manifest("canonical__call")
    read["nodes"]["test.several"] = {"resource_type": "test", "name": "several", "attached_node": None}
    assert idle_checks(read) == {"test.canonical__call"}
