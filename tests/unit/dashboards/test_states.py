"""A page that has nothing to show says why and what to do, and never shows a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.frame import COMPANY_VARIABLE

Said = Callable[[Path | None], str]
SCRIPT = Path(__file__).parents[3] / "dashboards" / "app.py"
COMPANY = """
name: A Shop
currency: EUR
time_zone: Europe/Berlin
systems:
  - {name: shop, kind: web_shop, contract: shop, landing: landing, time_zone: Europe/Berlin}
"""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """What the pages say of a company's folder."""

    def of(folder: Path | None) -> str:
        monkeypatch.setattr("sys.argv", [str(SCRIPT)])
        monkeypatch.delenv(COMPANY_VARIABLE, raising=False)
        if folder is not None:
            monkeypatch.setenv(COMPANY_VARIABLE, str(folder))
        page = AppTest.from_file(str(SCRIPT), default_timeout=60).run()
        assert not page.exception
        return "\n".join(element.proto.body for element in page.get("html"))

    return of


def test_no_company_was_named(said: Said) -> None:
    assert "No company to show" in said(None)
    assert "./rapport serve --company DIR" in said(None)


def test_there_is_no_company_in_the_folder(said: Said, tmp_path: Path) -> None:
    assert "there is no company.yml here" in said(tmp_path)


def test_nothing_was_published_yet(said: Said, tmp_path: Path) -> None:
    (tmp_path / "company.yml").write_text(COMPANY, encoding="utf-8")
    text = said(tmp_path)
    assert "Nothing has been published yet" in text
    assert f"./rapport build --company {tmp_path}" in text
