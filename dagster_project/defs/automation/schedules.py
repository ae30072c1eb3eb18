"""The nightly build.

Belongs here: its hour and what it starts. Does not belong here: what is new (news.py).
"""

import dagster as dg

from dagster_project.defs.automation.jobs import BUILD
from dagster_project.instance import REASON_TAG, TRIGGER_TAG
from dagster_project.news import look
from dagster_project.trimming import trim_history
from warehouse.company import Company
from warehouse.lock import Busy, writer_lock

NIGHTLY = "0 2 * * *"

_DESCRIPTION = """\
Builds at 02:00 of company time where something is not published yet: also what failed by day, since a disk that was
full or a drive that was away may be back. On from the start; a night with nothing new starts nothing. Before that it
removes runs that are older than `history.days` of company.yml."""


def nightly(company: Company) -> dg.ScheduleDefinition:
    """The schedule of `company`, by the company's own clock."""

    @dg.schedule(
        name="nightly",
        job=BUILD,
        cron_schedule=NIGHTLY,
        execution_timezone=company.time_zone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=_DESCRIPTION,
    )
    def build_at_night(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        trim_history(company, context.instance)
        try:
            with writer_lock(company, who="the schedule nightly"):
                news = look(company)
        except Busy:
            news = "somebody writes just now; the run waits for the end"
        if news is None:
            return dg.SkipReason("Everything that was delivered is published.")
        return dg.RunRequest(tags={TRIGGER_TAG: "nightly", REASON_TAG: news})

    return build_at_night
