"""What starts by itself: on news, once per news, never while somebody writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import dagster as dg
import pytest

from dagster_project import news
from dagster_project.defs.automation import schedules, sensors
from dagster_project.defs.automation.schedules import nightly
from dagster_project.defs.automation.sensors import landing_watch
from dagster_project.instance import DIED_TAG, REASON_TAG, TRIGGER_TAG
from tests.unit.dagster_project.conftest import Shop
from tests.unit.dagster_project.published import fingerprint_of_the_company_alone, publish_what_is_loaded
from warehouse.company import Company
from warehouse.lock import Busy


@pytest.fixture
def built(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    monkeypatch.setattr(news, "fingerprint", fingerprint_of_the_company_alone)
    shop.deliver("till", "2025-01-02", "1,a")
    shop.load()
    publish_what_is_loaded(shop.company)
    return shop


@contextmanager
def busy(company: Company, wait_seconds: float = 0, who: str = "") -> Iterator[None]:
    raise Busy(company, "rapport build, process 1", wait_seconds)
    yield


def tick(shop: Shop, cursor: str | None = None, instance: dg.DagsterInstance | None = None) -> dg.SensorExecutionData:
    with nullcontext(instance) if instance else dg.DagsterInstance.ephemeral() as history:
        context = dg.build_sensor_context(instance=history, cursor=cursor)
        return landing_watch(shop.company).evaluate_tick(context)


def skipped(data: dg.SensorExecutionData) -> str:
    assert data.run_requests == []
    assert data.skip_message is not None
    return data.skip_message


def test_the_sensor_starts_a_build_and_says_why(shop: Shop) -> None:
    (request,) = tick(shop).run_requests or []
    assert request.tags[TRIGGER_TAG] == "landing_watch"
    assert request.tags[REASON_TAG] == "nothing has been published yet"


def test_the_same_news_ask_for_the_same_run_and_other_news_for_another(shop: Shop) -> None:
    (first,) = tick(shop).run_requests or []
    (again,) = tick(shop).run_requests or []
    shop.deliver("till", "2025-01-02", "1,a")
    (other,) = tick(shop).run_requests or []
    assert first.run_key == again.run_key != other.run_key


def test_a_run_that_died_is_started_again_and_one_that_failed_is_not(shop: Shop) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        (first,) = tick(shop, instance=instance).run_requests or []
        run = instance.create_run_for_job(dg.GraphDefinition("build").to_job(), tags=dict(first.tags))
        instance.report_run_failed(run)
        (after_failure,) = tick(shop, instance=instance).run_requests or []
        instance.add_run_tags(run.run_id, {DIED_TAG: "true"})
        (after_death,) = tick(shop, instance=instance).run_requests or []
    assert first.run_key == after_failure.run_key != after_death.run_key


def test_what_is_all_published_is_looked_at_once(built: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tick(built)
    assert "published" in skipped(data)
    assert data.cursor
    monkeypatch.setattr(sensors, "writer_lock", busy)
    assert "Nothing changed" in skipped(tick(built, data.cursor)), "the second look takes no lock"


def test_a_new_delivery_starts_a_build(built: Shop) -> None:
    cursor = tick(built).cursor
    built.deliver("desk", "2025-01-03", "1,a")
    assert len(tick(built, cursor).run_requests or []) == 1


def test_the_sensor_keeps_away_while_somebody_writes(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sensors, "writer_lock", busy)
    data = tick(shop)
    assert "rapport build, process 1" in skipped(data)
    assert not data.cursor, "what was not looked at is looked at again"


def night_of(shop: Shop) -> dg.ScheduleExecutionData:
    with dg.build_schedule_context(instance=shop.instance) as context:
        return nightly(shop.company).evaluate_tick(context)


def test_the_night_builds_what_is_not_published(shop: Shop) -> None:
    (request,) = night_of(shop).run_requests or []
    assert request.run_key is None, "what failed by day is tried again"
    assert request.tags[TRIGGER_TAG] == "nightly"


def test_a_night_with_nothing_new_starts_nothing(built: Shop) -> None:
    assert not night_of(built).run_requests


def test_the_night_waits_in_the_queue_where_somebody_writes(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedules, "writer_lock", busy)
    assert len(night_of(shop).run_requests or []) == 1


def test_the_night_is_the_company_s(shop: Shop) -> None:
    assert nightly(shop.company).execution_timezone == "Europe/London"
