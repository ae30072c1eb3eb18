"""The sensor on landing: what was delivered is built without anybody asking.

Belongs here: when to look and what to start. Does not belong here: what is new (news.py).
"""

import dagster as dg

from dagster_project.defs.automation.jobs import BUILD
from dagster_project.instance import REASON_TAG, TRIGGER_TAG
from dagster_project.news import look, outside_signature
from warehouse.company import Company
from warehouse.lock import Busy, writer_lock

SECONDS_BETWEEN_LOOKS = 60

_DESCRIPTION = """\
Looks at landing once a minute and starts a build where something was delivered, or where what was loaded or changed is
not published yet. On from the start: a warehouse that stands still because nobody found the switch helps nobody, and a
look costs a second. It opens the workshop only when files, models or the current version changed since it last found
nothing new, and never while somebody writes. What failed is not started again until something changes; the nightly
schedule tries once more."""


def landing_watch(company: Company) -> dg.SensorDefinition:
    """The sensor of `company`. Its cursor is the signature of what it last found to be all published."""

    @dg.sensor(
        name="landing_watch",
        job=BUILD,
        minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description=_DESCRIPTION,
    )
    def watch(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        signature = outside_signature(company)
        if signature == context.cursor:
            return dg.SkipReason("Nothing changed since the last look.")
        try:
            with writer_lock(company, who="the sensor landing_watch"):
                news = look(company)
        except Busy as busy:
            return dg.SkipReason(str(busy))
        if news is None:
            context.update_cursor(signature)
            return dg.SkipReason("Everything that was delivered is published.")
        return dg.RunRequest(run_key=signature, tags={TRIGGER_TAG: "landing_watch", REASON_TAG: news})

    return watch
