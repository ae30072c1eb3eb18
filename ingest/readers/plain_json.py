"""Lines of JSON that a fast parser reads without losing anything; the others are for a careful one.

orjson takes the last of two fields of one name, and makes a nearby number of one with many digits. What is written
again letter by letter as it was delivered, in one of the two ways that programs write JSON, has lost nothing.
Belongs here: telling such lines, and their values as text. Does not belong here: all other lines (jsonl_reader.py).
"""

from __future__ import annotations

import json
import re

import orjson

from ingest.readers.json_records import MOST_NESTING

# Python writes a blank behind each colon and comma.
_with_blanks = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_EXPONENT = re.compile(r"e[-+]?[0-9]+[,}\]]")  # as_text writes the zeros of such a number out


def plain_record(text: str) -> dict[str, str] | None:
    """The fields of an object and their values as `text_batches.as_text` gives them; None for all other lines."""
    try:
        values = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    if type(values) is not dict or text.count("{") + text.count("[") > MOST_NESTING:
        return None
    if orjson.dumps(values) != text.encode() and _with_blanks(values) != text:
        return None
    if _EXPONENT.search(text):
        return None
    for name, value in values.items():
        if type(value) is not str:
            values[name] = "" if value is None else orjson.dumps(value).decode()
    return values
