"""The manifest as a version holds it, and what it says of metrics, dimensions and tables."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from sales_company import manifest_text

from warehouse.question import UnknownName
from warehouse.semantics import Semantics, load_semantics, published_manifest

DBT_MANIFEST = {
    "semantic_models": [
        {
            "name": "order_line",
            "node_relation": {
                "alias": "fct_order_line",
                "schema_name": "core",
                "database": "shelf",
                "relation_name": '"shelf"."core"."fct_order_line"',
            },
        }
    ],
    "metrics": [{"name": "ümlaut", "node_relation": None}],
    "project_configuration": {
        "time_spines": [
            {"node_relation": {"alias": "day", "schema_name": "core", "database": "shelf", "relation_name": "x"}}
        ]
    },
}


@pytest.fixture(scope="module")
def semantics() -> Semantics:
    return Semantics(manifest_text())


def test_a_published_manifest_names_tables_without_their_database() -> None:
    published = published_manifest(json.dumps(DBT_MANIFEST))
    assert "shelf" not in published
    manifest = json.loads(published)
    assert manifest["semantic_models"][0]["node_relation"]["relation_name"] == "core.fct_order_line"
    assert manifest["project_configuration"]["time_spines"][0]["node_relation"]["relation_name"] == "core.day"
    assert manifest["metrics"] == DBT_MANIFEST["metrics"]
    assert published_manifest(published) == published


def test_a_manifest_is_read_anew_when_the_file_is_another(tmp_path: Path) -> None:
    path = tmp_path / "semantic_manifest.json"
    path.write_text(manifest_text())
    first = load_semantics(path)
    path.unlink()
    path.write_text(manifest_text(rows=("order_id",)))
    assert load_semantics(path).models["order_line"].rows == ("order_id",)
    assert first.models["order_line"].rows != ("order_id",)


def test_sql_names_tables_as_a_version_does(semantics: Semantics) -> None:
    sql = semantics.compile(("net_revenue",), ("date__month", "product__sku"), ())
    assert "core.fct_order_line" in sql
    assert "core.dim_product" in sql


def test_the_measure_of_a_metric_is_found(semantics: Semantics) -> None:
    (measure,) = semantics.measures("net_revenue")
    assert (measure.model, measure.aggregation, measure.time) == ("order_line", "sum", "order_date")
    assert measure.expr == "net_revenue_amount"


def test_every_text_dimension_has_a_table(semantics: Semantics) -> None:
    for dimension in semantics.dimensions.values():
        if not dimension.grain:
            relation, expression = semantics.source(dimension)
            assert relation.startswith("core.")
            assert expression


def test_names_are_checked(semantics: Semantics) -> None:
    with pytest.raises(UnknownName):
        semantics.check_metrics(["orders", "order"])
    with pytest.raises(UnknownName):
        semantics.dimension("product__colour", ["orders"])
    assert semantics.dimension("product__sku", ["orders"]).label == "SKU"


def test_metricflow_says_nothing_while_it_compiles(semantics: Semantics, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        semantics.compile(("orders",), ("date__day",), ("{{ Dimension('product__sku') }} = $p0",))
    assert not caplog.records
