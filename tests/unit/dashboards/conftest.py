"""Fixtures of the tests of pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from shop_shown import DATA, METRICS, OFFER, PALETTE, MakeSheet

from dashboards.blocks.sheet import Sheet
from dashboards.filters import View
from dashboards.formats import Language
from dashboards.i18n import tongue
from dashboards.periods import Period


@pytest.fixture
def make_sheet() -> MakeSheet:
    """Makes the sheet of a period ("2011-11") in a language, with whatever else of a view is chosen."""

    def make(period: str | None = None, language: Language = "en", **chosen: Any) -> Sheet:
        view = View("net_revenue", language, Period.parse(period) if period else None)
        return Sheet(replace(view, **chosen), OFFER, tongue(language, "GBP"), PALETTE, METRICS, DATA)

    return make
