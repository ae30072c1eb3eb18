"""What came of a build, for the terminal and for tests.

Belongs here: the result of running.run_build, drawn from the record of a build, and the counts drawn from it.
Does not belong here: how it is worded for a person (cli).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from dagster_project.progress import BuildRecord
from ingest.ledger import DeliveryResult
from warehouse.company import Company
from warehouse.gate import Check
from warehouse.versions import current_version


@dataclass(frozen=True)
class Problem:
    """Why a build failed, or what went wrong after it published: `what` happened, `where` (a step, a file, a check),
    and what to do."""

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

    `version` is the version readers open now, None before the first. `kept` is the one that was built and did not
    become current, since a rollback holds `version`. `restated` names the months written again per fact ("2011-12"),
    `restated_because` those that no new row is the reason for, with the reason.
    `run_id` finds the run on Dagster's pages; None where nothing was new. `seconds` per phase.
    """

    status: Literal["published", "nothing new", "failed"]
    version: str | None
    deliveries: tuple[DeliveryResult, ...] = ()
    checks: tuple[Check, ...] = ()
    restated: dict[str, list[str]] = field(default_factory=dict)
    restated_because: tuple[str, ...] = ()
    problem: Problem | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    kept: str | None = None
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
    def warned_checks(self) -> list[Check]:
        """Checks that found rows at fault and let them pass, since they are so as delivered."""
        return [check for check in self.checks if check.status == "warn"]

    @property
    def passed_checks(self) -> list[Check]:
        return [check for check in self.checks if check.status == "pass"]

    @property
    def refused(self) -> list[DeliveryResult]:
        return [result for result in self.deliveries if result.status == "refused"]


def outcome_of(
    company: Company, record: BuildRecord, problem: Problem | None, run_id: str | None = None, reason: str = ""
) -> BuildOutcome:
    """What came of a build that has ended. What is published is so, whatever went wrong after that."""
    current = current_name(company)
    return BuildOutcome(
        status="published" if record.version else "failed",
        version=current,
        kept=record.version if record.version != current else None,
        deliveries=tuple(record.deliveries),
        checks=record.checks,
        restated=record.restated,
        restated_because=record.restated_because,
        problem=problem,
        seconds=record.seconds,
        run_id=run_id,
        reason=reason,
    )


def current_name(company: Company) -> str | None:
    """The version that readers open now."""
    version = current_version(company)
    return version.name if version else None


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
