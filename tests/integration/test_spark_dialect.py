"""The models speak SQL that Apache Spark takes too: compiled for it, each parses in sqlglot's Spark dialect.

Compiling needs dbt-spark and no cluster; the driver that would talk to one is not installed here, so its presence
is only claimed to the adapter.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlglot

from tests.conftest import ROOT, copy_company
from warehouse.company import load_company
from warehouse.dbt_project import dbt_environment

_COMPILE = """
import sys
from dbt.adapters.spark import connections
connections.hive = connections.ThriftState = connections.THttpClient = object()
from dbt.cli.main import dbtRunner
result = dbtRunner().invoke(["compile", "--target", "spark", "--no-introspect", "--no-populate-cache"])
sys.exit(0 if result.success else 1)
"""


_COMPANIES = sorted(path.parent.name for path in (ROOT / "data").glob("*/company.yml"))


@pytest.fixture(scope="module", params=_COMPANIES)
def compiled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_company(request.param, tmp_path_factory.mktemp("spark") / request.param)
    company = load_company(folder)
    environment = os.environ | dbt_environment(company)
    done = subprocess.run(
        [sys.executable, "-c", _COMPILE],
        cwd=environment["DBT_PROJECT_DIR"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return company.dbt_target_folder / "compiled" / "rapport"


def test_every_model_and_check_parses_as_spark_sql(compiled: Path) -> None:
    files = [path for path in compiled.rglob("*.sql") if path.is_file()]
    assert len([path for path in files if "models" in path.parts]) >= 30
    for path in files:
        statements = sqlglot.parse(path.read_text(encoding="utf-8"), dialect="spark")
        assert len(statements) == 1, path


def test_no_model_quotes_a_column_as_duckdb_does(compiled: Path) -> None:
    """In Spark a double-quoted word is a text, not a column: it parses and means something else."""
    for path in compiled.rglob("*.sql"):
        if path.is_file():
            assert '"' not in "".join(_without_comments(path)), path


def test_the_incremental_way_of_a_fact_is_compiled_too(compiled: Path) -> None:
    (fact,) = compiled.rglob("fct_order_line.sql")
    assert "int_restatement__month" in fact.read_text(encoding="utf-8")


def _without_comments(path: Path) -> list[str]:
    return [line.split("--")[0] for line in path.read_text(encoding="utf-8").splitlines()]
