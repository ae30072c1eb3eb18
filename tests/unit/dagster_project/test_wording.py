"""Values of rows stay out of what Dagster keeps; names stay in."""

from __future__ import annotations

import pytest

from dagster_project.defs.transform.dbt_run import names_in
from dagster_project.wording import without_values


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            "Conversion Error: Could not convert string 'Ada Lovelace' to INT32",
            "Conversion Error: Could not convert string <text, 12 characters> to INT32",
        ),
        (
            'Constraint Error: Duplicate key "email: ada@example.org" violates primary key',
            "Constraint Error: Duplicate key <text, 22 characters> violates primary key",
        ),
        ("Runtime Error in model 'dim_customer'", "Runtime Error in model 'dim_customer'"),
        ("Got 3 results, configured to fail if != 0", "Got 3 results, configured to fail if != 0"),
        ("string 'two\nlines'", "string <text, 9 characters>"),
    ],
)
def test_quoted_text_that_is_no_name_is_told_by_its_shape(said: str, kept: str) -> None:
    assert without_values(said, {"dim_customer"}) == kept


def test_names_are_those_of_nodes_sources_columns_and_unit_tests() -> None:
    manifest = {
        "nodes": {"model.a": {"name": "dim_a", "columns": {"a_key": {}}}},
        "sources": {"source.b": {"name": "till__sale", "columns": {"id": {}}}},
        "unit_tests": {"unit_test.c": {"name": "a_case"}},
        "metadata": {"adapter_type": "duckdb"},
    }
    assert names_in(manifest) == {"dim_a", "a_key", "till__sale", "id", "a_case", "duckdb"}
