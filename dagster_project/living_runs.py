"""Which runs still have a process, and an end for those that have none.

Belongs here: the mark a run holds while its process lives, and marking runs failed that lost theirs.
Does not belong here: the writer lock (warehouse.lock), which says who may write, not which runs live.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.instance import DIED_TAG
from warehouse.company import Company
from warehouse.durable_files import PRIVATE_FILE, make_private_folder

if TYPE_CHECKING:
    from dagster import DagsterInstance, RunRecord

# A run started from Dagster's pages has no mark until its process has imported everything: 5 to 15 s were seen.
_GRACE = timedelta(minutes=2)


@contextmanager
def marked_alive(company: Company, run_id: str) -> Iterator[None]:
    """Marks the run as living until the block is left or its process ends, however that ends.

    The mark is a lock of the operating system on a file of the run's own: unlike a process id it cannot be
    inherited by a stranger.
    """
    path = _mark(company, run_id)
    make_private_folder(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def fail_dead_runs(company: Company, instance: DagsterInstance) -> list[str]:
    """Marks runs failed whose process is gone, frees the slots they hold, and returns their ids.

    Without this a killed run stays "started" for ever and its slot keeps the next one from starting.
    """
    from dagster import DagsterRunStatus, RunsFilter

    begun = [DagsterRunStatus[name] for name in ("NOT_STARTED", "STARTING", "STARTED", "CANCELING")]
    records = instance.get_run_records(filters=RunsFilter(statuses=begun))
    dead = [record.dagster_run for record in records if not _lives(company, record)]
    for run in dead:
        instance.add_run_tags(run.run_id, {DIED_TAG: "true"})
        instance.report_run_failed(run, "The process of this run ended without a word; the next build does its work.")
        _free_slots(instance, run.run_id)
        _mark(company, run.run_id).unlink(missing_ok=True)
    return [run.run_id for run in dead]


def _lives(company: Company, record: RunRecord) -> bool:
    path = _mark(company, record.dagster_run.run_id)
    if not path.exists():
        created = record.create_timestamp
        if created.tzinfo is None:
            created = created.replace(tzinfo=UTC)
        return datetime.now(UTC) - created < _GRACE
    descriptor = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


def _free_slots(instance: DagsterInstance, run_id: str) -> None:
    storage = instance.event_log_storage
    if storage.supports_global_concurrency_limits:
        storage.free_concurrency_slots_for_run(run_id)


def _mark(company: Company, run_id: str) -> Path:
    return company.dagster_home / "living_runs" / run_id
