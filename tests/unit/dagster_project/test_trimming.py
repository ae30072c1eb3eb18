"""Old runs leave Dagster's history; the days that they loaded stay marked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg

from dagster_project.instance import TRIMMED_TAG
from dagster_project.trimming import trim_history

LATER = datetime.now(UTC) + timedelta(days=91)


def test_the_days_stay_marked_and_the_logs_go(shop) -> None:
    shop.deliver("till", "2011-01-05", "1,Ann")
    shop.deliver("till", "2011-01-06", "2,Bea")
    first = shop.run()
    shop.deliver("till", "2011-01-07", "3,Cid")
    second = shop.run()
    before = size(shop.company.dagster_home)

    assert trim_history(shop.company, shop.instance, LATER) == [first.run_id, second.run_id]

    assert shop.marked_days() == ["2011-01-05", "2011-01-06", "2011-01-07"]
    assert shop.instance.get_run_by_id(first.run_id).tags[TRIMMED_TAG] == "true"
    assert shop.instance.all_logs(first.run_id) == []
    assert not (shop.company.dagster_home / "storage" / first.run_id).exists()
    assert size(shop.company.dagster_home) < before / 2


def test_a_run_that_has_no_last_word_is_removed(shop) -> None:
    shop.deliver("till", "2011-01-05", "1,Ann")
    overtaken = shop.run("2011-01-05")
    last = shop.run("2011-01-05")
    trim_history(shop.company, shop.instance, LATER)
    assert shop.instance.get_run_by_id(overtaken.run_id) is None
    assert shop.instance.get_run_by_id(last.run_id) is not None
    assert shop.marked_days() == ["2011-01-05"]
    assert logs_of(shop) == {"index.db"}


def test_what_is_young_or_trimmed_already_is_left_alone(shop) -> None:
    shop.deliver("till", "2011-01-05", "1,Ann")
    run = shop.run()
    assert trim_history(shop.company, shop.instance) == []
    assert shop.instance.all_logs(run.run_id)
    trim_history(shop.company, shop.instance, LATER)
    assert trim_history(shop.company, shop.instance, LATER) == []


def test_a_run_that_has_not_ended_is_left_alone(shop) -> None:
    shop.instance.add_run(dg.DagsterRun(job_name="build", status=dg.DagsterRunStatus.STARTED))
    assert trim_history(shop.company, shop.instance, LATER) == []


def size(folder: Path) -> int:
    """Bytes of all runs' logs; the index keeps its pages for what comes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and "index.db" not in path.name)


def logs_of(shop) -> set[str]:
    runs = shop.company.dagster_home / "history" / "runs"
    return {path.name for path in runs.glob("*.db")} - {f"{run.run_id}.db" for run in shop.instance.get_runs()}
