"""Damage to files of text, whatever stands in them: broken transfers, encodings, line ends.

Belongs here: what befalls bytes and lines. Does not belong here: quotes and delimiters (kinds_of_csv.py), JSON's own
grammar (kinds_of_json.py).
"""

from __future__ import annotations

import codecs
import itertools

from tests.damage.draft import ALL, LINES, TEXTS, Draft, Made, kind
from tests.damage.outcome import Outcome, refused
from tests.damage.rows import Table
from tests.damage.writing import encode, text_lines

_OTHER_ENCODINGS = {
    "utf-8": {"cp1252": "utf-8 text", "utf-16": "utf-8 text", "utf-16-le": "text"},
    "cp1252": {"utf-8-sig": "missing from the header: 'id'", "utf-16": "NUL"},
    "gb18030": {"utf-16": "gb18030 text", "cp1252": "gb18030 text"},
}


def text_of(draft: Draft) -> str:
    return "".join(text_lines(draft.dialect, draft.table))


@kind(*LINES)
def cut_at_the_end_of_a_line(draft: Draft) -> Made:
    """Nothing in such a file tells that there was more: what is there comes in."""
    draft.table = Table(draft.table.header, draft.table.rows[: draft.draw.randrange(1, len(draft.table.rows))])
    return draft.made()


@kind(*LINES)
def cut_within_a_row(draft: Draft) -> Made:
    """Where it shows: before the last field of a row, before the fields that each event has, within an object."""
    if draft.dialect.family == "csv":
        draft.table = Table(draft.table.header, tuple((*row[:-1], "") for row in draft.table.rows))
    lines = text_lines(draft.dialect, draft.table)
    last = draft.draw.randrange(len(lines) - len(draft.table.rows), len(lines))
    kept = lines[last][: draft.draw.randint(1, _end_of_what_shows(draft, lines[last]))]
    return draft.refused(encode(draft.dialect, "".join(lines[:last]) + kept), reason="cut off")


def _end_of_what_shows(draft: Draft, line: str) -> int:
    if draft.dialect.family == "jsonl":
        return len(line) - 2
    delimiters = [place for place, letter in enumerate(line) if letter == draft.dialect.delimiter]
    return delimiters[3 if draft.dialect.family == "queue_log" else -1]


@kind("json")
def cut_anywhere(draft: Draft) -> Made:
    text = text_of(draft)
    return draft.refused(
        encode(draft.dialect, text[: draft.draw.randrange(1, text.rindex("]"))]), reason="no whole JSON"
    )


@kind(*LINES)
def last_line_without_an_end(draft: Draft) -> Made:
    return draft.made(encode(draft.dialect, text_of(draft).removesuffix("\n")))


@kind(*TEXTS)
def cut_within_a_character(draft: Draft) -> Made | None:
    if draft.dialect.encoding == "cp1252":
        return None
    row = draft.some_rows(1)[0]
    column = "name" if "name" in draft.table.header else "agent"
    draft.table = draft.table.with_value(row, column, "Zoë Dubois")
    text = text_of(draft)
    place = text.index("ë") + 1
    return draft.refused(encode(draft.dialect, text[:place])[:-1], reason=f"{draft.dialect.encoding} text")


@kind(*TEXTS)
def nul_character(draft: Draft) -> Made:
    text = text_of(draft)
    place = draft.draw.randrange(1, len(text) - 3)
    reason = "no whole JSON" if draft.dialect.family == "json" else "NUL"
    return draft.refused(encode(draft.dialect, text[:place] + "\0" + text[place:]), reason=reason)


@kind(*TEXTS)
def another_encoding(draft: Draft) -> Made | None:
    others = _OTHER_ENCODINGS.get(draft.dialect.encoding)
    if not others:
        return None
    other, reason = draft.draw.choice(sorted(others.items()))
    column = "name" if "name" in draft.table.header else "agent"
    for row in range(len(draft.table.rows)):
        draft.table = draft.table.with_value(row, column, "Zoë")
    return draft.refused(text_of(draft).encode(other), reason=reason)


@kind(*TEXTS)
def byte_order_mark(draft: Draft) -> Made | None:
    if draft.dialect.encoding not in ("utf-8", "gb18030"):
        return None
    return draft.made(("\ufeff" + text_of(draft)).encode(draft.dialect.encoding))


@kind(*LINES)
def line_ends_of_other_systems(draft: Draft) -> Made:
    end = draft.draw.choice(("\r\n", "\r"))
    return draft.made(encode(draft.dialect, text_of(draft).replace("\n", end)))


@kind(*LINES)
def line_ends_of_all_kinds(draft: Draft) -> Made:
    ends = itertools.cycle(("\r\n", "\n", "\r\n"))
    lines = text_lines(draft.dialect, draft.table)
    return draft.made(encode(draft.dialect, "".join(line.replace("\n", next(ends)) for line in lines)))


@kind(*LINES)
def blank_lines(draft: Draft) -> Made:
    lines = text_lines(draft.dialect, draft.table)
    text = "".join("\n" * draft.draw.randint(0, 3) + line for line in lines) + "\n" * draft.draw.randint(0, 5)
    return draft.made(encode(draft.dialect, text))


@kind(*ALL)
def empty(draft: Draft) -> Made:
    return _of_nothing(draft, b"")


@kind(*TEXTS)
def only_blank_lines(draft: Draft) -> Made:
    return _of_nothing(draft, encode(draft.dialect, "\n" * draft.draw.randint(1, 9)))


def _of_nothing(draft: Draft, content: bytes) -> Made:
    """Formats without a header can say that nothing happened; the others say not even what could have."""
    reasons = {"csv": "the file is empty", "json": "", "parquet": "the file is empty", "xlsx": "the file is empty"}
    reason = reasons.get(draft.dialect.family)
    return Made(content, Outcome("loaded") if reason is None else refused(reason))


@kind(*ALL)
def page_of_an_error(draft: Draft) -> Made:
    """What a web server says instead of the file."""
    page = f"<!DOCTYPE html>\n<html>\n<h1>502 Bad Gateway</h1>\n<p>{draft.planted}</p>\n</html>\n"
    reasons = {
        "csv": "looks like a page of a web server",
        "json": "no whole JSON",
        "jsonl": "5 of 5 rows",
        "queue_log": "5 of 5 rows",
        "parquet": "no Parquet file",
        "xlsx": "no XLSX workbook",
    }
    return draft.refused(encode(draft.dialect, page), reason=reasons[draft.dialect.family])


@kind(*ALL)
def noise(draft: Draft) -> Made:
    """Bytes at random, with a NUL among them, since some encodings take any byte for a letter."""
    return draft.refused(draft.draw.randbytes(3_000) + b"\0\0\0", reason="")


@kind(*TEXTS)
def byte_order_mark_of_utf_16(draft: Draft) -> Made | None:
    if draft.dialect.encoding != "utf-8":
        return None
    content = codecs.BOM_UTF16_LE + text_of(draft).encode()
    return draft.refused(content, reason="begins as utf-16 does, so the contract may name another encoding")
