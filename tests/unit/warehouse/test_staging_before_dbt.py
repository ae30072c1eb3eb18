"""What a company's staging lacks is told from its files, before dbt runs; on a copy of a company that lacks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import copy_company
from warehouse.company import load_company
from warehouse.staging import staging_findings

DELIVERED = ["order", "order_item", "order_payment", "order_review", "customer", "product", "seller", "geolocation"]


class Staging:
    """The models of a copy of the company Olist sample."""

    def __init__(self, folder: Path) -> None:
        self.folder = copy_company("olist_sample", folder)
        self.models = self.folder / "models"

    def of(self, entity: str, ending: str = "yml") -> Path:
        return self.models / "staging" / f"stg_olist_shop__{entity}.{ending}"

    def change(self, path: Path, old: str, new: str) -> int:
        """Replaces text and returns the line in which it stood first."""
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def found(self, delivered: list[str] = DELIVERED) -> list[tuple[object, ...]]:
        findings = staging_findings(load_company(self.folder), {"olist_shop": delivered})
        return [(one.severity, one.entity, one.file.name, one.line, one.message) for one in findings]


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    return Staging(tmp_path / "company")


def test_staging_that_lacks_nothing(staging: Staging) -> None:
    assert staging.found() == []


def test_a_system_without_models(staging: Staging) -> None:
    for path in staging.models.rglob("*"):
        if path.is_file():
            path.unlink()
    ((severity, entity, file, _, message),) = staging.found()
    assert (severity, entity, file) == ("warning", None, "models")
    assert "nothing of olist_shop reaches the star" in str(message)


def test_a_column_is_missing(staging: Staging) -> None:
    staging.change(staging.of("payment"), "- name: amount_local", "- name: amount")
    assert staging.found() == [
        (
            "error",
            "payment",
            "stg_olist_shop__payment.yml",
            4,
            "columns of the entity payment are missing: amount_local (decimal(18,4))",
        )
    ]


def test_a_column_has_another_type(staging: Staging) -> None:
    path = staging.of("payment")
    column = "- name: installment_count\n        data_type: "
    line = staging.change(path, f"{column}int\n", f"{column}bigint\n")
    message = "installment_count is bigint; the entity payment has int"
    assert staging.found() == [("error", "payment", path.name, line, message)]


def test_names_of_the_same_type_are_the_same(staging: Staging) -> None:
    path = staging.of("payment")
    staging.change(path, "data_type: decimal(18,4)", "data_type: DECIMAL(18, 4)")
    staging.change(path, "data_type: string", "data_type: varchar")
    staging.change(path, "data_type: int\n", "data_type: integer\n")
    assert staging.found() == []


def test_a_column_without_a_type(staging: Staging) -> None:
    path = staging.of("product")
    line = staging.change(path, "- name: sku\n        data_type: string\n", "- name: sku\n")
    message = "sku is given without a type; the entity product has string"
    assert staging.found() == [("error", "product", path.name, line, message)]


def test_a_model_that_no_yaml_describes(staging: Staging) -> None:
    staging.of("review").unlink()
    ((severity, entity, file, _, message),) = staging.found()
    assert (severity, entity, file) == ("error", "review", "stg_olist_shop__review.sql")
    assert "dbt/models/canonical/review.yml" in str(message)


def test_a_yaml_that_is_none(staging: Staging) -> None:
    staging.change(staging.of("review"), "version: 2", "version: [2")
    severity, _, file, _, message = staging.found()[0]
    assert (severity, file) == ("error", "stg_olist_shop__review.yml")
    assert "not valid YAML" in str(message)


def test_a_model_of_no_entity_that_no_other_model_reads(staging: Staging) -> None:
    path = staging.of("orders", "sql")
    path.write_text("select 1 as one\n")
    ((severity, entity, file, _, message),) = staging.found()
    assert (severity, entity, file) == ("error", "orders", path.name)
    assert "there is no entity orders" in str(message)
    staging.of("order", "sql").write_text("select * from {{ ref('stg_olist_shop__orders') }}\n")
    assert staging.found() == []


def test_a_model_of_no_system_of_the_company(staging: Staging) -> None:
    staging.of("order", "sql").rename(staging.models / "staging" / "stg_olist__order.sql")
    assert ("error", "order", "stg_olist__order.sql", None, "company.yml names no system olist") in staging.found()


def test_a_raw_table_that_is_read_and_not_declared(staging: Staging) -> None:
    path = staging.of("payment", "sql")
    line = staging.change(path, "olist_shop__order_payment", "olist_shop__order_payments")
    message = "source('raw', 'olist_shop__order_payments') is not declared; declare it in models/sources.yml"
    assert staging.found() == [("error", None, path.name, line, message)]


def test_a_raw_table_that_no_contract_delivers(staging: Staging) -> None:
    path = staging.models / "sources.yml"
    line = staging.change(path, "- name: olist_shop__geolocation", "- name: olist_shop__places")
    assert staging.found([*DELIVERED[:-1]]) == [
        (
            "error",
            None,
            "sources.yml",
            line,
            "the contract of olist_shop delivers no olist_shop__places; it delivers "
            + ", ".join(f"olist_shop__{entity}" for entity in DELIVERED[:-1]),
        )
    ]


def test_a_raw_table_that_is_delivered_and_not_declared(staging: Staging) -> None:
    message = "raw.olist_shop__voucher is loaded but not declared in models/sources.yml, so no model can read it"
    assert staging.found([*DELIVERED, "voucher"]) == [("warning", "voucher", "models", None, message)]
