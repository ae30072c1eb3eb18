"""A real browser, and the pages of the built company in it.

Belongs here: what all tests in a browser share.
Does not belong here: serving (pages_served.py), what pages show (the tests).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages_served import Visit, served, settled
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = os.environ.get("RAPPORT_CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MILLISECONDS = 60_000  # for one step of a page on a busy machine


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail(f"there is no browser at {CHROMIUM}; install Debian's chromium or name one in RAPPORT_CHROMIUM")
    expect.set_options(timeout=MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shop(built_online_retail: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages of the built company."""
    with served(built_online_retail, tmp_path_factory.mktemp("pages") / "log") as address:
        yield address


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Opens an address in a browser of its own, which nothing was seen in before."""
    opened: list[BrowserContext] = []

    def open_page(address: str, width: int = 1280, height: int = 900, scheme: str = "light") -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        context.set_default_timeout(MILLISECONDS)
        opened.append(context)
        page = context.new_page()
        page.goto(address)
        settled(page)
        return page

    yield open_page
    for context in opened:
        context.close()
