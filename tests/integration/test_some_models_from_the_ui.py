"""A model with all that comes after it is built again and published, as Dagster's pages start it; half of it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import dagster as dg
import duckdb
import pytest

from dagster_project.defs import company_definitions
from dagster_project.instance import open_instance
from dagster_project.problems import problem_of_run
from tests.integration.conftest import BuiltCompany, load_company_of
from tests.integration.content import differences
from warehouse.company import Company

Maker = Callable[[], BuiltCompany]


@pytest.fixture(scope="module")
def built(make_company: Maker) -> BuiltCompany:
    company = make_company()
    company.deliver(["2010-12-01", "2010-12-02"])
    company.build()
    return company


@pytest.fixture(scope="module")
def company(built: BuiltCompany) -> Iterator[Company]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPPORT_SHARED", built.environment["RAPPORT_SHARED"])
        yield load_company_of(built)


def run(company: Company, selection: dg.AssetSelection) -> tuple[bool, str]:
    """Runs what a person selected; returns whether it went well and else what the run says."""
    definitions = company_definitions(company)
    keys = selection.resolve(list(definitions.resolve_asset_graph().assets_defs))
    with open_instance(company) as instance:
        result = definitions.resolve_implicit_global_asset_job_def().execute_in_process(
            instance=instance, raise_on_error=False, asset_selection=list(keys)
        )
        return result.success, "" if result.success else problem_of_run(instance, result.run_id).what


def test_a_model_with_all_that_comes_after_it(built: BuiltCompany, company: Company) -> None:
    before = built.published_path()
    went_well, said = run(company, dg.AssetSelection.assets(["core", "dim_customer_history"]).downstream())
    assert went_well, said
    after = built.published_path()
    assert after != before
    assert differences(before, after) == {}
    assert checks(before) == checks(after)


def test_a_model_without_what_reads_it_is_refused(built: BuiltCompany, company: Company) -> None:
    before = built.published_path()
    went_well, said = run(company, dg.AssetSelection.assets(["core", "dim_customer_history"]))
    assert not went_well
    assert "dim_customer, " in said
    assert "dim_customer+" in said
    assert built.published_path() == before


def test_models_alone_are_refused_while_there_is_news_for_all(built: BuiltCompany, company: Company) -> None:
    built.deliver(["2010-12-03"])
    raw = dg.AssetSelection.key_prefixes(["raw"])
    went_well, said = run(company, raw)
    assert went_well, said
    before = built.published_path()
    went_well, said = run(company, dg.AssetSelection.assets(["core", "dim_customer_history"]).downstream())
    assert not went_well
    assert "1 delivery is new or changed" in said
    assert "transform_and_publish" in said
    assert built.published_path() == before


def checks(warehouse: object) -> list[tuple[object, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute("select check_name, status from about.check_result order by all").fetchall()
