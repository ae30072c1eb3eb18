"""Fixtures of the warehouse's unit tests. Belongs here: fixtures; what they are made of is tiny_company.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_company import make_company

from warehouse.company import Company


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """A company with nothing published that keeps three versions."""
    return make_company(tmp_path / "it's tiny")
