"""What cannot be read is refused plainly; what would lose something goes to quarantine."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import openpyxl
import pytest
from delivered_formats import (
    NAMES,
    csv_text,
    jsonl_bytes,
    load,
    parquet_bytes,
    records,
    xlsx_bytes,
    zipped,
)

MISFITS = {
    "field twice": ('{"id": 3, "id": 4}', "names a field twice"),
    "half a character": (r'{"id": 3, "name": "\ud800"}', "holds half a character (a lone surrogate)"),
    "no object": ("[1, 2]", "is no JSON object"),
}


@pytest.mark.parametrize("name", MISFITS)
def test_json_that_would_lose_something_goes_to_quarantine(shop, name):
    bad, reason = MISFITS[name]
    result = load(shop, "format: {type: jsonl}", ".jsonl", jsonl_bytes() + bad.encode() + b"\n")
    assert (result.rows_loaded, result.rows_quarantined) == (2, 1)
    assert shop.faults() == [(3, None, None, reason)]


@pytest.mark.parametrize("number", ["1e999999999", "9" * 400])
def test_monstrous_numbers_are_no_numbers(shop, number):
    bad = json.dumps(records()[0]).replace('"id": 1', f'"id": {number}')
    result = load(shop, "format: {type: jsonl}", ".jsonl", jsonl_bytes() + bad.encode() + b"\n")
    assert (result.rows_loaded, shop.faults()[0][1::2]) == (2, ("id", "is no whole number (bigint)"))


def test_line_of_what_is_no_text(shop):
    content = jsonl_bytes() + b'{"id": 1, "name": "Ann \xd6"}\n' + jsonl_bytes()
    assert load(shop, "format: {type: jsonl}", ".jsonl", content).reason == "line 3: is no utf-8 text from here on"


@pytest.mark.parametrize(("cell", "is_refused"), [("<f>A2</f><v></v>", True), ("<f>A2</f><v>7</v>", False)])
def test_formulas_are_taken_where_their_value_is_there(shop, cell, is_refused):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes([NAMES, [1, "=A2"]]))) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            text = old.read(member).decode()
            new.writestr(member, text.replace("<f>A2</f><v></v>", cell).replace("<f>A2</f><v />", cell))
    result = load(shop, "format: {type: xlsx}", ".xlsx", out.getvalue())
    assert (result.status == "refused") == is_refused, result.reason
    assert is_refused or shop.standing("name") == [("7",)]


def test_nothing_is_left_where_files_are_unpacked(shop, tmp_path, monkeypatch):
    (tmp_path / "unpacked").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "unpacked"))
    load(shop, "format: {type: csv}", ".csv.gz", gzip.compress(csv_text().encode()))
    assert list((tmp_path / "unpacked").iterdir()) == []


REFUSALS = {
    "zip of two": ("{type: csv}", ".zip", lambda: zipped("a.csv", csv_text(), ("b.csv",)), "the zip holds 2 files"),
    "no zip": ("{type: csv}", ".zip", lambda: csv_text().encode(), "is no zip archive"),
    "no gz": ("{type: csv}", ".gz", lambda: csv_text().encode(), "is no gz archive"),
    "cut gz": ("{type: csv}", ".gz", lambda: gzip.compress(csv_text().encode())[:-9], "cut off"),
    "bomb": ("{type: csv}", ".gz", lambda: gzip.compress(b"0" * (65 << 20)), "unpacks to more than 500 times"),
    "no parquet": ("{type: parquet}", ".parquet", lambda: b"PAR1 nothing", "is no Parquet file"),
    "cut parquet": ("{type: parquet}", ".parquet", lambda: parquet_bytes()[:-20], "is no Parquet file, or is cut off"),
    "no workbook": ("{type: xlsx}", ".xlsx", lambda: csv_text().encode(), "is no XLSX workbook"),
    "other sheet": ("{type: xlsx, sheet: Calls}", ".xlsx", xlsx_bytes, "has no sheet 'Calls' among its 1"),
    "empty sheet": ("{type: xlsx}", ".xlsx", lambda: xlsx_bytes([]), "the sheet is empty"),
    "formula": ("{type: xlsx}", ".xlsx", lambda: xlsx_bytes([NAMES, [1, "=A2"]]), "line 2: has a formula without"),
    "cut json": ("{type: json}", ".json", lambda: json.dumps(records()).encode()[:-9], "is no whole JSON from record"),
    "no array": ("{type: json}", ".json", lambda: b'{"id": 1}', "holds no array at the top"),
    "cut jsonl": ("{type: jsonl}", ".jsonl", lambda: jsonl_bytes()[:-9], "line 2: the file is cut off"),
    "jsonl no text": ("{type: jsonl}", ".jsonl", lambda: jsonl_bytes() + b'{"id": "\xff"}\n', "is no utf-8 text"),
    "missing": ("{type: jsonl}", ".jsonl", lambda: b'{"id": 1}\n', "missing from the header: 'name', 'price'"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_cannot_be_read_is_refused_with_its_reason(shop, name):
    form, file, content, reason = REFUSALS[name]
    result = load(shop, f"format: {form}", file, content())
    assert result.status == "refused"
    assert reason in result.reason
    assert shop.query("select count(*) from raw.till__sale") == [(0,)]


def test_merged_cells_are_refused_with_their_row(shop):
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx_bytes()))
    workbook.active.merge_cells("B2:B3")
    out = io.BytesIO()
    workbook.save(out)
    result = load(shop, "format: {type: xlsx}", ".xlsx", out.getvalue())
    assert result.reason is not None
    assert result.reason.startswith("line 3: has merged cells")


@pytest.mark.parametrize("deep", ["[" * 100 + "]" * 100, "[" * 100_000 + "]" * 100_000])
@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_what_is_nested_too_deep_goes_to_quarantine(shop, kind, deep):
    good = json.dumps(records()[0])
    bad = '{"id": 2, "name": ' + deep + "}"
    content = f"{good}\n{bad}\n" if kind == "jsonl" else f"[{good},{bad}]"
    result = load(shop, f"format: {{type: {kind}}}", f".{kind}", content)
    assert (result.status, result.reason, result.rows_loaded, result.rows_quarantined) == ("loaded", None, 1, 1)
    assert shop.faults()[0][3] == "is nested more than 64 deep"


@pytest.mark.parametrize(("form", "line", "reason"), [("{type: xlsx, quote: x}", 9, "xlsx takes no quote")])
def test_setting_that_a_format_does_not_have(shop, form, line, reason):
    from warehouse.company import SettingsError

    with pytest.raises(SettingsError, match=reason):
        load(shop, f"format: {form}", ".xlsx", b"")
