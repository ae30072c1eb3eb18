"""JSON Lines: the fast way reads as the careful one does, and a file may hold several kinds of lines."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.grammar import Format
from ingest.readers import json_records, jsonl_reader, open_rows
from ingest.readers.plain_json import plain_record
from ingest.readers.rows import Misfit
from ingest.readers.text_batches import as_text
from ingest.readers.text_lines import Line
from warehouse.company import SettingsError

NAMES = st.text(max_size=3)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=10,
)
STYLES = {
    "compact": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    "with blanks": lambda value: json.dumps(value, ensure_ascii=False),
    "escaped": json.dumps,
}


def careful(text: str) -> dict[str, str] | Misfit:
    record = jsonl_reader._careful_record(Line(1, text, is_finished=True))
    return record if isinstance(record, Misfit) else {name: as_text(value) for name, value in record[1].items()}


@pytest.mark.parametrize("style", STYLES)
@given(record=st.dictionaries(NAMES, VALUES, max_size=4))
def test_the_fast_way_reads_what_the_careful_way_reads(style, record):
    text = STYLES[style](record)
    plain = plain_record(text)
    assert plain is None or plain == careful(text)


def test_ordinary_lines_go_the_fast_way():
    record = {"id": "gid://shopify/Order/1", "näme": "Łódź \n", "list": [1, {"a": None}], "ok": True, "nothing": None}
    for style in ("compact", "with blanks"):
        assert plain_record(STYLES[style](record)) == {
            "id": "gid://shopify/Order/1",
            "näme": "Łódź \n",
            "list": '[1,{"a":null}]',
            "ok": "true",
            "nothing": "",
        }


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2}',
        '{"a":{"b":1,"b":1}}',
        '{"a":12345678901234567890123}',
        '{"a":2.50}',
        '{"a":1e-7}',
        '{"a":[1.5e-7]}',
        '{"a":-0}',
        '{"a":NaN}',
        r'{"a":"\ud83d"}',
        '{"a":' + "[" * 65 + "]" * 65 + "}",
        '["a"]',
        '{"a":1',
        '{"a":01}',
    ],
)
def test_lines_that_would_lose_something_go_the_careful_way(text):
    assert plain_record(text) is None


def test_digits_stay_as_they_were_delivered():
    assert careful('{"a":2.50,"b":[1e-7,1.0],"c":12345678901234567890123}') == {
        "a": "2.50",
        "b": "[0.0000001,1.0]",
        "c": "12345678901234567890123",
    }
    assert plain_record('{"a":2.5,"b":[0.1,1.0]}') == {"a": "2.5", "b": "[0.1,1.0]"}


@pytest.mark.parametrize("kept", [0, 10**9])
def test_fields_that_only_later_records_name_are_columns_of_all_rows(tmp_path, monkeypatch, kept):
    monkeypatch.setattr(json_records, "MOST_KEPT_BYTES", kept)
    monkeypatch.setattr(json_records, "ROWS_PER_BATCH", 2)
    path = tmp_path / "a.jsonl"
    path.write_text('{"a":1}\n{"a":2}\n[]\n{"b":3}\n{"a":4,"c":5}\n')
    with open_rows(path, Format(type="jsonl")) as reader:
        assert reader.header == ("a", "b", "c")
        batches = list(reader.batches())
    rows = [row for batch in batches for row in batch.rows.to_pylist()]
    assert [tuple(row.values()) for row in rows] == [
        ("1", "", "", 1),
        ("2", "", "", 2),
        ("", "3", "", 4),
        ("4", "", "5", 5),
    ]
    assert [misfit.line for batch in batches for misfit in batch.misfits] == [3]


ONLY_ORDERS = """\
files: "*"
delivery: {from: file_time}
mode: events
max_quarantined: 1
format: {type: jsonl, only: {field: kind, begins: "Order/", others: ["Line/"]}}
"""
COLUMNS = "id: {type: bigint}\nkind: {type: varchar}\n"
KINDS = (
    '{"kind":"Order/1","id":1}',
    '{"kind": "Line/1", "id": 7}',
    '{"id":8,"kind":"Line/2"}',
    '{"kind":"Order/2","id":2}',
)


def test_an_entity_reads_the_lines_of_its_kind_alone(shop):
    shop.write_contract(COLUMNS, ONLY_ORDERS)
    result = shop.load("\n".join(KINDS) + "\n", "a.jsonl")
    assert (result.status, result.rows_read, result.rows_loaded) == ("loaded", 2, 2)
    assert shop.query("select id, _line from raw.till__sale order by id") == [(1, 1), (2, 4)]


@pytest.mark.parametrize("stranger", ['{"kind":"Gift/1","id":3}', '{"id":3}', '{"kind":null,"id":3}'])
def test_a_line_of_no_kind_goes_to_quarantine(shop, stranger):
    shop.write_contract(COLUMNS, ONLY_ORDERS)
    result = shop.load("\n".join([*KINDS, stranger]) + "\n", "a.jsonl")
    assert (result.rows_loaded, result.rows_quarantined) == (2, 1)
    assert shop.faults() == [(5, None, None, "is of no kind that the contract names for this file")]


def test_a_file_cut_off_within_a_line_of_another_kind_is_refused(shop):
    shop.write_contract(COLUMNS, ONLY_ORDERS)
    result = shop.load(KINDS[0] + "\n" + '{"kind":"Line/1","id', "a.jsonl")
    assert (result.status, result.reason) == (
        "refused",
        "line 2: the file is cut off: its last line is no whole JSON object",
    )


TWO_KINDS = """\
system: till
kind: web_shop
entities:
  order:
    files: "*.jsonl"
    delivery: {{from: name, pattern: "%Y-%m-%d"}}
    format: {{type: jsonl, only: {{field: kind, begins: "Order/", others: ["Line/"]}}}}
    mode: events
    columns: {{id: {{type: bigint}}, kind: {{type: varchar}}}}
  line:
    files: "*.jsonl"
    delivery: {{from: name, pattern: "%Y-%m-%d"}}
    format: {{type: jsonl{of_lines}}}
    mode: events
    columns: {{id: {{type: bigint}}, kind: {{type: varchar}}}}
"""


def test_two_entities_share_a_file_of_two_kinds(shop):
    of_lines = ', only: {field: kind, begins: "Line/", others: ["Order/"]}'
    shop.contract_path.write_text(TWO_KINDS.format(of_lines=of_lines))
    shop.deliver("2011-01-05.jsonl", "\n".join(KINDS) + "\n")
    assert [(one.entity, one.rows_loaded) for one in shop.build()] == [("order", 2), ("line", 2)]
    assert shop.build() == []


@pytest.mark.parametrize(
    "of_lines", ["", ', only: {field: kind, begins: "Order/1"}', ', only: {field: id, begins: "7"}']
)
def test_two_entities_never_share_a_line(shop, of_lines):
    shop.contract_path.write_text(TWO_KINDS.format(of_lines=of_lines))
    shop.deliver("2011-01-05.jsonl", "\n".join(KINDS) + "\n")
    with pytest.raises(SettingsError, match="each file has one owner"):
        shop.build()


def test_kinds_that_cannot_be_told_apart_are_refused(shop):
    shop.write_contract(
        entity='files: "*"\ndelivery: {from: file_time}\nmode: events\n',
        more=('format: {type: jsonl, only: {field: kind, begins: "Order", others: ["OrderLine"]}}\n'),
    )
    with pytest.raises(SettingsError, match="a line may begin with both 'Order' and 'OrderLine'"):
        _ = shop.contract


def test_decimals_of_a_careful_line_are_numbers():
    assert jsonl_reader._careful_record(Line(1, '{"a": 2.50}', is_finished=True)) == (1, {"a": Decimal("2.50")})
