"""Keeps Dagster's history from growing for ever: old runs leave, what they loaded stays marked.

A partition of an extract is green because an event of some run says so; Dagster forgets it with that run. So a run
that has the last word on a day or on an asset stays, without its log; every other one is removed.
Belongs here: which runs go and what is left of them. Does not belong here: how long (company.yml), storage
(history.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dagster_project.instance import TRIMMED_TAG
from warehouse.company import Company

if TYPE_CHECKING:
    from dagster import AssetKey, DagsterInstance, RunRecord

_MOST_AT_A_TIME = 200  # a history that nobody trimmed for years is trimmed over several nights
_MOST_EVENTS_ASKED_FOR = 500


def trim_history(company: Company, instance: DagsterInstance, now: datetime | None = None) -> list[str]:
    """Trims runs that were created more than `history.days` ago and have ended; returns their ids."""
    before = (now or datetime.now(UTC)) - timedelta(days=company.history.days)
    old = [record.dagster_run.run_id for record in _ended_runs(instance, before)]
    if not old:
        return []
    speaking = set(_runs_with_the_last_word(instance))
    for run_id in old:
        if run_id in speaking:
            instance.add_run_tags(run_id, {TRIMMED_TAG: "true"})
        else:
            instance.delete_run(run_id)
        _remove_log(instance, run_id)
    return old


def _ended_runs(instance: DagsterInstance, before: datetime) -> Iterator[RunRecord]:
    """The oldest first."""
    from dagster import RunsFilter
    from dagster._core.storage.dagster_run import FINISHED_STATUSES

    ended = RunsFilter(statuses=list(FINISHED_STATUSES), created_before=before)
    records = instance.get_run_records(filters=ended, ascending=True)
    untrimmed = (record for record in records if TRIMMED_TAG not in record.dagster_run.tags)
    for _, record in zip(range(_MOST_AT_A_TIME), untrimmed, strict=False):
        yield record


def _runs_with_the_last_word(instance: DagsterInstance) -> Iterator[str]:
    """The runs that last materialized an asset, or a partition of one."""
    keys = list(instance.all_asset_keys())
    for event in instance.get_latest_materialization_events(keys).values():
        if event is not None:
            yield event.run_id
    for key in keys:
        yield from _runs_of_partitions(instance, key)


def _runs_of_partitions(instance: DagsterInstance, key: AssetKey) -> Iterator[str]:
    from dagster import AssetRecordsFilter, DagsterEventType

    latest = instance.event_log_storage.get_latest_storage_id_by_partition(key, DagsterEventType.ASSET_MATERIALIZATION)
    ids = sorted(latest.values())
    for start in range(0, len(ids), _MOST_EVENTS_ASKED_FOR):
        some = ids[start : start + _MOST_EVENTS_ASKED_FOR]
        found = instance.fetch_materializations(AssetRecordsFilter(key, storage_ids=some), limit=len(some))
        yield from (record.run_id for record in found.records)


def _remove_log(instance: DagsterInstance, run_id: str) -> None:
    from dagster_project.history import KeptOpenEventLog

    instance.compute_log_manager.delete_logs(prefix=[run_id])
    storage = instance.event_log_storage
    if isinstance(storage, KeptOpenEventLog):
        storage.remove_log_of(run_id)
