"""The record of a build: phases and their times, deliveries, and who is told."""

from __future__ import annotations

import datetime as dt

from dagster_project.outcome import BuildOutcome, EntityRows
from dagster_project.progress import BuildRecord, Phase, Silent, current_record, recording
from ingest.ledger import DeliveryResult, Status
from warehouse.gate import Check


class Watcher(Silent):
    def __init__(self) -> None:
        self.told: list[object] = []

    def phase(self, name: Phase) -> None:
        self.told.append(name)

    def delivery(self, result: DeliveryResult) -> None:
        self.told.append(result.file)


def delivery(file: str, status: Status = "loaded", entity: str = "sale", **rows: int) -> DeliveryResult:
    return DeliveryResult(1, "till", entity, file, dt.date(2025, 1, 2), status, **rows)


def test_each_phase_is_told_once_and_timed() -> None:
    record = BuildRecord(Watcher())
    for phase in ("look", "load", "load", "transform"):
        record.begin(phase)  # type: ignore[arg-type]
    record.end()
    assert isinstance(record.progress, Watcher)
    assert record.progress.told == ["look", "load", "transform"]
    assert list(record.seconds) == ["look", "load", "transform"]


def test_runs_of_this_process_write_into_the_record_under_way() -> None:
    record = BuildRecord(Watcher())
    with recording(record):
        current_record().add(delivery("a.csv"))
    current_record().add(delivery("b.csv"))
    assert [result.file for result in record.deliveries] == ["a.csv"]


def test_rows_are_summed_per_entity_and_refused_files_counted_apart() -> None:
    deliveries = (
        delivery("a.csv", rows_read=5, rows_loaded=3, rows_known=1, rows_quarantined=1),
        delivery("b.csv", "refused"),
        delivery("c.csv", entity="account", rows_read=2, rows_loaded=2),
    )
    outcome = BuildOutcome("published", "20250102T000000Z", deliveries)
    assert outcome.entities == [
        EntityRows("till", "sale", 2, 1, 5, 3, 1, 1, 0),
        EntityRows("till", "account", 1, 0, 2, 2, 0, 0, 0),
    ]
    assert outcome.refused == [deliveries[1]]


def test_checks_are_told_apart_by_their_outcome() -> None:
    checks = tuple(Check(status, status, 0, "") for status in ("pass", "warn", "fail", "error"))
    outcome = BuildOutcome("failed", None, checks=checks)
    assert [check.name for check in outcome.failed_checks] == ["fail", "error"]
    assert [check.name for check in outcome.warned_checks] == ["warn"]
    assert [check.name for check in outcome.passed_checks] == ["pass"]
