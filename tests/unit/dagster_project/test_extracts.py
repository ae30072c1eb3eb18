"""An operator sees which day of which system is loaded, and nothing that is not so."""

from __future__ import annotations

import dagster as dg
import duckdb
import pytest
from dagster._serdes import serialize_value

from dagster_project.defs.landing import loading
from tests.unit.dagster_project.conftest import RAW_ACCOUNT, RAW_SALE, Shop, check_of, metadata_of


def test_a_run_without_days_loads_what_is_new_and_marks_the_days_delivered(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a", "2,b")
    shop.deliver("till", "2025-01-04", "3,c")
    shop.deliver("desk", "2025-01-03", "1,x")
    result = shop.run()
    assert result.success
    assert shop.marked_days(RAW_SALE) == ["2025-01-02", "2025-01-04"]
    assert shop.marked_days(RAW_ACCOUNT) == ["2025-01-03"]
    assert metadata_of(result)["2025-01-02"]["rows loaded"] == 2
    assert metadata_of(result)["2025-01-02"]["files"] == "2025-01-02.csv"


def test_a_second_run_loads_only_what_came_since(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a")
    shop.run()
    shop.deliver("till", "2025-01-03", "2,b")
    assert list(metadata_of(shop.run())) == ["2025-01-03"]


def test_a_run_with_nothing_new_marks_nothing_and_goes_on(shop: Shop) -> None:
    result = shop.run()
    assert result.success
    assert metadata_of(result) == {}
    assert "model" in materialized(result)


def test_a_range_marks_only_its_days_with_a_delivery_and_what_follows_is_built(shop: Shop) -> None:
    """Dagster alone would mark every day of the range; this holds the private entry that keeps it from doing so."""
    for day in ("2025-01-02", "2025-01-04", "2025-01-09"):
        shop.deliver("till", day, "1,a")
        shop.deliver("desk", day, "1,a")
    result = shop.run("2025-01-02", "2025-01-05")
    assert result.success
    assert shop.marked_days() == ["2025-01-02", "2025-01-04"]
    assert "model" in materialized(result)


def test_a_chosen_day_without_a_delivery_fails_and_says_what_to_do(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a")
    result = shop.run("2025-01-03", only=RAW_SALE)
    assert not result.success
    (failure, *_) = [event for event in result.all_events if event.is_step_failure]
    told = str(failure.step_failure_data.user_failure_data)
    assert "2025-01-03" in told
    assert "*.csv" in told
    assert "choose another day" in told
    assert shop.marked_days() == []


def test_a_system_without_a_delivery_on_a_chosen_day_does_not_stop_the_others(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a")
    result = shop.run("2025-01-02")
    assert result.success
    assert shop.marked_days(RAW_SALE) == ["2025-01-02"]
    assert shop.marked_days(RAW_ACCOUNT) == []


def test_a_refused_file_leaves_its_day_empty_and_is_named(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1", header="id")
    shop.deliver("till", "2025-01-03", "2,b")
    result = shop.run()
    assert result.success, "a refused file does not stop the build"
    assert shop.marked_days() == ["2025-01-03"]
    check = check_of(result, "no_refused_file")
    assert not check.passed
    assert check.severity == dg.AssetCheckSeverity.ERROR
    assert check.description is not None
    assert "2025-01-02.csv" in check.description
    assert "name" in check.description, "the reason names the column that is missing"


def test_quarantined_rows_are_a_warning_that_counts_them(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a", "x,b", "3,c")
    result = shop.run()
    assert shop.marked_days() == ["2025-01-02"]
    check = check_of(result, "no_quarantined_row")
    assert not check.passed
    assert check.severity == dg.AssetCheckSeverity.WARN
    assert check.description == "2025-01-02.csv: 1 of 3 rows"


def test_both_checks_pass_where_nothing_is_wrong(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a")
    result = shop.run()
    assert check_of(result, "no_refused_file").passed
    assert check_of(result, "no_quarantined_row").passed


def test_no_value_of_a_row_stands_in_the_history(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,Ada", "Lovelace,Ada", "3,Ada")
    result = shop.run()
    events = list(shop.instance.all_logs(result.run_id))
    assert events
    history = "\n".join(serialize_value(event) for event in events)
    assert "Ada" not in history
    assert "Lovelace" not in history


def test_a_fault_that_nobody_foresaw_is_told_without_the_value_it_quotes(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise duckdb.ConversionException("Could not convert string 'Ada' of column 'name'")

    monkeypatch.setattr(loading, "load_extract", fails)
    shop.deliver("till", "2025-01-02", "1,Ada")
    result = shop.run()
    history = "\n".join(serialize_value(event) for event in shop.instance.all_logs(result.run_id))
    assert "Could not convert string <text, 3 characters> of column 'name'" in history
    assert "Ada" not in history


def test_a_contract_that_changed_fails_the_step_without_a_second_try(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a")
    shop.run()
    path = shop.company.contracts_folder / "till.yml"
    path.write_text(path.read_text().replace("type: bigint", "type: integer"))
    shop.deliver("till", "2025-01-03", "1,a")
    result = shop.run()
    assert not result.success
    assert not any(event.event_type_value == "STEP_UP_FOR_RETRY" for event in result.all_events)


def materialized(result: dg.ExecuteInProcessResult) -> set[str]:
    return {event.asset_key.to_user_string() for event in result.get_asset_materialization_events() if event.asset_key}
