"""The small company, made once for all tests of its truth, and asked in SQL."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from truth_asked import Ask

from demo.generate import generate


@pytest.fixture(scope="session")
def truth_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small company")
    generate(folder, "S", seed=1)
    return folder / "truth"


@pytest.fixture(scope="session")
def ask(truth_folder: Path) -> Ask:
    connection = duckdb.connect()
    for file in sorted(truth_folder.glob("*.parquet")):
        connection.execute(f"create view {file.stem} as from read_parquet('{file}')")
    return lambda question: connection.execute(question).fetchall()
