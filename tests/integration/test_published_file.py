"""The published file is what people's own tools open: an older DuckDB too, and with the same answers."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT
from warehouse.company import load_company
from warehouse.versions import Version, current_version

OLDER_LOCK = Path(__file__).with_name("duckdb-1.5.lock")
QUESTIONS = [
    "select count(*), sum(quantity)::bigint, sum(invoiced_amount)::varchar from core.fct_order_line",
    "select month, sum(net_revenue_amount)::varchar from core.fct_order_line group by 1 order by 1",
    "select line_type, item_type, count(*) from core.fct_order_line group by all order by all",
    "select country_code, count(*) from core.fct_order natural join core.dim_geography group by all order by all",
    "select fact_name, claim, expected_total::varchar, found_total::varchar from about.reconciliation order by all",
]
_ASK = """
import json, sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
answers = [connection.execute(question).fetchall() for question in json.load(sys.stdin)]
print(json.dumps({"version": duckdb.__version__, "answers": answers}))
"""


@pytest.fixture(scope="module")
def published(built_online_retail: Path) -> Version:
    version = current_version(load_company(built_online_retail))
    assert version is not None
    return version


@pytest.fixture(scope="module")
def older_duckdb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with DuckDB 1.5 alone, installed from a lock of its own."""
    folder = tmp_path_factory.mktemp("duckdb-1.5")
    options = ["--quiet", "--require-hashes", "--target", str(folder), "-r", str(OLDER_LOCK)]
    installer = _installer()
    subprocess.run([*installer, *options], check=True, timeout=300)
    return folder


def _installer() -> list[str]:
    """uv where it is there; else the pip of this environment, or that of the Python it was made of."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--python", sys.executable]
    has_pip = importlib.util.find_spec("pip") is not None
    python = sys.executable if has_pip else str(Path(sys.base_prefix) / "bin" / "python3")
    return [python, "-m", "pip", "install"]


def test_an_older_duckdb_gives_the_same_answers(published: Version, older_duckdb: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ASK, str(published.warehouse_path)],
        input=json.dumps(QUESTIONS),
        env={"PYTHONPATH": str(older_duckdb)},
        cwd=older_duckdb,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    older = json.loads(done.stdout)
    assert older["version"].startswith("1.5.")
    with duckdb.connect(published.warehouse_path, read_only=True) as connection:
        newer = [[list(row) for row in connection.execute(question).fetchall()] for question in QUESTIONS]
    assert duckdb.__version__.startswith("2.0.")
    assert older["answers"] == newer


@pytest.mark.parametrize(
    "statement",
    [
        "delete from core.fct_order_line",
        "create table core.mine as select 1",
        "copy core.dim_date to 'dates.csv'",
        "attach 'other.duckdb'",
        "install httpfs",
        "set threads = 1",
        "select * from read_csv('/etc/passwd')",
        "select * from 'README.md'",
        "pragma database_list",
        "select 1; select 2",
    ],
)
def test_rapport_sql_only_reads(built_online_retail: Path, statement: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli", "sql", "--company", str(built_online_retail), statement],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 1, done.stdout
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_the_version_says_what_is_in_it(published: Version) -> None:
    facts = published.facts()
    assert facts.row_counts["core.fct_order_line"] == 541_909
    assert facts.deliveries.count == 305
    assert facts.as_of_date.isoformat() == "2011-12-09"
    assert set(facts.checksums) == {"warehouse.duckdb", "registry.duckdb", "semantic_manifest.json"}
