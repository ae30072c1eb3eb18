"""The sensors: what was delivered is built without anybody asking, and what failed is told without anybody looking.

Belongs here: when to look, what to start, and that a killed run does not block it.
Does not belong here: what is new (news.py).
"""

import dagster as dg

from dagster_project.defs.automation.jobs import BUILD
from dagster_project.instance import DIED_TAG, REASON_TAG, TRIGGER_TAG
from dagster_project.news import look, outside_signature
from dagster_project.telling import end_dead_runs, tell_of_run
from warehouse.company import Company
from warehouse.lock import Busy, writer_lock

SECONDS_BETWEEN_LOOKS = 60

_SIGNATURE_TAG = "rapport/signature"

_DESCRIPTION = """\
Looks at landing once a minute and starts a build where something was delivered, or where what was loaded or changed is
not published yet. On from the start: a warehouse that stands still because nobody found the switch helps nobody, and a
look costs a second. It opens the workshop only when files, models or the current version changed since it last found
nothing new, and never while somebody writes. It marks runs failed whose process was killed. What failed is not started
again until something changes; the nightly schedule tries once more."""


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
        end_dead_runs(company, context.instance)
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
        tags = {TRIGGER_TAG: "landing_watch", REASON_TAG: news, _SIGNATURE_TAG: signature}
        return dg.RunRequest(run_key=_run_key(context.instance, signature), tags=tags)

    return watch


def on_failure(company: Company) -> dg.SensorDefinition:
    """Tells of runs that were started from the pages, by the sensor or by the schedule, and failed."""

    @dg.run_failure_sensor(
        name="on_failure",
        minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Starts the command that company.yml names under on_failure, once for each run that failed; "
        "what came of it stands among the run's events.",
    )
    def watch(context: dg.RunFailureSensorContext) -> None:
        tell_of_run(company, context.instance, context.dagster_run.run_id)

    return watch


def _run_key(instance: dg.DagsterInstance, signature: str) -> str:
    """Dagster starts no second run of the same key; one that died with its machine or with `serve` did not fail."""
    died = instance.get_runs_count(dg.RunsFilter(tags={_SIGNATURE_TAG: signature, DIED_TAG: "true"}))
    return f"{signature}-{died}"
