"""What Dagster shows and starts by itself changes only when somebody approves it: keys, jobs, sensors, schedules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import dagster as dg

from dagster_project.defs import company_definitions
from warehouse.company import load_company

APPROVED = Path(__file__).with_name("asset_keys.txt")


def test_asset_keys_jobs_sensors_and_schedules_are_those_approved(
    online_retail: Path, approve: Callable[[Path, str], None]
) -> None:
    approve(APPROVED, described(company_definitions(load_company(online_retail))))


def described(definitions: dg.Definitions) -> str:
    """One thing a line, in groups, sorted; extracts of a day and tables filled elsewhere are marked."""
    graph = definitions.resolve_asset_graph()
    repository = definitions.get_repository_def()
    days = {key for key in graph.get_all_asset_keys() if graph.get(key).is_partitioned}
    made = graph.materializable_asset_keys
    groups = {
        "assets": [key for key in made if key not in days],
        "assets by delivery day": [key for key in made if key in days],
        "tables filled elsewhere": [key for key in graph.get_all_asset_keys() if key not in made],
        "jobs": [job.name for job in repository.get_all_jobs() if not job.name.startswith("__")],
        "sensors": [f"{sensor.name} -> {sensor.job.name}" for sensor in repository.sensor_defs],
        "schedules": [
            f"{schedule.name} -> {schedule.job.name}, {schedule.cron_schedule} {schedule.execution_timezone}"
            for schedule in repository.schedule_defs
        ],
    }
    return "\n".join(group(title, names) for title, names in groups.items())


def group(title: str, names: Iterable[object]) -> str:
    lines = sorted(name.to_user_string() if isinstance(name, dg.AssetKey) else str(name) for name in names)
    return "".join([f"{title}\n", *(f"  {line}\n" for line in lines)])
