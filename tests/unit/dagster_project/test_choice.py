"""What a person chose is what is loaded: one system, days or files read again, or nothing where strictness forbids."""

from __future__ import annotations

import datetime as dt

import dagster as dg
import pytest

from dagster_project.choice import Choice
from dagster_project.defs.transform.preparing import prepare_build
from dagster_project.news import look
from dagster_project.progress import BuildRecord, Silent, recording
from dagster_project.workbench import Workbench
from ingest.ledger import DeliveryResult
from tests.unit.dagster_project.conftest import Shop

SECOND, THIRD = dt.date(2025, 1, 2), dt.date(2025, 1, 3)


def loaded(shop: Shop, choice: Choice) -> list[tuple[str, str, str]]:
    """System, file and status of what a run with `choice` loads."""
    record = BuildRecord(Silent(), choice)
    with recording(record):
        assert shop.run().success
    return [(result.system, result.file, result.status) for result in record.deliveries]


def test_one_system_alone_is_loaded(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a")
    shop.deliver("desk", "2025-01-02", "1,a")
    assert loaded(shop, Choice(system="desk")) == [("desk", "2025-01-02.csv", "loaded")]
    assert loaded(shop, Choice()) == [("till", "2025-01-02.csv", "loaded")]


def test_chosen_days_are_read_again_and_no_others(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a")
    shop.deliver("till", "2025-01-03", "2,b")
    shop.load()
    assert loaded(shop, Choice(first=THIRD)) == [("till", "2025-01-03.csv", "known")]
    assert loaded(shop, Choice(last=SECOND)) == [("till", "2025-01-02.csv", "known")]


def test_chosen_files_are_read_again_under_todays_contract(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a", "x,b")
    shop.deliver("till", "2025-01-03", "2,b")
    shop.load()
    chosen = Choice(files=frozenset({("till", "sale", "2025-01-02.csv")}))
    assert loaded(shop, chosen) == [("till", "2025-01-02.csv", "loaded")]


def test_reading_again_is_a_reason_to_build_though_nothing_is_new(shop: Shop) -> None:
    assert str(Choice(first=SECOND, system="till")) == "the days 2025-01-02 to … are read again (system till)"
    assert look(shop.company, choice=Choice(first=SECOND)) is not None


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ({"status": "refused", "reason": "cut off"}, "1 refused files"),
        ({"status": "loaded", "rows_read": 2, "rows_quarantined": 2}, "2 quarantined rows"),
        ({"status": "loaded", "new_columns": ("colour",)}, "1 new columns"),
    ],
)
def test_a_strict_build_ends_before_the_models(shop: Shop, result: dict[str, object], said: str) -> None:
    record = BuildRecord(Silent(), Choice(is_strict=True))
    record.add(DeliveryResult(1, "till", "sale", "a.csv", SECOND, **result))  # type: ignore[arg-type]
    with pytest.raises(dg.Failure, match=f"--strict: {said}; no model was built"):
        prepare_build(Workbench(shop.company, record), None)
