"""What building real companies needs: a landing that deliveries can be put into, and the build command.

Belongs here: delivering, building through the command line, reading what was published.
Does not belong here: what equal content means (content.py).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT, SHARED, copy_company, require_public_data
from warehouse.company import load_company
from warehouse.versions import current_version

BY_DAY = SHARED / "data" / "online_retail_uci" / "by-day"
BUILD_TIMEOUT_SECONDS = 600


def delivered_days() -> list[str]:
    """All days of the real deliveries, in order: '2010-12-01', …"""
    return sorted(path.stem for path in BY_DAY.glob("*.csv"))


@dataclass(frozen=True)
class BuiltCompany:
    """The company Online Retail with a landing of its own, to which real deliveries are given day by day."""

    folder: Path

    @property
    def landing(self) -> Path:
        return self.folder / "shared" / "data" / "online_retail_uci" / "by-day"

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {"RAPPORT_SHARED": str(self.folder / "shared"), "PYTHONPATH": str(ROOT)}

    def deliver(self, days: Iterable[str]) -> None:
        self.landing.mkdir(parents=True, exist_ok=True)
        for day in days:
            shutil.copy(BY_DAY / f"{day}.csv", self.landing)

    def deliver_again(self, day: str, lines: list[str]) -> None:
        """The file of a day, delivered once more with other lines (the header among them)."""
        (self.landing / f"{day}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "cli", words[0], "--company", str(self.folder), *words[1:]]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words),
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=BUILD_TIMEOUT_SECONDS,
            stdin=subprocess.DEVNULL,
        )

    def begin_build(self, *options: str) -> subprocess.Popen[str]:
        """A build on its way; its standard error tells each phase as that begins. Whoever begins one ends it."""
        return subprocess.Popen(
            self.command("build", *options),
            cwd="/",  # no folder of a disk or company that goes away
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def build(self, *options: str) -> str:
        """Builds, expects success, and returns what the terminal said."""
        done = self.run("build", *options)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def published_path(self) -> Path:
        version = current_version(load_company_of(self))
        assert version is not None
        return version.warehouse_path

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.published_path(), read_only=True) as connection:
            return connection.execute(sql).fetchall()


def load_company_of(built: BuiltCompany):  # type: ignore[no-untyped-def]
    os.environ["RAPPORT_SHARED"], before = built.environment["RAPPORT_SHARED"], os.environ["RAPPORT_SHARED"]
    try:
        return load_company(built.folder)
    finally:
        os.environ["RAPPORT_SHARED"] = before


@pytest.fixture(scope="session")
def make_company(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], BuiltCompany]:
    require_public_data()

    def make() -> BuiltCompany:
        return BuiltCompany(copy_company("online_retail", tmp_path_factory.mktemp("company") / "online_retail"))

    return make


@pytest.fixture(scope="session")
def all_days() -> list[str]:
    return delivered_days()
