"""The pages of a company, served on a free port of loopback, and waiting for one of them.

Belongs here: starting and ending the server, waiting until a page is at rest.
Does not belong here: the browser (conftest.py), what pages show (the tests).
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 120

Visit = Callable[..., Page]


@contextmanager
def served(company: Path, log: Path) -> Iterator[str]:
    """The pages of `company`, as ./rapport serve starts them; gives their address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboards/app.py", f"--server.port={port}"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--", "--company", str(company)],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process, log)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5)
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the pages do not answer; they said:\n{log.read_text()}")


def settled(page: Page) -> None:
    """Waits until the page is there and at rest."""
    page.locator("#rows, .state").first.wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
