"""Quotes that do not close where a value ends are found, however the text is cut into pieces."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.csv_quotes import QuoteNotClosed, Quotes

HEADER = "id,name,price\n"
MARK = "#"
texts = st.lists(st.sampled_from(['"', '"', ",", "\n", "\r\n", "a", " ", "é", '""']), max_size=40).map("".join)


def marked(text: str, cuts: list[int], quote: str = '"') -> str | int:
    """The text with marks, or where the quote was opened that is not closed."""
    quotes, raw = Quotes(quote, ",", MARK), text.encode()
    places = sorted({min(cut, len(raw)) for cut in cuts})
    pieces = [raw[begin:end] for begin, end in zip([0, *places], [*places, len(raw)], strict=True)]
    try:
        found = [quotes.marked(piece, is_last=number == len(pieces)) for number, piece in enumerate(pieces, start=1)]
    except QuoteNotClosed as problem:
        return problem.offset
    return b"".join(found).decode()


def expected(text: str) -> str | int:
    """Letter by letter, as RFC 4180 reads: a plain machine that shares nothing with the one it judges."""
    raw, out, place, opened_at = text.encode(), bytearray(), 0, None
    while place < len(raw):
        letter, behind = raw[place : place + 1], raw[place + 1 :]
        out += letter
        place += 1
        if letter != b'"':
            continue
        if opened_at is None:
            if place == 1 or raw[place - 2 : place - 1] in (b",", b"\n", b"\r"):
                opened_at = place - 1
        elif behind[:1] == b'"':
            out += b'"'
            place += 1
        else:
            if not re.match(rb"[ \t]*([,\r\n]|\Z)", behind):
                if re.search(rb"[\r\n]", raw[opened_at : place - 1]) or not re.search(rb"[\r\n]", raw[: place - 1]):
                    return opened_at
                out += MARK.encode()
            opened_at = None
    return out.decode()


@given(texts, st.lists(st.integers(0, 60), max_size=6))
def test_any_text_in_any_pieces(text: str, cuts: list[int]) -> None:
    assert marked(HEADER + text, cuts) == expected(HEADER + text)


@given(texts, st.lists(st.integers(0, 60), max_size=6))
def test_any_header(text: str, cuts: list[int]) -> None:
    assert marked(text, cuts) == expected(text)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ('1,"6"" nail",2\n', '1,"6"" nail",2\n'),
        ('1,"6" nail",2\n', '1,"6"# nail",2\n'),
        ('1,6" nail",2\n', '1,6" nail",2\n'),
        ('1,"Ann"  ,2\n', '1,"Ann"  ,2\n'),
        ('1,"one\ntwo",2\n', '1,"one\ntwo",2\n'),
    ],
)
def test_what_is_marked(row: str, found: str) -> None:
    assert marked(HEADER + row, []) == HEADER + found


def load(shop, content):
    shop.write_contract(more="max_quarantined: 1\n")
    return shop.load(content)


def test_row_with_quotes_within_quotes_goes_to_quarantine_as_delivered(shop):
    result = load(shop, HEADER + '1,Ann,1\n2,"6" nail",2\n\n3,"a\nb",3\n4,"6" ""nail""",4\n5,Eve,x\n')
    assert (result.rows_read, result.rows_loaded, result.rows_quarantined) == (5, 2, 3)
    wrong = "has more text behind a quoted value; a quote within quotes is written twice"
    assert shop.faults() == [
        (3, None, None, wrong),
        (7, None, None, wrong),
        (8, "price", "x", "is no decimal(10,2) number"),
    ]
    sources = shop.query("select source_row from quarantine.row order by _line limit 2")
    assert sources == [(r'"2,\"6\" nail\",2"',), (r'"4,\"6\" \"\"nail\"\"\",4"',)]


@pytest.mark.parametrize("before", ["", "\n\n", "\ufeff", "\ufeff\r\n"])
def test_quote_that_would_swallow_rows_refuses_the_file_and_names_the_row(shop, before):
    result = load(shop, before + HEADER + '1,é,1\n2,"Bob,2\n3,Cid,3\n4,"Dan",4\n')
    line = 3 + before.count("\n")
    assert result.reason.startswith(
        f"line {line}: a quote is opened in this row and closed within a value further down"
    )


def test_wrong_quotes_in_the_header(shop):
    assert load(shop, 'id,"na"me,price\n').reason.startswith("line 1: a quote is opened in this row")
