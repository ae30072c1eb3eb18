"""What a person sees while a build runs: a moving line per phase on a terminal, plain lines elsewhere.

Belongs here: dagster_project.progress.Progress as shown on standard error.
Does not belong here: what came of the build (build_report.py).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TextIO

from dagster_project.progress import Phase, Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from ingest.ledger import DeliveryResult

TITLES: dict[str, str] = {
    "look": "looking for new deliveries",
    "start": "starting",
    "load": "loading",
    "prepare": "preparing the models",
    "transform": "transforming and testing",
    "verify": "checking what was built",
    "publish": "publishing",
}
DELIVERIES_PER_LINE = 50


class Watcher(Progress, Protocol):
    """What a person watches: a build, and what is done before it."""

    def stage(self, title: str) -> None:
        """Something that is no phase of a build begins."""

    def step(self, what: str) -> None:
        """The stage has come to `what`."""


@contextmanager
def watched_build() -> Iterator[Watcher]:
    """What to hand to a build. It writes to a copy of standard error, since a build takes that over."""
    with os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding="utf-8", buffering=1) as stream:
        if not stream.isatty():
            yield Lines(stream)
            return
        with _bars(stream) as bars:
            moving = Moving(bars)
            yield moving
            moving.end()


def _bars(stream: TextIO) -> Bars:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description}", markup=False),
        TextColumn("{task.fields[done]}", markup=False),
        TimeElapsedColumn(),
    )
    console = Console(file=stream, markup=False, highlight=False, emoji=False)
    return Progress(*columns, console=console)


class Moving:
    """One line per phase on a terminal; the one under way moves."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._task: TaskID | None = None
        self._count = 0

    def phase(self, name: Phase) -> None:
        self.stage(TITLES[name])

    def stage(self, title: str) -> None:
        self.end()
        self._count = 0
        self._task = self._bars.add_task(title, total=None, done="")

    def step(self, what: str) -> None:
        if self._task is not None:
            self._bars.update(self._task, done=what)

    def delivery(self, result: DeliveryResult) -> None:
        if result.status == "refused":
            self._bars.print(refusal(result), style="red")
        self._step(f"{result.file} ({result.rows_read:,} rows)")

    def model(self, name: str, status: str) -> None:
        if status in ("fail", "error"):
            self._bars.print(f"{name}: {status}", style="red")
        self._step(name)

    def message(self, text: str) -> None:
        self._bars.print(text)

    def _step(self, what: str) -> None:
        self._count += 1
        if self._task is not None:
            self._bars.update(self._task, done=f"{self._count}: {what}")

    def end(self) -> None:
        """The phase under way is over."""
        if self._task is not None:
            self._bars.update(self._task, total=1, completed=1, done=str(self._count or ""))


class Lines:
    """A line per phase, per 50 deliveries and for everything that went wrong; no times, so that runs compare."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._count = 0

    def phase(self, name: Phase) -> None:
        self.stage(TITLES[name])

    def stage(self, title: str) -> None:
        self._count = 0
        self._say(title)

    def step(self, what: str) -> None:
        """Steps are for whoever looks on; a log has the stages."""

    def delivery(self, result: DeliveryResult) -> None:
        self._count += 1
        if result.status == "refused":
            self._say(f"  {refusal(result)}")
        elif self._count % DELIVERIES_PER_LINE == 0:
            self._say(f"  {self._count} deliveries, up to {result.file}")

    def model(self, name: str, status: str) -> None:
        if status in ("fail", "error"):
            self._say(f"  {name}: {status}")

    def message(self, text: str) -> None:
        self._say(f"  {text}")

    def _say(self, text: str) -> None:
        print(text, file=self._stream)


def refusal(result: DeliveryResult) -> str:
    """Which delivery was refused, and why."""
    return f"refused: {result.system} {result.entity} {result.file}: {result.reason}"
