"""Damage to JSON and JSON Lines: what the grammar allows and no row can be, and what it does not allow.

Belongs here: objects, arrays, numbers. Does not belong here: lines and encodings (kinds_of_text.py).
"""

from __future__ import annotations

import json

from tests.damage.draft import Draft, Made, kind
from tests.damage.writing import encode, json_pieces, json_record

_DEEP = (65, 1_000, 100_000)


def _records(draft: Draft) -> list[str]:
    return [json_record(draft.table.header, row) for row in draft.table.rows]


def _content(draft: Draft, records: list[str]) -> bytes:
    if draft.dialect.family == "jsonl":
        return encode(draft.dialect, "".join(record + "\n" for record in records))
    return encode(draft.dialect, "".join(json_pieces(draft.dialect, records)))


def _replaced(draft: Draft, choices: tuple[str, ...]) -> Made:
    """Some records are something else, which is no row."""
    records, rows = _records(draft), draft.some_rows()
    for row in rows:
        records[row] = draft.draw.choice(choices)
    return draft.made(_content(draft, records), {row: [None] for row in rows})


@kind("json", "jsonl")
def nested_too_deep(draft: Draft) -> Made:
    depth = draft.draw.choice(_DEEP)
    records, row = _records(draft), draft.some_rows(1)[0]
    inner = ("[" * depth + "]" * depth) if draft.draw.random() < 0.5 else ('{"a":' * depth + "1" + "}" * depth)
    records[row] = records[row].removesuffix("}") + f', "more": {inner}}}'
    return draft.made(_content(draft, records), {row: [None]})


@kind("json", "jsonl")
def nested_within_reason(draft: Draft) -> Made:
    for row in draft.some_rows():
        draft.table = draft.table.with_value(row, "name", "marked")
    records = [record.replace('"marked"', '{"first": "Ann", "tags": [1, [2.50, null]]}') for record in _records(draft)]
    return draft.made(_content(draft, records))


@kind("json", "jsonl")
def no_objects(draft: Draft) -> Made:
    return _replaced(draft, ("[1, 2]", "7", '"' + draft.planted + '"', "null", "true", "[]"))


@kind("json", "jsonl")
def field_named_twice(draft: Draft) -> Made:
    records, rows = _records(draft), draft.some_rows()
    for row in rows:
        more = draft.draw.choice(('"name": "{}"', '"more": {{"a": 1, "a": "{}"}}')).format(draft.planted)
        records[row] = records[row].removesuffix("}") + f", {more}}}"
    return draft.made(_content(draft, records), {row: [None] for row in rows})


@kind("jsonl")
def lines_that_are_no_json(draft: Draft) -> Made:
    wrong = (
        "{'id': 1}",
        '{"id": 1,}',
        '{"id": 1} // one',
        "{id: 1}",
        '{"id": 1} {"id": 2}',
        draft.planted,
        '{"id": 01}',
    )
    return _replaced(draft, wrong)


@kind("json")
def array_that_is_no_json(draft: Draft) -> Made:
    records, row = _records(draft), draft.some_rows(1)[0]
    wrong = draft.draw.choice(("{'id': 1}", '{"id": 1,}', "{id: 1}", "", "NaN", '{"id": 01}', "// a remark\n{}"))
    records[row] = wrong
    return draft.refused(_content(draft, records), reason=f"no whole JSON from record {row + 1} on")


@kind("json")
def more_behind_the_array(draft: Draft) -> Made:
    content = _content(draft, _records(draft)) + encode(draft.dialect, draft.planted).removeprefix(b"\xff\xfe")
    return draft.refused(content, reason="no whole JSON")


@kind("json")
def object_instead_of_an_array(draft: Draft) -> Made:
    record = _records(draft)[0]
    text = json.dumps({"data": {"rows": json.loads(record)}}) if draft.dialect.records else record
    return draft.refused(encode(draft.dialect, text), reason="holds no array")


@kind("json")
def array_of_no_rows(draft: Draft) -> Made:
    draft.table = type(draft.table)(draft.table.header, ())
    return draft.made(_content(draft, []))


@kind("json", "jsonl")
def numbers_of_many_digits(draft: Draft) -> Made:
    """Numbers to JSON, none to the columns."""
    rows = draft.some_rows()
    for row in rows:
        draft.table = draft.table.with_value(row, "price", "marked")
    number = draft.draw.choice(("1e999", "-1e-400", "9" * 300, "1.23456789", "9" * 700))
    records = [record.replace('"marked"', number) for record in _records(draft)]
    return draft.made(_content(draft, records), {row: ["price"] for row in rows})


@kind("json", "jsonl")
def escaped_characters(draft: Draft) -> Made:
    for row in draft.some_rows():
        draft.table = draft.table.with_value(row, "name", "marked")
    escaped = draft.draw.choice((r"\u0041nn \u00e9", r"\ud83d\ude00", r"tab\tline\nend", r"a\u0000b", r"\/\\"))
    records = [record.replace("marked", escaped) for record in _records(draft)]
    return draft.made(_content(draft, records))


@kind("json", "jsonl")
def exponents_beyond_all_numbers(draft: Draft) -> Made:
    """No library computes with them, so a parser that meets one in an array cannot go on behind it."""
    row = draft.some_rows(1)[0]
    draft.table = draft.table.with_value(row, "price", "marked")
    content = _content(draft, [record.replace('"marked"', "1e9999999999999999999") for record in _records(draft)])
    if draft.dialect.family == "json":
        return draft.refused(content, reason=f"record {row + 1} holds a number of too many digits")
    return draft.made(content, {row: [None]})


@kind("json", "jsonl")
def half_characters(draft: Draft) -> Made:
    rows = draft.some_rows()
    for row in rows:
        draft.table = draft.table.with_value(row, "name", "marked")
    half = draft.draw.choice((r"\ud83d", r"x\ude00", r"\ude00\ud83d"))
    records = [record.replace("marked", half) for record in _records(draft)]
    return draft.made(_content(draft, records), {row: [None] for row in rows})


@kind("json", "jsonl")
def fields_that_some_rows_lack(draft: Draft) -> Made:
    """A record that does not name a field says nothing of it."""
    records = _records(draft)
    for row in draft.some_rows():
        named = json.loads(records[row])
        del named["price"], named["note"]
        records[row] = json.dumps(named, ensure_ascii=False)
    return draft.made(_content(draft, records))
