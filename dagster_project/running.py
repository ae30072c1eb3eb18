"""`rapport build`: the same run as the sensor's, in this process, with progress and an outcome.

Belongs here: what comes before Dagster is imported, which takes seconds that a build with nothing new need not spend.
Does not belong here: the run itself (conducting.py) and how it is told (cli).
"""

from __future__ import annotations

import datetime as dt

from dagster_project.news import look
from dagster_project.outcome import BuildOutcome
from dagster_project.progress import BuildRecord, Progress, Silent, recording
from warehouse.company import Company
from warehouse.lock import writer_lock
from warehouse.versions import current_version


def run_build(
    company: Company,
    as_of: dt.date | None = None,
    wait_seconds: float = 0,
    rebuild: bool = False,
    progress: Progress | None = None,
) -> BuildOutcome:
    """Loads what is new, transforms, tests, publishes; tells `progress` while it works.

    `as_of` is the day the models take for today. `rebuild` forgets the workshop, so that everything is loaded and
    built anew from landing; keys stay. Raises Busy where another process still writes after `wait_seconds`, and
    SettingsError, WorkshopError or VersionError where the build cannot begin; what goes wrong later is in the outcome.
    """
    record = BuildRecord(progress or Silent())
    with writer_lock(company, wait_seconds), recording(record):
        record.begin("look")
        if rebuild:
            forget_workshop(company)
        news = look(company, as_of)
        if news is None:
            record.end()
            return _nothing_new(company, record)
        record.begin("start")
        from dagster_project.conducting import conduct

        return conduct(company, as_of, news, record)


def forget_workshop(company: Company) -> None:
    """Removes the workshop with its write-ahead log; landing holds all it knew. Call it under the writer lock."""
    for suffix in ("", ".wal"):
        company.workshop_path.with_name(company.workshop_path.name + suffix).unlink(missing_ok=True)


def _nothing_new(company: Company, record: BuildRecord) -> BuildOutcome:
    version = current_version(company)
    return BuildOutcome("nothing new", version.name if version else None, seconds=record.seconds)
