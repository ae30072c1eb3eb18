"""The demo company built at once, and in pieces that end on any day: the same star."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from demo.company import Made, make_company
from tests.integration.content import differences
from tests.integration.demo_company import DemoCompany, new_demo_company

# 36 months and 20 random cuts take an hour; RAPPORT_CUTS says how many of them to try.
CUTS = int(os.environ.get("RAPPORT_CUTS", "6"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make_company(folder, Made("S", seed=1))
    return folder


@pytest.fixture(scope="module")
def at_once(made: Path, tmp_path_factory: pytest.TempPathFactory) -> DemoCompany:
    company = new_demo_company(tmp_path_factory.mktemp("at_once") / "demo", made)
    company.deliver(company.delivery_days())
    company.build()
    return company


def test_builds_that_end_on_random_days_make_what_one_build_makes(
    at_once: DemoCompany, made: Path, tmp_path: Path
) -> None:
    company = new_demo_company(tmp_path / "demo", made)
    days = company.delivery_days()
    chance = random.Random(2025)
    ends = [*sorted(chance.sample(range(1, len(days)), CUTS - 1)), len(days)]
    for first, end in zip([0, *ends], ends, strict=False):
        company.deliver(days[first:end])
        company.build()
    assert differences(at_once.published_path(), company.published_path()) == {}
