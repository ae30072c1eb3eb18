"""Imports go one way: what is below does not know what is above."""

from __future__ import annotations

import ast
import sys

import pytest
from repository import PACKAGES, python_files, tree_of

MAY_KNOW = {
    "ingest": {"warehouse.company"},
    "demo": {"warehouse.company"},
    "warehouse": set(),
    "dashboards": {"warehouse"},
    "dagster_project": {"ingest", "demo", "warehouse"},
    "cli": set(PACKAGES) - {"benchmarks"},
    "benchmarks": set(PACKAGES),
}
# What a package must be able to run without, so that it can be used and tested alone.
MUST_NOT_NEED = {
    "ingest": {"dagster", "dagster_dbt", "dbt", "streamlit", "metricflow"},
    "demo": {"dagster", "dagster_dbt", "dbt", "streamlit", "metricflow"},
    "warehouse": {"dagster", "dagster_dbt", "streamlit", "typer"},
    "dashboards": {"dagster", "dagster_dbt", "dbt", "metricflow", "duckdb"},
    "dagster_project": {"streamlit", "typer"},
    "cli": set(),
    "benchmarks": {"streamlit", "typer"},
}


def imported_by(name: str) -> set[str]:
    """Full names of all that the module imports, inside functions and for type checking too."""
    found = set()
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}, line {node.lineno}: write the full name of what is imported"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def is_within(imported: str, allowed: str) -> bool:
    return imported == allowed or imported.startswith(allowed + ".")


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_knows_only_those_below_it(package: str) -> None:
    wrong = [
        f"{name} imports {imported}"
        for name in python_files(package)
        for imported in sorted(imported_by(name))
        if imported.split(".")[0] in set(PACKAGES) - {package}
        and not any(is_within(imported, allowed) for allowed in MAY_KNOW[package])
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_does_without_the_libraries_of_the_others(package: str) -> None:
    wrong = [
        f"{name} imports {imported}"
        for name in python_files(package)
        for imported in sorted(imported_by(name))
        if imported.split(".")[0] in MUST_NOT_NEED[package]
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_package_knows_the_tests(package: str) -> None:
    assert [name for name in python_files(package) if any(i.split(".")[0] == "tests" for i in imported_by(name))] == []


def test_the_dbt_folder_hides_no_library() -> None:
    """A dbt/__init__.py would be imported in place of the library dbt."""
    assert python_files("dbt") == [] or not any(name.endswith("__init__.py") for name in python_files("dbt"))


def test_no_module_has_the_name_of_one_of_the_standard_library() -> None:
    names = {name.split("/")[0].removesuffix(".py") for name in python_files(*PACKAGES)}
    assert names & set(sys.stdlib_module_names) == set()
