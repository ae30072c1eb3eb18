"""The same rows in every format, encoding and packing are the same typed rows."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from delivered_formats import (
    COLUMNS,
    EXPECTED,
    NAMES,
    STANDING,
    csv_text,
    jsonl_bytes,
    load,
    parquet_bytes,
    records,
    xlsx_bytes,
    zipped,
)

FORMS = {
    "csv": ("format: {type: csv}", ".csv", lambda: csv_text().encode()),
    "csv with BOM": ("format: {type: csv}", ".csv", lambda: csv_text().encode("utf-8-sig")),
    "csv cp1252": ("format: {type: csv, encoding: cp1252}", ".csv", lambda: csv_text().encode("cp1252")),
    "csv utf-16": ("format: {type: csv, encoding: utf-16}", ".csv", lambda: csv_text().encode("utf-16")),
    "csv semicolon": (
        "format: {type: csv, delimiter: ';'}",
        ".csv",
        lambda: csv_text().replace(",", ";").encode(),
    ),
    "csv without a header": (
        f"format: {{type: csv, header: {json.dumps(list(NAMES))}}}",
        ".csv",
        lambda: csv_text().split("\n", 1)[1].encode(),
    ),
    "csv.gz": ("format: {type: csv}", ".csv.gz", lambda: gzip.compress(csv_text().encode())),
    "csv.zip": ("format: {type: csv}", ".csv.zip", lambda: zipped("a.csv", csv_text())),
    "json": ("format: {type: json}", ".json", lambda: json.dumps(records()).encode()),
    "json below": (
        "format: {type: json, records: data.rows}",
        ".json",
        lambda: json.dumps({"total": 2, "data": {"rows": records(), "next": None}}).encode(),
    ),
    "json utf-16": ("format: {type: json, encoding: utf-16}", ".json", lambda: json.dumps(records()).encode("utf-16")),
    "jsonl": ("format: {type: jsonl}", ".jsonl", jsonl_bytes),
    "jsonl.gz": ("format: {type: jsonl}", ".jsonl.gz", lambda: gzip.compress(jsonl_bytes())),
    "parquet": ("format: {type: parquet}", ".parquet", parquet_bytes),
    "xlsx": ("format: {type: xlsx}", ".xlsx", xlsx_bytes),
    "xlsx below blank rows": ("format: {type: xlsx, sheet: Calls}", ".xlsx", lambda: xlsx_bytes(None, "Calls", 3)),
    "by suffix": ("formats: {.xlsx: {type: xlsx}}", ".xlsx", xlsx_bytes),
}


@pytest.mark.parametrize("name", FORMS)
def test_same_rows_in_every_format(shop, name):
    form, file, content = FORMS[name]
    result = load(shop, form, file, content())
    assert (result.status, result.reason, result.rows_loaded) == ("loaded", None, 2), shop.faults()
    assert shop.standing(STANDING) == EXPECTED


def test_chinese_text_in_gb18030(shop):
    load(
        shop, "format: {type: csv, encoding: gb18030}", ".csv", csv_text().replace("Ann Ö", "王芳𠀀").encode("gb18030")
    )
    assert shop.standing("name")[-1:] == [("王芳𠀀",)] or ("王芳𠀀",) in shop.standing("name")


def test_workbook_and_csv_of_the_same_rows_are_the_same_facts_once(shop):
    shop.write_contract(
        COLUMNS,
        "files: '*'\ndelivery: {from: name, pattern: '%Y-%m-%d'}\nmode: events\nkey: [id]\n"
        "formats: {.xlsx: {type: xlsx}}\n",
    )
    assert shop.load(csv_text(), "2011-01-05.csv").rows_loaded == 2
    second = shop.load(xlsx_bytes(), "2011-01-05.xlsx")
    assert (second.status, second.rows_loaded, second.rows_known) == ("loaded", 0, 2)


def test_times_with_a_zone_are_delivered_in_utc(shop):
    at = pa.array([dt.datetime(2011, 1, 5, 12, tzinfo=dt.UTC)], pa.timestamp("ns", "America/Sao_Paulo"))
    out = io.BytesIO()
    pq.write_table(pa.table({**{name: pa.nulls(1, pa.string()) for name in NAMES}, "id": [1], "at": at}), out)
    load(shop, "format: {type: parquet}", ".parquet", out.getvalue())
    assert shop.standing('"at"::varchar') == [("2011-01-05 12:00:00",)]


def test_nested_values_are_kept_as_json_text(shop):
    content = '{"id": 1, "name": {"first": "Ann", "tags": [1, 2.50]}}\n'
    optional = COLUMNS.replace("}\n", ", optional: true}\n").replace("required: true, optional: true", "required: true")
    shop.write_contract(
        optional, "files: '*'\ndelivery: {from: name, pattern: '%Y-%m-%d'}\nmode: events\nformat: {type: jsonl}\n"
    )
    shop.load(content, "2011-01-05.jsonl")
    assert shop.standing("name") == [('{"first":"Ann","tags":[1,2.50]}',)]


def test_empty_array_is_a_delivery_of_no_rows(shop):
    result = load(shop, "format: {type: json}", ".json", b"[]")
    assert (result.status, result.rows_read) == ("loaded", 0)


QUEUE_LOG = (
    "1293840000|1293840000.1|NONE|NONE|QUEUESTART|\n"
    "1293840010|1293840010.2|sales|NONE|ENTERQUEUE||5550100|1\n"
    "1293840030|1293840010.2|sales|Agent/7|CONNECT|20|1293840011.3|4\n"
    "nonsense\n"
)


def test_queue_log_of_asterisk(shop):
    names = ["epoch", "call_id", "queue", "agent", "event", *(f"data{n}" for n in range(1, 6))]
    columns = "".join(f"{name}: {{type: varchar}}\n" for name in names)
    shop.write_contract(
        columns,
        "files: 'queue_log*'\ndelivery: {from: name, pattern: '%Y%m%d'}\nmode: events\nformat: {type: queue_log}\n"
        "max_quarantined: 0.5\n",
    )
    result = shop.load(QUEUE_LOG, "queue_log-20110101")
    assert (result.rows_loaded, result.rows_quarantined) == (3, 1)
    assert ("CONNECT", "20", "1293840011.3", None) in shop.standing("event, data1, data2, data4")
    assert shop.faults() == [(4, None, None, "has 1 field, an event has 5 to 10")]


def test_values_of_parquet_keep_every_digit(shop):
    table = pa.table(
        {
            "id": pa.array([Decimal("0.00000001"), Decimal("12345678901234567890.5")], pa.decimal128(38, 8)),
            "name": pa.array([b"Ann", b"\xff"], pa.binary()),
            "at": pa.array([1_000, 1_001], pa.timestamp("ns")),
        }
    )
    out = io.BytesIO()
    pq.write_table(table, out)
    columns = "id: {type: 'decimal(38,8)'}\nname: {type: varchar}\nat: {type: timestamp}\n"
    entity = "files: '*'\ndelivery: {from: name, pattern: '%Y-%m-%d'}\nmode: events\nmax_quarantined: 1\n"
    shop.write_contract(columns, entity + "format: {type: parquet}\n")
    shop.load(out.getvalue(), "2011-01-05.parquet")
    assert shop.standing('id::varchar, name, "at"::varchar') == [
        ("0.00000001", "Ann", "1970-01-01 00:00:00.000001"),
    ]
    assert shop.faults() == [(2, "at", "1970-01-01 00:00:00.000001001", "is no timestamp (YYYY-MM-DD HH:MM:SS)")]


def test_a_file_without_a_header_is_counted_from_its_first_row(shop):
    form = f"format: {{type: csv, header: {json.dumps(NAMES)}}}"
    rows = csv_text().split("\n", 1)[1]
    load(shop, form, ".csv", rows.replace("2,", "two,", 1).encode())
    assert [fault[0] for fault in shop.faults()] == [2]
    assert shop.query("select _line from raw.till__sale") == [(1,)]


def test_an_empty_file_without_a_header_is_a_delivery_of_no_rows(shop):
    result = load(shop, f"format: {{type: csv, header: {json.dumps(NAMES)}}}", ".csv", b"")
    assert (result.status, result.rows_read) == ("loaded", 0)
