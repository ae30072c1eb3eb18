"""The history is Dagster's own: its class reads what ours wrote, and ours goes on after it."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
import yaml

from dagster_project import history
from dagster_project.history import KeptOpenEventLog
from tests.unit.dagster_project.conftest import RAW_SALE, Shop


def test_the_instance_keeps_its_connections_open(shop: Shop) -> None:
    shop.deliver("till", "2025-01-02", "1,a")
    shop.run()
    log = shop.instance.event_log_storage
    assert isinstance(log, KeptOpenEventLog)
    assert log._engines


def test_dagster_s_own_storage_reads_it_and_ours_goes_on(shop: Shop, tmp_path: Path) -> None:
    shop.deliver("till", "2025-01-02", "1,a")
    run_id = shop.run().run_id
    with plain_instance(shop.company.dagster_home, tmp_path) as plain:
        assert plain.get_materialized_partitions(RAW_SALE) == {"2025-01-02"}
        assert len(plain.all_logs(run_id)) == len(shop.instance.all_logs(run_id)) > 10
        dg.materialize([other()], instance=plain)
    assert shop.instance.get_latest_materialization_event(dg.AssetKey("other")) is not None
    shop.deliver("till", "2025-01-03", "1,a")
    shop.run()
    assert shop.marked_days() == ["2025-01-02", "2025-01-03"]


def test_more_runs_than_files_kept_open(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_MOST_OPEN", 2)
    runs = [shop.run().run_id for _ in range(3)]
    assert all(shop.instance.all_logs(run_id) for run_id in runs)
    log = shop.instance.event_log_storage
    assert isinstance(log, KeptOpenEventLog)
    assert len(log._engines) <= 2


def other() -> dg.AssetsDefinition:
    @dg.asset(name="other")
    def made() -> None: ...

    return made


def plain_instance(home: Path, folder: Path) -> dg.DagsterInstance:
    """Dagster with its own storage on the same files."""
    (folder / "plain").mkdir()
    settings = {"storage": {"sqlite": {"base_dir": str(home)}}, "telemetry": {"enabled": False}}
    (folder / "plain" / "dagster.yaml").write_text(yaml.safe_dump(settings))
    return dg.DagsterInstance.from_config(str(folder / "plain"))
