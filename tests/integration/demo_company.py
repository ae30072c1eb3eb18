"""The small demo company, delivered and built as a test wants it.

Belongs here: making it once, delivering some of its days, building, asking. Does not belong here: what must come out.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from tests.conftest import ROOT, copy_company
from tests.integration.truth_reference import midnight_after
from warehouse.company import load_company
from warehouse.versions import current_version

BUILD_TIMEOUT_SECONDS = 900


@dataclass(frozen=True)
class DemoCompany:
    """A folder of the company Lindgarten; `made` is where its whole landing and its truth lie."""

    folder: Path
    made: Path

    def delivery_days(self) -> list[str]:
        """All days on which a system delivered, in order."""
        return sorted({day.name for day in (self.made / "landing").glob("*/*")})

    def deliver(self, days: Iterable[str]) -> None:
        """All systems' deliveries of these days; the files are shared with the made company, not copied."""
        for day in days:
            for delivery in (self.made / "landing").glob(f"*/{day}"):
                to = self.folder / "landing" / delivery.parent.name / day
                to.mkdir(parents=True, exist_ok=True)
                for file in delivery.iterdir():
                    os.link(file, to / file.name)

    def build(self, *options: str) -> str:
        """Builds, expects success, and returns what the terminal said."""
        done = subprocess.run(
            [sys.executable, "-m", "cli", "build", "--company", str(self.folder), *options],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=BUILD_TIMEOUT_SECONDS,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def published_path(self) -> Path:
        version = current_version(load_company(self.folder))
        assert version is not None
        return version.warehouse_path

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.published_path(), read_only=True) as connection:
            return connection.execute(sql).fetchall()


def new_demo_company(folder: Path, made: Path) -> DemoCompany:
    """The company's settings in a new folder, nothing delivered yet."""
    return DemoCompany(copy_company("demo", folder), made)


def versions_of(company: DemoCompany, sql: str) -> dict[str, list[tuple[Any, ...]]]:
    """Versions by the id in the first column: from when, until when, and what they say."""
    versions: dict[str, list[tuple[Any, ...]]] = {}
    for member, *version in company.ask(sql):
        versions.setdefault(str(member), []).append(tuple(version))
    return versions


def a_thousand_times(versions: dict[str, Any]) -> list[tuple[str, dt.datetime]]:
    """Members and ends of days within the three years, at random."""
    chance = random.Random(1000)
    members = sorted(versions)
    first = dt.date(2023, 1, 1)
    return [
        (chance.choice(members), midnight_after(first + dt.timedelta(days=chance.randrange(1095)))) for _ in range(1000)
    ]


def held(versions: list[tuple[Any, ...]], at: dt.datetime) -> tuple[Any, ...]:
    """What the one version says that held just before `at`."""
    (says,) = [says for since, until, *says in versions if since < at <= until]
    return tuple(says)
