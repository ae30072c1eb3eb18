"""A company of two systems with small files of their own, and Dagster to run its extracts; no dbt.

Belongs here: making that company, delivering to it, running its extract assets.
Does not belong here: what is expected of them. Whole builds are tested in tests/integration.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from dagster_project.defs import landing
from dagster_project.defs.automation.jobs import EXTRACTS
from dagster_project.defs.landing.loading import load_new
from dagster_project.instance import open_instance
from dagster_project.progress import BuildRecord
from dagster_project.workbench import workbench_resource
from ingest.contract import Contract, load_contract
from warehouse.company import Company, load_company

SETTINGS = """\
name: Corner Shop
currency: GBP
time_zone: Europe/London
systems:
  - {name: till, kind: web_shop, contract: till, landing: landing/till, time_zone: Europe/London}
  - {name: desk, kind: crm, contract: desk, landing: landing/desk, time_zone: Europe/London}
"""
CONTRACT = """\
system: %(system)s
kind: %(kind)s
entities:
  %(entity)s:
    files: "*.csv"
    delivery: {from: name, pattern: "%%Y-%%m-%%d"}
    expected: daily
    mode: events
    max_quarantined: 0.5
    columns:
      id:   {type: bigint, required: true}
      name: {type: varchar, pii: name}
"""
RAW_SALE = dg.AssetKey(["raw", "till__sale"])
RAW_ACCOUNT = dg.AssetKey(["raw", "desk__account"])


class Shop:
    """The company, and its Dagster instance once it is asked for."""

    def __init__(self, company: Company, home: Path, at_the_end: ExitStack) -> None:
        self.company = company
        self._home = home
        self._at_the_end = at_the_end

    @cached_property
    def instance(self) -> dg.DagsterInstance:
        shutil.copytree(self._home, self.company.dagster_home, dirs_exist_ok=True)
        return self._at_the_end.enter_context(open_instance(self.company))

    @property
    def contracts(self) -> list[Contract]:
        return [load_contract(self.company, system) for system in self.company.systems]

    def load(self) -> BuildRecord:
        """Loads what is new without Dagster."""
        record = BuildRecord()
        for contract in self.contracts:
            for entity in contract.entities.values():
                load_new(self.company, contract, entity, record)
        return record

    def deliver(self, system: str, day: str, *rows: str, header: str = "id,name") -> Path:
        path = self.company.folder / "landing" / system / f"{day}.csv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    def run(
        self, first: str | None = None, last: str | None = None, only: dg.AssetKey | None = None
    ) -> dg.ExecuteInProcessResult:
        """Runs both extracts and an asset that depends on one of them; over days from `first` to `last`."""
        tags = {}
        if first is not None:
            tags = {"dagster/asset_partition_range_start": first, "dagster/asset_partition_range_end": last or first}
        job = self.definitions().resolve_job_def("everything")
        selection = [only] if only else None
        return job.execute_in_process(
            instance=self.instance, raise_on_error=False, tags=tags, asset_selection=selection
        )

    def definitions(self) -> dg.Definitions:
        @dg.asset(deps=[RAW_SALE])
        def model() -> None: ...

        jobs = [
            dg.define_asset_job("everything", executor_def=dg.in_process_executor),
            dg.define_asset_job("load", selection=EXTRACTS, executor_def=dg.in_process_executor),
        ]
        return dg.Definitions.merge(
            landing.definitions(self.company, self.contracts),
            dg.Definitions(assets=[model], jobs=jobs, resources={"workbench": workbench_resource(self.company)}),
        )

    def marked_days(self, key: dg.AssetKey = RAW_SALE) -> list[str]:
        return sorted(self.instance.get_materialized_partitions(key))


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an instance without runs, to copy: making its databases takes a second."""
    company = make_company(tmp_path_factory.mktemp("new"))
    with pytest.MonkeyPatch.context() as patch:
        keep_environment(patch)
        with open_instance(company) as instance:
            instance.get_runs()
    return company.dagster_home


@pytest.fixture
def shop(tmp_path: Path, new_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    keep_environment(monkeypatch)
    with ExitStack() as at_the_end:
        yield Shop(make_company(tmp_path), new_home, at_the_end)


def keep_environment(patch: pytest.MonkeyPatch) -> None:
    """Opening an instance sets these for the process; `patch` puts them back."""
    for name in ("DAGSTER_HOME", "RAPPORT_COMPANY_FOLDER", "DAGSTER_DISABLE_TELEMETRY", "DO_NOT_TRACK"):
        patch.setenv(name, "")


def make_company(folder: Path) -> Company:
    (folder / "company.yml").write_text(SETTINGS)
    (folder / "contracts").mkdir()
    for system, kind, entity in (("till", "web_shop", "sale"), ("desk", "crm", "account")):
        contract = CONTRACT % {"system": system, "kind": kind, "entity": entity}
        (folder / "contracts" / f"{system}.yml").write_text(contract)
        (folder / "landing" / system).mkdir(parents=True)
    return load_company(folder)


def check_of(result: dg.ExecuteInProcessResult, name: str, key: dg.AssetKey = RAW_SALE) -> dg.AssetCheckEvaluation:
    (found,) = [
        evaluation
        for evaluation in result.get_asset_check_evaluations()
        if (evaluation.check_name, evaluation.asset_key) == (name, key)
    ]
    return found


def metadata_of(result: dg.ExecuteInProcessResult, key: dg.AssetKey = RAW_SALE) -> dict[str, dict[str, Any]]:
    """What Dagster was told of each day: {day: {label: value}}."""
    told = {}
    for event in result.get_asset_materialization_events():
        materialization = event.step_materialization_data.materialization
        if materialization.asset_key == key:
            assert materialization.partition is not None
            told[materialization.partition] = {label: value.value for label, value in materialization.metadata.items()}
    return told
