"""The company's own Dagster instance: one history for the pages, the daemon and `rapport build`.

Belongs here: where it lies, how it is configured, opening it.
Does not belong here: what runs on it (defs/) and who starts it (running.py, the command serve).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from warehouse.company import Company
from warehouse.durable_files import CLOSED_TO_OTHERS, make_private_folder, write_private

if TYPE_CHECKING:
    from dagster import DagsterInstance

CODE_LOCATION = "dagster_project.definitions"
TRIGGER_TAG = "rapport/trigger"  # who started a run: rapport build, landing_watch, nightly
REASON_TAG = "rapport/reason"
TRIMMED_TAG = "rapport/trimmed"  # on old runs that stay for the days they loaded, without their log
TOLD_TAG = "rapport/told"  # on failed runs that on_failure was told of
DIED_TAG = "rapport/died"  # on runs whose process was gone when somebody looked
POOL = "warehouse"  # only orders the queue of runs started from the pages; the writer lock is what keeps them apart

_SETTINGS = """\
# Written by Rapport at every start; what is changed here is lost.
storage:
  custom:
    module: dagster_project.history
    class: HistoryStorage
    config: {base_dir: {env: DAGSTER_HOME}}
telemetry: {enabled: false}
nux: {enabled: false}
concurrency:
  pools: {granularity: run, default_limit: 1}
run_monitoring: {enabled: true, poll_interval_seconds: 30}
code_servers: {local_startup_timeout: 300}
retention:
  sensor: {purge_after_days: {skipped: 2, failure: 30, success: 90}}
  schedule: {purge_after_days: {skipped: 30, failure: 90, success: 365}}
"""


def instance_environment(company: Company) -> dict[str, str]:
    """The environment of every process that belongs to the company's Dagster instance."""
    return {
        "DAGSTER_HOME": str(company.dagster_home),
        "DAGSTER_DISABLE_TELEMETRY": "1",
        "DO_NOT_TRACK": "1",
        "RAPPORT_COMPANY_FOLDER": str(company.folder),
    }


def prepare_home(company: Company) -> None:
    """Makes the instance's folder and its dagster.yaml, closed to everybody but their owner; so is all that this
    process and its children make from here on, Dagster's own files too."""
    os.umask(CLOSED_TO_OTHERS)
    make_private_folder(company.warehouse_folder)
    make_private_folder(company.dagster_home)
    settings = company.dagster_home / "dagster.yaml"
    if not settings.is_file() or settings.read_text(encoding="utf-8") != _SETTINGS:
        write_private(settings, _SETTINGS)


@contextmanager
def open_instance(company: Company) -> Iterator[DagsterInstance]:
    """Opens the company's instance; its environment stands for this process and its children from here on."""
    prepare_home(company)
    os.environ.update(instance_environment(company))
    from dagster import DagsterInstance

    with DagsterInstance.from_config(str(company.dagster_home)) as instance:
        yield instance
