"""`serve` says where to look, mends what dies, and leaves no process behind, however it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.serving import free_port
from tests.conftest import ROOT

# A server with a child of its own; both ids go into a file. With a second argument it ends itself after its start.
FAKE = """
import http.server, os, pathlib, subprocess, sys, time
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
def main():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"])
    with pathlib.Path(os.environ["FAKE_IDS"]).open("a") as ids:
        ids.write(f"{os.getpid()} {child.pid}\\n")
    if len(sys.argv) > 2:
        sys.exit("the disk is full")
    http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""
# The real `serve` with fake servers and without Dagster's history, which takes seconds to open.
PROGRAM = """
import contextlib, sys
from pathlib import Path
from cli import serving
from warehouse.company import load_company
def fake(name, *more):
    def server(company, port):
        return serving.Server(name, "fake_server:main", (str(port), *more), port, "/", company.folder / f"{name}.log")
    return server
serving._pages = fake("pages", *sys.argv[2:])
serving._dagster = fake("Dagster UI")
serving.open_instance = lambda company: contextlib.nullcontext()
serving.end_dead_runs = lambda company, instance: []
serving.serve(load_company(Path(sys.argv[1])), serving.free_port(0), serving.free_port(0))
"""
SETTINGS = """\
name: Corner Shop
currency: GBP
time_zone: Europe/London
systems: [{name: till, kind: web_shop, contract: till, landing: landing, time_zone: Europe/London}]
"""


class Serving:
    """A running `serve`."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        (folder / "company.yml").write_text(SETTINGS)
        (folder / "fake_server.py").write_text(FAKE)
        self._ids = folder / "ids"
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(folder), *arguments],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{folder}", "FAKE_IDS": str(self._ids)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def said(self, word: str) -> str:
        """The next line with `word` in it."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if word in line:
                return line
        raise AssertionError(f"ended without saying {word}")

    @property
    def process_ids(self) -> list[int]:
        return [int(number) for number in self._ids.read_text().split()]

    def left_behind(self) -> list[int]:
        until = time.monotonic() + 10
        while (left := [number for number in self.process_ids if lives(number)]) and time.monotonic() < until:
            time.sleep(0.1)
        return left


def lives(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process_id}/stat")
    return not (stat.is_file() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Callable[..., Serving]]:
    started: list[Serving] = []

    def start(*arguments: str) -> Serving:
        started.append(Serving(tmp_path, *arguments))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.wait()
        for stream in (one.process.stdout, one.process.stderr):
            assert stream is not None
            stream.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_says_both_addresses_and_ends_all_it_started(
    serving: Callable[..., Serving], number: signal.Signals
) -> None:
    one = serving()
    addresses = {one.said("http").split()[-1] for _ in range(2)}
    assert len(addresses) == 2
    assert all(address.startswith("http://127.0.0.1:") for address in addresses)
    one.process.send_signal(number)
    assert one.process.wait(30) == 0
    assert len(one.process_ids) == 4
    assert one.left_behind() == []


def test_it_ends_where_it_was_started_with_the_signal_ignored(serving: Callable[..., Serving]) -> None:
    """As a shell does with what it starts in the background."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        one = serving()
    finally:
        signal.signal(signal.SIGINT, before)
    one.said("http")
    one.said("http")
    one.process.send_signal(signal.SIGINT)
    assert one.process.wait(30) == 0
    assert one.left_behind() == []


def test_killed_it_takes_its_servers_along(serving: Callable[..., Serving]) -> None:
    one = serving()
    one.said("http")
    one.said("http")
    one.process.kill()
    one.process.wait()
    assert one.left_behind() == []


def test_a_server_that_dies_is_started_again(serving: Callable[..., Serving]) -> None:
    one = serving()
    one.said("http")
    one.said("http")
    os.kill(one.process_ids[0], signal.SIGKILL)
    assert "started again" in one.said("ended with exit code")
    one.said("http")
    assert not lives(one.process_ids[1]), "nothing of the first one is left"
    one.process.terminate()
    assert one.process.wait(30) == 0
    assert one.left_behind() == []


def test_a_server_that_does_not_stay_up_ends_all_with_its_last_words(serving: Callable[..., Serving]) -> None:
    one = serving("fails")
    _, told = one.process.communicate(timeout=60)
    assert one.process.returncode != 0
    assert "ServerFailed" in told
    assert "the disk is full" in told
    assert "pages.log" in told
    assert one.left_behind() == []


def test_a_port_that_is_taken_is_replaced() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        taken = int(listening.getsockname()[1])
        assert free_port(taken) not in (taken, 0)
    assert free_port(taken) == taken
