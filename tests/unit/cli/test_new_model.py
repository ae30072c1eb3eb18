"""The draft of a staging model lacks nothing that `check` asks for, and takes nothing from anybody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlglot
from click.testing import Result
from typer.testing import CliRunner

from cli.app import app
from ingest.check import delivered_entities
from tests.conftest import copy_company
from warehouse.canonical import canonical_entities
from warehouse.company import load_company
from warehouse.staging import staging_findings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Olist sample before anybody wrote a model."""
    folder = copy_company("olist_sample", tmp_path / "company")
    for path in (folder / "models").rglob("*.*"):
        path.unlink()
    return folder


def draft(folder: Path, entity: str, table: str) -> Result:
    arguments = ["--company", str(folder), "--system", "olist_shop", "--entity", entity, "--table", table]
    return CliRunner().invoke(app, ["new-model", *arguments])


@pytest.mark.parametrize("entity", canonical_entities())
def test_a_draft_holds_every_column_of_its_entity(folder: Path, entity: str) -> None:
    assert draft(folder, entity, "order").exit_code == 0
    company = load_company(folder)
    assert staging_findings(company, delivered_entities(company)) == []
    sql = (folder / "models" / "staging" / f"stg_olist_shop__{entity}.sql").read_text()
    assert _without_macros(sql).named_selects == list(canonical_entities()[entity].columns)


def test_what_must_be_filled_is_marked(folder: Path) -> None:
    draft(folder, "product", "product")
    lines = (folder / "models/staging/stg_olist_shop__product.sql").read_text().splitlines()
    marked = [line.split(" as ")[-1].split(",")[0] for line in lines if line.endswith("-- must be filled")]
    assert marked == ["product_id", "sku", "item_type"]


def _without_macros(sql: str) -> sqlglot.exp.Query:
    query = sqlglot.parse_one(re.sub(r"\{\{.*?\}\}", "raw_table", sql), read="duckdb")
    assert isinstance(query, sqlglot.exp.Query)
    return query


def test_rows_with_a_key_are_read_as_they_are_today_others_as_they_stand(folder: Path) -> None:
    contract = folder / "contracts" / "olist_shop.yml"
    draft(folder, "order", "order")
    keyed = (folder / "models/staging/stg_olist_shop__order.sql").read_text()
    assert "current_rows(source('raw', 'olist_shop__order'))" in keyed
    draft(folder, "customer", "geolocation")
    assert "key: none" in contract.read_text()
    unkeyed = (folder / "models/staging/stg_olist_shop__customer.sql").read_text()
    assert "standing_rows(source('raw', 'olist_shop__geolocation'))" in unkeyed


def test_what_a_person_wrote_stays(folder: Path) -> None:
    draft(folder, "order", "order")
    path = folder / "models/staging/stg_olist_shop__order.sql"
    path.write_text("mine")
    assert "is there already" in draft(folder, "order", "order").stderr
    assert path.read_text() == "mine"


def test_a_raw_table_that_nobody_declared_is_asked_for(folder: Path) -> None:
    assert "sources.yml" in draft(folder, "order", "order").stdout
    sources = folder / "models" / "sources.yml"
    sources.write_text(sources.read_text().replace("      - name: olist_shop__product\n", ""))
    assert "      - name: olist_shop__product\n" in draft(folder, "product", "product").stdout
    assert "sources.yml" not in draft(folder, "customer", "customer").stdout


def test_a_wrong_name_is_answered_with_the_right_ones(folder: Path) -> None:
    done = draft(folder, "orders", "order")
    assert (done.exit_code, "there is no entity 'orders'" in " ".join(done.stderr.split())) == (2, True)
    done = draft(folder, "order", "orders")
    assert "--table" in done.stderr
    assert "geolocation" in done.stderr
