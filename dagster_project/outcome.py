"""What came of a build, for the terminal and for tests.

Belongs here: the result of running.run_build and the counts drawn from it.
Does not belong here: how it is worded for a person (cli).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from ingest.ledger import DeliveryResult
from warehouse.gate import Check


@dataclass(frozen=True)
class Problem:
    """Why a build failed: `what` happened, `where` (a step, a file, a check), and what to do."""

    what: str
    where: str
    what_to_do: str


@dataclass(frozen=True)
class EntityRows:
    """Rows of all deliveries of one entity in this build: read = loaded + known + quarantined, refused files aside."""

    system: str
    entity: str
    deliveries: int
    refused: int
    rows_read: int
    rows_loaded: int
    rows_known: int
    rows_quarantined: int
    rows_withdrawn: int


@dataclass(frozen=True)
class BuildOutcome:
    """What a build did.

    `version` is the version readers open now, None before the first. `restated` names the months written again per
    fact ("2011-12"). `run_id` finds the run on Dagster's pages; None where nothing was new. `seconds` per phase.
    """

    status: Literal["published", "nothing new", "failed"]
    version: str | None
    deliveries: tuple[DeliveryResult, ...] = ()
    checks: tuple[Check, ...] = ()
    restated: dict[str, list[str]] = field(default_factory=dict)
    problem: Problem | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    run_id: str | None = None
    reason: str = ""

    @property
    def entities(self) -> list[EntityRows]:
        """One per system and entity that delivered, in the order of first delivery."""
        names = dict.fromkeys((result.system, result.entity) for result in self.deliveries)
        return [_sum(self.deliveries, system, entity) for system, entity in names]

    @property
    def failed_checks(self) -> list[Check]:
        return [check for check in self.checks if check.status in ("fail", "error")]

    @property
    def passed_checks(self) -> list[Check]:
        return [check for check in self.checks if check.status in ("pass", "warn")]

    @property
    def refused(self) -> list[DeliveryResult]:
        return [result for result in self.deliveries if result.status == "refused"]


def _sum(results: Iterable[DeliveryResult], system: str, entity: str) -> EntityRows:
    mine = [result for result in results if (result.system, result.entity) == (system, entity)]
    taken = [result for result in mine if result.status != "refused"]
    return EntityRows(
        system=system,
        entity=entity,
        deliveries=len(mine),
        refused=len(mine) - len(taken),
        rows_read=sum(result.rows_read for result in taken),
        rows_loaded=sum(result.rows_loaded for result in taken),
        rows_known=sum(result.rows_known for result in taken),
        rows_quarantined=sum(result.rows_quarantined for result in taken),
        rows_withdrawn=sum(result.rows_withdrawn for result in taken),
    )
