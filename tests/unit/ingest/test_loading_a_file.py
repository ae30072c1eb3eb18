"""Loading one file: what goes to raw, what to quarantine, what is refused whole, and what the ledger says of it."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal

import pytest

GOOD = "1,Ann,2.50\n2,,\n"


def counts(result):
    return result.rows_read, result.rows_loaded, result.rows_known, result.rows_quarantined, result.rows_withdrawn


def test_rows_arrive_typed_with_their_lineage(shop):
    result = shop.load("name,id,price\nAnn,1,2.50\n\n,2,\n")
    assert (result.delivery_id, result.status, result.reason, counts(result)) == (1, "loaded", None, (2, 2, 0, 0, 0))
    assert (result.system, result.entity, result.file) == ("till", "sale", "2011-01-05.csv")
    assert result.delivery_date == datetime.date(2011, 1, 5)
    assert shop.query("from raw.till__sale order by _line") == [
        (1, "Ann", Decimal("2.50"), None, 1, 2, None),
        (2, None, None, None, 1, 4, None),
    ]


def test_ledger_says_what_the_result_says(shop):
    shop.load("id,name,price,colour\n1,Ann,2.50,red\n")
    said = shop.query(
        "select delivery_id, system_name, entity_name, file, length(content_hash), size_bytes, delivery_date, status, "
        "reason, rows_read, rows_loaded, new_columns, loaded_at is not null from ledger.delivery"
    )
    day = datetime.date(2011, 1, 5)
    expected = (1, "till", "sale", "2011-01-05.csv", 64, 36, day, "loaded", None, 1, 1, ["colour"], True)
    assert said == [expected]


def test_equal_rows_of_a_file_are_all_kept(shop):
    assert counts(shop.load("id,name,price\n" + "1,Ann,2\n" * 3)) == (3, 3, 0, 0, 0)


def test_header_and_no_rows_is_a_delivery_of_no_rows(shop):
    result = shop.load("id,name,price\n")
    assert (result.status, counts(result)) == ("loaded", (0, 0, 0, 0, 0))


def test_faulty_rows_are_quarantined_with_all_their_faults(shop):
    shop.write_contract(more="max_quarantined: 1\n")
    result = shop.load('id,name,price\n1,"A\nnn",2\n6.7,Bob,1.234\n\n,Cid,1\n4,Dan\n5,Eve,1,x\n')
    assert counts(result) == (5, 1, 0, 4, 0)
    assert shop.faults() == [
        (4, "id", "6.7", "is no whole number (bigint)"),
        (4, "price", "1.234", "is no decimal(10,2) number"),
        (6, "id", None, "is required and missing"),
        (7, None, None, "has 2 fields, the header has 3"),
        (8, None, None, "has 4 fields, the header has 3"),
    ]
    sources = [json.loads(text) for (text,) in shop.query("select source_row from quarantine.row order by _line")]
    assert sources == [
        {"id": "6.7", "name": "Bob", "price": "1.234"},
        {"id": "", "name": "Cid", "price": "1"},
        "4,Dan",
        "5,Eve,1,x",
    ]


def test_new_columns_are_kept_beside_the_row(shop):
    result = shop.load('id,zone,name,price,"it\'s ""a"""\n1,N,Ann,2,x\n2,,Bob,3,\n3,S,Cid,4,\n')
    assert result.new_columns == ("zone", 'it\'s "a"')
    extras = [extra and json.loads(extra) for (extra,) in shop.query("select _extra from raw.till__sale order by id")]
    assert extras == [{"zone": "N", 'it\'s "a"': "x"}, None, {"zone": "S"}]


def test_names_that_differ_only_in_case_are_different_columns(shop):
    assert shop.load("id,ID,name,price\n1,x,Ann,2\n").new_columns == ("ID",)
    assert shop.standing("id, _extra") == [(1, '{"ID":"x"}')]


def test_optional_column_may_be_missing(shop):
    shop.write_contract(columns="id: {type: bigint}\nname: {type: varchar, optional: true}\nprice: {type: double}\n")
    shop.load("price,id\n2.5,1\n")
    assert shop.standing() == [(1, None, 2.5)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "the file is empty"),
        ("id,price\n1,2\n", "line 1: declared and not optional, but missing from the header: 'name'"),
        ("id,Name,price\n1,Ann,2\n", "'name'; the header has 'Name'"),
        ("id;name;price\n1;Ann;2\n", "the whole header is one column and holds ';', which may be the delimiter"),
        ("id,name,price,x,x\n1,Ann,2,3,4\n", "line 1: the header names 'x' twice, as column 4 and 5"),
        ("id,name,price\n1,Ann,2\n2,Bo", "line 3: the file is cut off"),
        ('id,name,price\n1,"Ann,2\n', "line 2: a quote in this row is opened and never closed"),
        (b"id,name,price\n1,\xe9,2\n", "line 2: byte 16 of the file is no utf-8 text"),
        ("id,name,price\n1,a\0,2\n", "line 2: holds a NUL character"),
    ],
)
def test_refused_file_leaves_nothing_but_its_ledger_row(shop, content, reason):
    result = shop.load(content)
    assert (result.status, counts(result)) == ("refused", (0, 0, 0, 0, 0))
    assert reason in result.reason
    assert shop.query("select status, reason from ledger.delivery") == [("refused", result.reason)]
    assert shop.query("from raw.till__sale") == shop.query("from quarantine.row") == []


def test_too_many_faulty_rows_refuse_the_file_without_a_value_in_the_reason(shop):
    content = "id,name,price\n" + "1,Ann,2\n" * 17 + "SW1A 1AA,Ann,2\n" + "1,Ann\n"
    result = shop.load(content)
    assert result.reason == (
        "2 of 19 rows (10.5%) do not fit the contract, max_quarantined allows 5.0%; "
        "the first: line 19, column 'id' (text, 8 characters) is no whole number (bigint)"
    )
    assert shop.query("from raw.till__sale") == shop.query("from quarantine.row") == []


def test_share_of_exactly_max_quarantined_is_loaded(shop):
    assert counts(shop.load("id,name,price\n" + "1,Ann,2\n" * 19 + "x,Ann,2\n")) == (20, 19, 0, 1, 0)


def test_refusals_of_ragged_and_missing_say_no_value_either(shop):
    assert "the first: line 2 has 1 field, the header has 3" in shop.load("id,name,price\nsecret\n").reason
    reason = shop.load("id,name,price\n,secret,2\n", "2011-01-06.csv").reason
    assert reason.endswith("the first: line 2, column 'id' is required and missing")


def test_file_that_changes_while_it_is_read_is_refused_and_tried_again(shop, monkeypatch):
    import ingest.load as loading

    def changing(path, form):
        path.write_text("id,name,price\n2,Bob,2\n")
        return original(path, form)

    original = loading.open_rows
    monkeypatch.setattr(loading, "open_rows", changing)
    assert "changed while it was read" in shop.load("id,name,price\n1,Ann,2\n").reason
    monkeypatch.undo()
    (again,) = shop.build()
    assert (again.status, shop.standing("id")) == ("loaded", [(2,)])


def test_failure_within_a_file_leaves_nothing_of_it(shop, monkeypatch):
    import ingest.load as loading

    def fail(*_):
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(loading, "record_delivery", fail)
    with pytest.raises(RuntimeError, match="stopped"):
        shop.load("id,name,price\n1,Ann,2\nx,Ann,2\n" + "1,Ann,2\n" * 30)
    for table in ("raw.till__sale", "quarantine.row", "ledger.delivery"):
        assert shop.query(f"from {table}") == []
    monkeypatch.undo()
    assert counts(shop.build()[0]) == (32, 31, 0, 1, 0)


def test_more_rows_than_a_batch_hold_their_faults_exactly(shop, monkeypatch):
    monkeypatch.setattr("ingest.readers.csv_reader.BLOCK_BYTES", (512, 4096))
    rows = "".join(f"{'x' if n % 50 == 0 else n},Ann,2\n" for n in range(1, 5001))
    result = shop.load("id,name,price\n" + rows)
    assert counts(result) == (5000, 4900, 0, 100, 0)
    assert [line for line, *_ in shop.faults()] == [1 + n for n in range(50, 5001, 50)]
    assert shop.query("select count(*) from raw.till__sale where _line <> id + 1") == [(0,)]


def test_names_of_columns_cannot_break_out_of_sql(shop):
    columns = """'a"; drop table raw.till__sale; --': {type: bigint, required: true}\n"it's": {type: varchar}\n"""
    shop.write_contract(columns=columns, more="max_quarantined: 1\n")
    header = '"a""; drop table raw.till__sale; --",it\'s,"x\'); drop schema raw; --"\n'
    assert counts(shop.load(header + "1,a,b\nx,c,d\n")) == (2, 1, 0, 1, 0)
    assert shop.standing("* exclude (_delivery_id)") == [(1, "a", """{"x'); drop schema raw; --":"b"}""", 2, None)]


def test_memory_is_bounded_however_large_the_file(shop, monkeypatch):
    """Arrow memory at its highest stays below a few blocks, for a file of many blocks."""
    import pyarrow as pa

    monkeypatch.setattr("ingest.readers.csv_reader.BLOCK_BYTES", (1 << 18, 1 << 20))
    row = "1,Ann and a name that fills a few more bytes,2.50\n"
    before = pa.default_memory_pool().bytes_allocated()
    highest = 0

    import ingest.insertion as insertion

    run = insertion._run

    def watched(*arguments):
        nonlocal highest
        highest = max(highest, pa.default_memory_pool().bytes_allocated() - before)
        return run(*arguments)

    monkeypatch.setattr(insertion, "_run", watched)
    result = shop.load("id,name,price\n" + row * 400_000)
    assert result.rows_loaded == 400_000
    assert highest < 8 << 20
