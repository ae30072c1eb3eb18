"""What a build under way tells whoever watches it: the terminal, a test, or nobody.

Belongs here: the words of that conversation and the record a build leaves of itself within its process.
Does not belong here: how it is shown (cli) and what Dagster keeps (its own event log).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, Protocol

from dagster_project.choice import Choice
from ingest.ledger import DeliveryResult
from warehouse.gate import Check
from warehouse.transform import BuildPlan

Phase = Literal["look", "start", "load", "prepare", "transform", "verify", "publish"]


class Progress(Protocol):
    """Is told what happens while it happens; must not raise and should return at once.

    Standard output and error are Dagster's while a build runs: write to a stream that was taken before.
    """

    def phase(self, name: Phase) -> None:
        """A phase begins. A build has them in the order of `Phase`; one with nothing new ends after `look`."""

    def delivery(self, result: DeliveryResult) -> None:
        """A delivery was loaded, was known, or was refused."""

    def model(self, name: str, status: str) -> None:
        """dbt ended a model, seed or test; `status` is dbt's own word (success, pass, warn, fail, error, skipped)."""

    def message(self, text: str) -> None:
        """Something worth a line."""


class Silent:
    """Progress that nobody watches."""

    def phase(self, name: Phase) -> None:
        pass

    def delivery(self, result: DeliveryResult) -> None:
        pass

    def model(self, name: str, status: str) -> None:
        pass

    def message(self, text: str) -> None:
        pass


@dataclass
class BuildRecord:
    """What the build of this process has done so far. `seconds` holds each phase that has ended."""

    progress: Progress = field(default_factory=Silent)
    choice: Choice = field(default_factory=Choice)
    deliveries: list[DeliveryResult] = field(default_factory=list)
    checks: tuple[Check, ...] = ()
    problems: tuple[str, ...] = ()
    restated: dict[str, list[str]] = field(default_factory=dict)
    restated_because: tuple[str, ...] = ()
    plan: BuildPlan | None = None
    version: str | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    _phase: Phase | None = None
    _since: float = 0.0

    @property
    def under_way(self) -> str:
        """The phase that has begun and not ended, or "none"."""
        return self._phase or "none"

    def begin(self, phase: Phase) -> None:
        """Ends the phase under way, if another one, and begins `phase`."""
        if phase == self._phase:
            return
        self.end()
        self._phase, self._since = phase, time.monotonic()
        self.progress.phase(phase)

    def end(self) -> None:
        """Ends the phase under way and adds its time to `seconds`."""
        if self._phase is not None:
            spent = time.monotonic() - self._since
            self.seconds[self._phase] = self.seconds.get(self._phase, 0.0) + spent
        self._phase = None

    def add(self, result: DeliveryResult) -> None:
        self.deliveries.append(result)
        self.progress.delivery(result)

    def deliveries_of(self, system: str, entity: str) -> list[DeliveryResult]:
        return [result for result in self.deliveries if (result.system, result.entity) == (system, entity)]


_current: BuildRecord | None = None


@contextmanager
def recording(record: BuildRecord) -> Iterator[BuildRecord]:
    """Every run of this process writes into `record` until the block is left."""
    global _current
    before, _current = _current, record
    try:
        yield record
    finally:
        record.end()
        _current = before


def current_record() -> BuildRecord:
    """The record of the build under way; one that nobody watches where a run was started from Dagster's pages."""
    return _current or BuildRecord()
