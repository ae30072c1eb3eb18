"""The servers behind `rapport serve`: the pages and the Dagster UI, as children of this process, on loopback.

Belongs here: starting them on free ports, saying when they answer, starting again what died, ending all of them.
Does not belong here: what they serve (dashboards/app.py, dagster_project/definitions.py).
"""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from dagster_project import leash
from dagster_project.instance import CODE_LOCATION, instance_environment, open_instance, prepare_home
from dagster_project.telling import end_dead_runs
from warehouse.company import Company
from warehouse.durable_files import make_private_folder

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"

_SECONDS_BETWEEN_LOOKS = 0.5
_SECONDS_TO_END = 20.0
_MOST_STARTS = 4  # a server that dies a fourth time dies of something a start does not mend
_LINES_TOLD = 20


class ServerFailed(Exception):
    """A server does not stay up; the message says which, what it said last and where the rest is."""


@dataclass
class Server:
    """One child: a Python program (module:function), its arguments and where it answers; `starts` counts its starts."""

    name: str
    program: str
    arguments: tuple[str, ...]
    port: int
    health: str
    log: Path
    starts: int = 0
    is_announced: bool = False
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def start(self, environment: Mapping[str, str]) -> None:
        """Starts the server in a process group of its own, on a leash: it ends with this process, however that ends."""
        self.starts += 1
        command = [sys.executable, "-P", leash.__file__, str(os.getpid()), self.program, *self.arguments]
        with _log_file(self.log) as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def answers(self) -> bool:
        """Whether the server answers a question for its health."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=2)
        try:
            connection.request("GET", self.health)
            return connection.getresponse().status == http.client.OK
        except OSError:
            return False
        finally:
            connection.close()

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def end(self, until: float) -> None:
        """Waits for the server until then (monotonic seconds), and kills it and whatever of its group outlives it."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, until - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def serve(company: Company, pages_port: int = 8501, dagster_port: int = 3000) -> None:
    """Serves until Ctrl-C, SIGTERM or SIGHUP; then ends every process it started. Raises ServerFailed.

    A port that is taken is replaced by a free one; the addresses are said as soon as they answer.
    """
    prepare_home(company)
    servers = [_pages(company, free_port(pages_port)), _dagster(company, free_port(dagster_port))]
    environment = {**os.environ, **instance_environment(company), "PYTHONPATH": _python_path()}
    with _stop_signals() as stop:
        print(f"Serving {company.name}. Ctrl-C ends it.", flush=True)
        try:
            servers[0].start(environment)
            with open_instance(company) as instance:  # while the pages start
                end_dead_runs(company, instance)
            servers[1].start(environment)
            while not stop.wait(_SECONDS_BETWEEN_LOOKS):
                for server in servers:
                    _look_after(server, environment)
        finally:
            _end_all(servers)
    print("Ended.", flush=True)


def free_port(wanted: int) -> int:
    """`wanted`, or a free port where something listens there already."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind((LOOPBACK, port))
                return int(probe.getsockname()[1])
    raise ServerFailed("this machine has no free port on loopback")


def _pages(company: Company, port: int) -> Server:
    settings = {
        "server.address": LOOPBACK, "server.port": port, "server.headless": "true",
        "browser.gatherUsageStats": "false", "server.fileWatcherType": "none",
    }  # fmt: skip
    options = (f"--{name}={value}" for name, value in settings.items())
    script = ("dashboards/app.py", *options, "--", "--company", str(company.folder))
    return Server("pages", "streamlit.web.cli:main", ("run", *script), port, "/_stcore/health", _log(company, "pages"))


def _dagster(company: Company, port: int) -> Server:
    arguments = ("dev", "-m", CODE_LOCATION, "-h", LOOPBACK, "-p", str(port))
    return Server("Dagster UI", "dagster._cli:main", arguments, port, "/server_info", _log(company, "dagster"))


def _look_after(server: Server, environment: Mapping[str, str]) -> None:
    if server.has_died():
        _start_again(server, environment)
    elif not server.is_announced and server.answers():
        server.is_announced = True
        print(f"  {server.name + ':':<12} {server.address}", flush=True)


def _start_again(server: Server, environment: Mapping[str, str]) -> None:
    assert server.process is not None
    code = server.process.returncode
    server.end(until=time.monotonic())
    if server.starts >= _MOST_STARTS:
        raise ServerFailed(
            f"the {server.name} ended {server.starts} times, the last time with exit code {code}. It said last:\n"
            f"{_last_lines(server.log)}\nall of it: {server.log}"
        )
    print(f"  {server.name + ':':<12} ended with exit code {code}; started again", flush=True)
    server.is_announced = False
    server.start(environment)


def _end_all(servers: list[Server]) -> None:
    for server in servers:
        server.ask_to_end()
    until = time.monotonic() + _SECONDS_TO_END
    for server in servers:
        server.end(until)


@contextmanager
def _stop_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C and the signals to end set. Children start with the signals' own meaning, even where this
    process was started with them ignored, as a shell does in the background."""
    stop = threading.Event()
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _python_path() -> str:
    return os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))


def _log(company: Company, name: str) -> Path:
    return company.warehouse_folder / "serve" / f"{name}.log"


@contextmanager
def _log_file(path: Path) -> Iterator[IO[bytes]]:
    make_private_folder(path.parent)
    with path.open("wb") as log:
        yield log


def _last_lines(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(f"  {line}" for line in lines[-_LINES_TOLD:])
