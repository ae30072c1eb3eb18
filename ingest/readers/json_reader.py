"""JSON files: an array of objects, at the top or where `records` says, read as a stream.

Belongs here: finding the array and its objects. Does not belong here: objects to rows (json_records.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import ijson
from ijson.backends import python

from ingest.grammar import Format
from ingest.readers.encodings import hint_at_encoding, without_mark
from ingest.readers.json_records import (
    DOUBLED,
    MOST_NESTING,
    NESTED,
    NO_OBJECT,
    Record,
    RecordsInBatches,
    names_within,
    rows_of_records,
    without_half_characters,
)
from ingest.readers.json_text import JsonText, NeedsCare
from ingest.readers.rows import FileRefused, Misfit
from ingest.readers.text_batches import as_text


@contextmanager
def open_json(path: Path, form: Format) -> Iterator[RecordsInBatches]:
    """The line of a record is its number in the array, from 1. Raises FileRefused where the file is not whole JSON."""
    yield rows_of_records(path, lambda: _records(path, form))


_Events = Iterator[tuple[str, Any]]
_Parser = Callable[..., _Events]


def _records(path: Path, form: Format) -> Iterator[Record | Misfit]:
    """With the fast parser as far as it can be trusted, else from there on with the slow one."""
    whole = 0
    try:
        for record in _parsed(path, form, ijson.basic_parse, is_watched=True):
            yield record
            whole += 1
    except NeedsCare:
        careful = _parsed(path, form, python.basic_parse, is_watched=False)
        yield from map(without_half_characters, islice(careful, whole, None))


def _parsed(path: Path, form: Format, parse: _Parser, *, is_watched: bool) -> Iterator[Record | Misfit]:
    whole = 0
    try:
        with path.open(encoding=without_mark(form.encoding), newline="") as text:
            events = parse(JsonText(text, is_watched=is_watched), use_float=False)
            if not _find_array(events, form.records.split(".") if form.records else []):
                where = f"at {form.records}" if form.records else "at the top; name its place as records in the format"
                raise FileRefused(f"holds no array {where}")
            for event, value in events:
                if event == "end_array":
                    break
                yield _record(whole + 1, event, value, events)
                whole += 1
            for _ in events:  # what follows the array must be whole JSON too
                pass
    except UnicodeError as error:
        reason = f"is no {form.encoding} text from record {whole + 1} on"
        raise FileRefused(reason + hint_at_encoding(path, form.encoding, error)) from error
    except (ijson.JSONError, ArithmeticError) as error:
        raise FileRefused(_reason(error, whole + 1)) from error
    except OSError as error:
        raise FileRefused(f"the file cannot be read ({error.strerror})") from error


def _reason(error: Exception, number: int) -> str:
    """A number of JSON may be none that can be computed with."""
    is_number = isinstance(error, ArithmeticError) or isinstance(error.__context__, (ValueError, ArithmeticError))
    if is_number:
        return f"record {number} holds a number of too many digits"
    return f"is no whole JSON from record {number} on: it is cut off there, or JSON does not know what stands there"


def _find_array(events: _Events, names: list[str]) -> bool:
    """Reads until the array below the keys `names` begins. ijson's own paths grow with the depth of the document."""
    depth = found = 0
    is_named = not names
    for event, value in events:
        if event == "start_array" and is_named and found == max(len(names) - 1, 0) and depth == len(names):
            return True
        if event == "start_map" and is_named and depth == found + 1:
            found += 1
        depth = _depth_after(depth, event)
        is_named = event == "map_key" and depth == found + 1 and found < len(names) and value == names[found]
    return False


def _record(number: int, event: str, value: Any, events: _Events) -> Record | Misfit:
    built = ijson.ObjectBuilder()
    built.event(event, value)
    depth = deepest = _depth_after(0, event)
    fields = 0
    while depth:
        event, value = next(events)
        fields += event == "map_key"
        depth = _depth_after(depth, event)
        deepest = max(deepest, depth)
        if deepest <= MOST_NESTING:
            built.event(event, value)
    if deepest > MOST_NESTING:
        return Misfit(number, "", 1, NESTED)
    if not isinstance(built.value, dict):
        return Misfit(number, as_text(built.value), 1, NO_OBJECT)
    if fields > names_within(built.value):
        return Misfit(number, as_text(built.value), 1, DOUBLED)
    return number, built.value


def _depth_after(depth: int, event: str) -> int:
    return depth + (event in ("start_map", "start_array")) - (event in ("end_map", "end_array"))
