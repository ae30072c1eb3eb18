"""Damage to CSV: delimiters, quotes, fields too many or too few.

Belongs here: what breaks a row apart or makes two of them one. Does not belong here: lines and encodings
(kinds_of_text.py).
"""

from __future__ import annotations

from tests.damage.draft import Draft, Made, kind
from tests.damage.rows import TYPED, Table
from tests.damage.writing import csv_line, encode, text_lines

_DELIMITERS = (",", ";", "\t", "|", "~")


def _in_lines(draft: Draft, lines: dict[int, str]) -> bytes:
    """The file with other text in place of some rows."""
    whole = text_lines(draft.dialect, draft.table)
    return encode(draft.dialect, "".join(lines.get(row - 1, line) for row, line in enumerate(whole)))


def _without_quotes(draft: Draft) -> None:
    draft.table = Table(draft.table.header, tuple((*row[:-1], "") for row in draft.table.rows))


@kind("csv")
def another_delimiter(draft: Draft) -> Made:
    other = draft.draw.choice([one for one in _DELIMITERS if one not in (draft.dialect.delimiter, draft.dialect.quote)])
    text = "".join(text_lines(draft.dialect, draft.table)).replace(draft.dialect.delimiter, other)
    return draft.refused(encode(draft.dialect, text), reason="which may be the delimiter")


@kind("csv", "queue_log")
def fields_missing(draft: Draft) -> Made:
    rows = [row for row in draft.some_rows() if row < len(draft.table.rows) - 1] or [0]
    kept = {row: draft.dialect.delimiter.join(draft.table.rows[row][: draft.draw.randint(1, 4)]) + "\n" for row in rows}
    bad = {row: [None] for row in rows}
    if draft.dialect.family == "csv":
        return draft.made(_in_lines(draft, kept), bad)
    lines = text_lines(draft.dialect, draft.table)
    return draft.made(encode(draft.dialect, "".join(kept.get(row, line) for row, line in enumerate(lines))), bad)


@kind("csv")
def fields_too_many(draft: Draft) -> Made:
    rows = draft.some_rows()
    longer = {row: csv_line(draft.dialect, (*draft.table.rows[row], draft.planted, "more")) for row in rows}
    return draft.made(_in_lines(draft, longer), {row: [None] for row in rows})


@kind("csv")
def delimiter_within_a_value(draft: Draft) -> Made:
    """Written by hand, without the quotes that it needs."""
    _without_quotes(draft)
    rows = draft.some_rows()
    plain = {row: draft.dialect.delimiter.join(draft.table.rows[row]) for row in rows}
    broken = {
        row: text.replace(draft.dialect.delimiter, draft.dialect.delimiter * 2, 1) + "\n" for row, text in plain.items()
    }
    return draft.made(_in_lines(draft, broken), {row: [None] for row in rows})


@kind("csv")
def header_in_the_middle(draft: Draft) -> Made:
    """Two files joined into one."""
    place = draft.draw.randrange(len(draft.table.rows))
    rows = draft.table.rows
    draft.table = Table(draft.table.header, (*rows[:place], draft.table.header, *rows[place:]))
    return draft.made(bad={place: ["id", *TYPED]})


@kind("csv", "xlsx")
def column_named_twice(draft: Draft) -> Made:
    draft.table = draft.table.with_column("note", [draft.planted] * len(draft.table.rows))
    return draft.refused(reason="names 'note' twice")


@kind("csv")
def quote_left_open_in_the_last_row(draft: Draft) -> Made | None:
    return _left_open(draft, len(draft.table.rows) - 1)


@kind("csv")
def quote_left_open_before_the_last_row(draft: Draft) -> Made | None:
    return _left_open(draft, draft.draw.randrange(len(draft.table.rows) - 1))


def _left_open(draft: Draft, row: int) -> Made | None:
    if not draft.dialect.quote:
        return None
    _without_quotes(draft)
    return draft.refused(_in_lines(draft, {row: _opened(draft, row)}), reason="quote")


def _opened(draft: Draft, row: int) -> str:
    """The row with a quote before its name and none behind it."""
    first, *rest = draft.table.rows[row]
    return draft.dialect.delimiter.join([first, draft.dialect.quote + rest[0], *rest[1:]]) + "\n"


@kind("csv")
def quote_left_open_before_a_quoted_value(draft: Draft) -> Made | None:
    """The next quote closes it, and what stands between would be one value."""
    if not draft.dialect.quote:
        return None
    _without_quotes(draft)
    row = draft.draw.randrange(len(draft.table.rows) - 3)
    quoted = draft.dialect.quote + "Bob" + draft.dialect.quote
    further = draft.draw.randrange(row + 1, len(draft.table.rows))
    line = draft.dialect.delimiter.join([draft.table.rows[further][0], quoted, *draft.table.rows[further][2:]]) + "\n"
    return draft.refused(_in_lines(draft, {row: _opened(draft, row), further: line}), reason="quote")


@kind("csv")
def quotes_within_a_quoted_value(draft: Draft) -> Made | None:
    """Not doubled, as CSV wants them: where the value ends cannot be told."""
    if not draft.dialect.quote:
        return None
    rows = draft.some_rows()
    quote = draft.dialect.quote
    values = {row: list(draft.table.rows[row]) for row in rows}
    lines = {}
    for row, (number, _, *rest) in values.items():
        name = (
            quote + draft.draw.choice((f"Ann {quote}the{quote} Ace", f"6{quote} nail", f"Ann{quote} {quote}B")) + quote
        )
        lines[row] = draft.dialect.delimiter.join([number, name, *rest[:-1], ""]) + "\n"
    return draft.made(_in_lines(draft, lines), {row: [None] for row in rows})


@kind("csv")
def quotes_within_a_bare_value(draft: Draft) -> Made:
    """A quote that does not begin a value is a letter like others."""
    _without_quotes(draft)
    quote = draft.dialect.quote or '"'
    lines = {}
    for row in draft.some_rows():
        number, _, *rest = draft.table.rows[row]
        lines[row] = draft.dialect.delimiter.join([number, f"6{quote} nail{quote}", *rest]) + "\n"
    return draft.made(_in_lines(draft, lines))


@kind("csv")
def quotes_around_everything(draft: Draft) -> Made | None:
    quote = draft.dialect.quote
    if not quote:
        return None
    rows = [tuple(quote + value.replace(quote, quote * 2) + quote for value in row) for row in draft.table.rows]
    lines = {row: draft.dialect.delimiter.join(values) + "\n" for row, values in enumerate(rows)}
    return draft.made(_in_lines(draft, lines))


@kind("csv")
def values_of_several_lines(draft: Draft) -> Made | None:
    """A line within quotes belongs to its row; faults behind it are on the lines that an editor shows."""
    if not draft.dialect.quote:
        return None
    for row in draft.some_rows():
        draft.table = draft.table.with_value(row, "name", "one\ntwo\n\nthree")
    wrong = draft.some_rows(1)[0]
    draft.table = draft.table.with_value(wrong, "price", "much")
    return draft.made(bad={wrong: ["price"]})
