"""The contract that files write themselves is sound; what only a person knows is left to him, with a hint."""

from __future__ import annotations

import pytest
import yaml

from ingest.contract_draft import contract_text
from ingest.grammar import ContractSettings
from ingest.readers import FileRefused
from ingest.sniffing import sniff

TEXT = (
    "Order No;When;Paid;Amount;Zip;Open?;At;Note\n"
    "1;01/31/2016;2016-02-01 10:00:00;1.50;01234;yes;7:05;Ann \u00d6\n"
    "2;02/28/2016;;2;20095;no;23:59:59;\n"
)


def write(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_types_are_those_by_which_every_value_converts(tmp_path, encoding):
    found = sniff(write(tmp_path, "orders 2016.csv", TEXT.encode(encoding)))
    said = {name: (column.type, column.format) for name, column in found.columns.items()}
    assert said == {
        "Order No": ("bigint", None),
        "When": ("date", "%m/%d/%Y"),
        "Paid": ("timestamp", None),
        "Amount": ("decimal(18,4)", None),
        "Zip": ("varchar", None),
        "Open?": ("boolean", None),
        "At": ("time", None),
        "Note": ("varchar", None),
    }
    assert (found.form.delimiter, ("Order No",) in found.keys) == (";", True)


def test_the_written_contract_is_sound(tmp_path):
    files = [write(tmp_path, "orders 2016.csv", TEXT.encode()), write(tmp_path, "c.jsonl", b'{"a\\"b": 1}\n')]
    text = contract_text("shop", "web_shop", [sniff(file) for file in files])
    contract = ContractSettings.model_validate(yaml.safe_load(text))
    assert list(contract.entities) == ["orders_2016", "c"]
    assert contract.entities["c"].format.type == "jsonl"
    assert "each value stands once in Order No" in text


def test_where_no_column_is_the_key_the_first_pair_of_ids_that_could_be_is_named(tmp_path):
    items = "order_id;price;item;note\na;1.5;1;x\na;2.5;2;x\nb;3.5;1;x\nb;4.5;2;\nb;4.5;3;\n"
    found = sniff(write(tmp_path, "items.csv", items.encode()))
    assert found.keys == (("order_id", "item"),)
    assert "each pair stands once in [order_id, item]" in contract_text("shop", "web_shop", [found])


def test_rows_that_nothing_tells_apart_have_no_key(tmp_path):
    assert sniff(write(tmp_path, "equal.csv", b"a;b\n1;2\n1;2\n")).keys == ()


def test_files_of_one_name_are_entities_of_several(tmp_path):
    files = [tmp_path / part / "list.csv" for part in ("one", "two", "three")]
    for file in files:
        file.parent.mkdir()
        file.write_bytes(b"id\n1\n")
    contract = ContractSettings.model_validate(yaml.safe_load(contract_text("s", "crm", [sniff(one) for one in files])))
    assert list(contract.entities) == ["list", "list_csv", "list_csv_2"]


def test_a_file_of_no_known_kind_is_refused(tmp_path):
    with pytest.raises(FileRefused):
        sniff(write(tmp_path, "empty.csv", b""))
