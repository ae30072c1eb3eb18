"""Fixtures that every kind of test shares: the project's root, the public data, and companies to build in.

Belongs here: where things lie, and a company built once for all tests that only read it.
Does not belong here: what one kind of test alone needs (its own conftest).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = (ROOT / os.environ.get("RAPPORT_SHARED", "../shared")).resolve()
os.environ["RAPPORT_SHARED"] = str(SHARED)

_COMPANY_PARTS = ("company.yml", "contracts", "models", "seeds")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def require_public_data() -> None:
    """Skips a test of the real deliveries where nobody put the public data sets beside the project."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"2026-11-23: the public data sets are not in {SHARED}; set RAPPORT_SHARED to their folder")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the public data sets, read in place."""
    require_public_data()
    return SHARED


def copy_company(name: str, to: Path) -> Path:
    """A company's own files without anything built; its landing is still where company.yml says."""
    to.mkdir(parents=True)
    for part in _COMPANY_PARTS:
        source = ROOT / "data" / name / part
        if source.is_dir():
            shutil.copytree(source, to / part)
        elif source.exists():
            shutil.copy(source, to / part)
    return to


@pytest.fixture
def online_retail(tmp_path: Path) -> Path:
    """The company Online Retail, not built yet."""
    return copy_company("online_retail", tmp_path / "online_retail")


# The last day that each company's own rows bear, for those that deliver a file without any: the time of the file would
# count, and with it the day of the test.
_LAST_DAY = {
    "contact_centre": "2023-06-02",
    "global_electronics": "2021-02-20",
    "olist": "2018-11-14",
    "olist_sample": "2018-10-22",
}


@pytest.fixture(scope="session")
def build_company(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Builds a company of all its real deliveries, once for all tests that only read it, and returns its folder."""
    require_public_data()

    @cache
    def build(name: str) -> Path:
        options = ["--as-of", _LAST_DAY[name]] if name in _LAST_DAY else []
        folder = copy_company(name, tmp_path_factory.mktemp("built") / name)
        done = subprocess.run(
            [sys.executable, "-m", "cli", "build", "--company", str(folder), *options],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=600,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return folder

    return build


@pytest.fixture(scope="session")
def built_online_retail(build_company: Callable[[str], Path]) -> Path:
    """The company Online Retail built of all its real deliveries."""
    return build_company("online_retail")


def pytest_configure() -> None:
    """Signals as at a terminal, whoever started the tests: nohup and a shell's & leave them ignored, and what the tests
    start would inherit that. And no test is told too slow: machines that test are busy."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    settings.register_profile("rapport", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("rapport")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is found into the golden files")


@pytest.fixture
def approve(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Holds `found` against a file that people have approved; --update-golden writes it there instead."""

    def against(path: Path, found: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_text(found, encoding="utf-8")
        assert path.is_file(), f"{path} does not exist yet; make it with: ./rapport test tests/golden --update-golden"
        assert found == path.read_text(encoding="utf-8")

    return against
