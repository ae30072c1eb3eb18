"""Systems of vendors that Rapport knows: the staging models made for a company that has such systems."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tiny_company import make_company

from warehouse import vendor_staging
from warehouse.canonical import canonical_entities
from warehouse.company import Company, System
from warehouse.dbt_project import project_folder, staged_models
from warehouse.vendor_staging import write_vendor_models

LEAD = """{% macro acme__lead(system) -%}
select * from {{ current_rows(source('raw', system ~ '__prospect')) }} as prospect
{%- endmacro %}
"""


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    """A company with two systems of one vendor, of which Rapport has a macro for leads."""
    monkeypatch.setattr(vendor_staging, "MACROS_FOLDER", tmp_path / "macros")
    (tmp_path / "macros" / "acme").mkdir(parents=True)
    (tmp_path / "macros" / "acme" / "acme__lead.sql").write_text(LEAD)
    systems = tuple(
        System(name=name, kind="crm", contract="acme", landing=tmp_path, time_zone="UTC") for name in ("north", "south")
    )
    company = make_company(tmp_path / "company")
    company.models_folder.mkdir(exist_ok=True)
    return company.model_copy(update={"systems": systems})


def test_each_system_has_a_model_of_each_macro(company: Company) -> None:
    made = project_folder(company) / "vendors" / "models" / "staging"
    assert staged_models(company) == ["stg_north__lead", "stg_south__lead"]
    assert (made / "stg_south__lead.sql").read_text() == "{{ acme__lead('south') }}\n"
    (described,) = yaml.safe_load((made / "stg_south__lead.yml").read_text())["models"]
    assert [column["name"] for column in described["columns"]] == list(canonical_entities()["lead"].columns)


def test_the_raw_tables_that_macros_read_are_declared(company: Company) -> None:
    made = project_folder(company) / "vendors" / "models" / "staging"
    (raw,) = yaml.safe_load((made / "vendor_sources.yml").read_text())["sources"]
    assert [table["name"] for table in raw["tables"]] == ["north__prospect", "south__prospect"]


def test_a_table_that_the_company_declares_is_not_declared_twice(company: Company, tmp_path: Path) -> None:
    declared = "version: 2\nsources:\n  - name: raw\n    tables:\n      - name: north__prospect\n"
    (company.models_folder / "sources.yml").write_text(declared)
    write_vendor_models(company, tmp_path / "made")
    (raw,) = yaml.safe_load((tmp_path / "made" / "vendor_sources.yml").read_text())["sources"]
    assert [table["name"] for table in raw["tables"]] == ["south__prospect"]


def test_a_model_of_the_companys_own_takes_the_place_of_the_vendors(company: Company, tmp_path: Path) -> None:
    write_vendor_models(company, tmp_path / "made")
    (company.models_folder / "stg_north__lead.sql").write_text("select 1")
    write_vendor_models(company, tmp_path / "made")
    assert not (tmp_path / "made" / "stg_north__lead.sql").exists()
    assert (tmp_path / "made" / "stg_south__lead.sql").exists()
    assert staged_models(company) == ["stg_north__lead", "stg_south__lead"]


def test_a_contract_of_the_companys_own_needs_models_of_its_own(company: Company, tmp_path: Path) -> None:
    company.contracts_folder.mkdir(exist_ok=True)
    (company.contracts_folder / "acme.yml").write_text("")
    write_vendor_models(company, tmp_path / "made")
    assert list((tmp_path / "made").iterdir()) == []
    assert staged_models(company) == []
