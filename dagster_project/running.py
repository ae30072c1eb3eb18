"""`rapport build`: the same run as the sensor's, in this process, with progress and an outcome.

Belongs here: what comes before Dagster is imported, which takes seconds that a build with nothing new need not spend.
Does not belong here: the run itself (conducting.py) and how it is told (cli).
"""

from __future__ import annotations

import datetime as dt

from dagster_project.choice import ALL_NEW, Choice
from dagster_project.news import look
from dagster_project.outcome import BuildOutcome, Problem, current_name, outcome_of
from dagster_project.progress import BuildRecord, Progress, Silent, recording
from dagster_project.telling import BY_HAND, tell
from ingest.forgetting import forget_system
from ingest.workshop import forget_workshop, has_other_shape, open_workshop
from warehouse import room
from warehouse.company import Company
from warehouse.lock import writer_lock
from warehouse.recovery import recover


def run_build(
    company: Company,
    as_of: dt.date | None = None,
    wait_seconds: float = 0,
    rebuild: bool = False,
    progress: Progress | None = None,
    choice: Choice = ALL_NEW,
) -> BuildOutcome:
    """Loads what is new, transforms, tests, publishes; tells `progress` while it works.

    `as_of` is the day the models take for today. `rebuild` forgets the workshop, so that everything is loaded and
    built anew from landing; keys stay; with a system in `choice` only what that one delivered is forgotten. Raises
    Busy where another process still writes after `wait_seconds`, and SettingsError, WorkshopError or VersionError
    where the build cannot begin; what goes wrong later is in the outcome, and so is a full disk at any time.
    """
    record = BuildRecord(progress or Silent(), choice)
    with writer_lock(company, wait_seconds), recording(record):
        try:
            return _build(company, as_of, rebuild, record)
        except Exception as error:
            if not room.is_lacking(company, room.says(error)):
                raise
            return _out_of_room(company, record)


def _build(company: Company, as_of: dt.date | None, rebuild: bool, record: BuildRecord) -> BuildOutcome:
    record.begin("look")
    recover(company)
    _forget(company, record.choice.system if rebuild else None, everything=rebuild)
    news = look(company, as_of, record.choice)
    if news is None:
        record.end()
        return _nothing_new(company, record)
    record.begin("start")
    from dagster_project.conducting import conduct

    return conduct(company, as_of, news, record)


def _forget(company: Company, system: str | None, *, everything: bool) -> None:
    """Forgets what is to be loaded anew: of `system`, or all; always a workshop of another shape."""
    if has_other_shape(company) or (everything and system is None):
        forget_workshop(company)
    elif system is not None and company.workshop_path.is_file():
        with open_workshop(company) as con:
            forget_system(con, system)


def _nothing_new(company: Company, record: BuildRecord) -> BuildOutcome:
    return BuildOutcome("nothing new", current_name(company), seconds=record.seconds)


def _out_of_room(company: Company, record: BuildRecord) -> BuildOutcome:
    """Where not even the run's history can be written, Dagster cannot say what came of the run; the record can."""
    where = f"phase {record.under_way}"
    record.end()
    problem = Problem(room.what_is_wrong(company), where, room.what_to_do(company))
    if company.on_failure:
        record.progress.message(tell(company, problem, None, BY_HAND))
    return outcome_of(company, record, problem)
