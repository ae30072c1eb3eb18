"""Deliveries of one system, from the truth of the small company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import duckdb
import pytest
from deliveries_of_systems import Deliver

from demo.systems.truth import open_truth
from demo.systems.window import Window


@pytest.fixture(scope="module")
def truth(truth_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_truth(truth_folder.parent) as connection:
        yield connection


@pytest.fixture(scope="module")
def deliver(truth: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory) -> Deliver:
    """Writes some deliveries of a system; returns its landing folder."""
    prepared = set()

    def write(system: ModuleType, windows: Sequence[Window]) -> Path:
        landing = tmp_path_factory.mktemp("landing") / system.SYSTEM
        if system.SYSTEM not in prepared and hasattr(system, "prepare"):
            system.prepare(truth)
            prepared.add(system.SYSTEM)
        for window in windows:
            folder = landing / str(window.last_day)
            folder.mkdir(parents=True)
            system.deliver(truth, window, folder)
        return landing

    return write
