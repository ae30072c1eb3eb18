"""The days that the pages offer."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from dagster_project.defs.landing.days import delivery_days
from ingest.contract import load_contract
from tests.unit.dagster_project.conftest import Shop


def days_of(shop: Shop) -> list[str]:
    contracts = [load_contract(shop.company, system) for system in shop.company.systems]
    return list(delivery_days(shop.company, contracts).get_partition_keys())


def test_they_run_from_the_first_delivery_of_any_system_to_today(shop: Shop) -> None:
    shop.deliver("till", "2025-01-09", "1,a")
    shop.deliver("desk", "2025-01-02", "1,a")
    days = days_of(shop)
    assert days[0] == "2025-01-02"
    assert days[-1] == dt.datetime.now(ZoneInfo("Europe/London")).date().isoformat()


def test_a_company_without_deliveries_has_today(shop: Shop) -> None:
    assert len(days_of(shop)) == 1
