"""What starts by itself, and the jobs that it and a person start.

Belongs here: jobs, the sensor on landing, the nightly schedule.
Does not belong here: what is new (news.py), what a run does (the other folders).
"""

import dagster as dg

from dagster_project.defs.automation.jobs import JOBS
from dagster_project.defs.automation.schedules import nightly
from dagster_project.defs.automation.sensors import landing_watch, on_failure
from warehouse.company import Company


def definitions(company: Company) -> dg.Definitions:
    """Jobs, sensor and schedule of `company`."""
    sensors = [landing_watch(company), *([on_failure(company)] if company.on_failure else [])]
    return dg.Definitions(jobs=JOBS, sensors=sensors, schedules=[nightly(company)])
