"""The jobs: a whole build, and its two halves.

Belongs here: which assets run together. All run in one process, which holds the right to write from first to last step.
Does not belong here: when they run (sensors.py, schedules.py).
"""

import dagster as dg

EXTRACTS = dg.AssetSelection.key_prefixes(["raw"])

BUILD = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Everything: load what is new (or, over chosen days, what was delivered for these), transform, test, "
    "publish. `rapport build` is a run of this job, and so is what the sensor and the schedule start.",
)
LOAD = dg.define_asset_job(
    "load",
    selection=EXTRACTS,
    executor_def=dg.in_process_executor,
    description="Only from landing to raw. What was loaded is published by the next run of build or "
    "transform_and_publish.",
)
TRANSFORM_AND_PUBLISH = dg.define_asset_job(
    "transform_and_publish",
    selection=dg.AssetSelection.all() - EXTRACTS,
    executor_def=dg.in_process_executor,
    description="From raw to a published version: models, checks, the last look, publishing. Loads nothing.",
)

JOBS = [BUILD, LOAD, TRANSFORM_AND_PUBLISH]
