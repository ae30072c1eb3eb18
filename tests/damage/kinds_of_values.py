"""Damage to values and columns, the same in every format of tables.

Belongs here: what a wrong hand or a changed source does to what stands in a table. Does not belong here: damage to the
file that holds it (kinds_of_text.py and its neighbours).
"""

from __future__ import annotations

import dataclasses

from tests.damage.draft import ALL, TABLES, Draft, Made, kind
from tests.damage.rows import TYPED, Table

TEN_MEGABYTES = 10 << 20
IMPOSSIBLE_DAYS = ("2011-02-30", "2011-13-01", "0000-00-00", "2011-02-29", "31.11.2011", "2011-1-5", "99999-01-01")
IMPOSSIBLE_TIMES = ("2011-01-05 24:00:00", "2011-01-05 12:61:00", "2011-02-30 10:00:00", "noon", "2011-01-05T25:00")
WORDS = ("twelve", "zwölf", "a dozen", "N/A", "NULL", "-", "1,234.50", "1.234,50", "12 EUR", "1e5x", "--5", "12.345")
TRUTHS = ("maybe", "2", "ja", "truthful")
TOO_LARGE = ("9223372036854775808", "-9223372036854775809", "1" * 40, "12.5", "1e30", "0x1F", "1_000")


def _spoiled(draft: Draft, column: str, values: tuple[str, ...], most: int = 3) -> Made:
    rows = draft.some_rows(most)
    for row in rows:
        draft.table = draft.table.with_value(row, column, draft.draw.choice(values))
    return draft.made(bad={row: [column] for row in rows})


@kind(*ALL)
def whole(draft: Draft) -> Made:
    return draft.made()


@kind(*TABLES)
def impossible_days(draft: Draft) -> Made:
    return _spoiled(draft, "day", IMPOSSIBLE_DAYS)


@kind(*TABLES)
def impossible_times(draft: Draft) -> Made:
    return _spoiled(draft, "at", IMPOSSIBLE_TIMES)


@kind(*TABLES)
def numbers_in_words(draft: Draft) -> Made:
    return _spoiled(draft, "price", WORDS)


@kind(*ALL)
def numbers_too_large(draft: Draft) -> Made:
    return _spoiled(draft, draft.dialect.first_column, TOO_LARGE)


@kind(*TABLES)
def truths_of_another_kind(draft: Draft) -> Made:
    return _spoiled(draft, "ok", TRUTHS)


@kind(*TABLES)
def address_in_a_typed_column(draft: Draft) -> Made:
    return _spoiled(draft, draft.draw.choice(("id", *TYPED)), (draft.planted,))


@kind("queue_log")
def address_instead_of_a_time(draft: Draft) -> Made:
    return _spoiled(draft, "epoch", (draft.planted,))


@kind(*ALL)
def required_value_missing(draft: Draft) -> Made:
    return _spoiled(draft, draft.dialect.first_column, ("",))


@kind(*ALL)
def most_rows_wrong(draft: Draft) -> Made:
    rows = draft.draw.sample(range(len(draft.table.rows)), len(draft.table.rows) // 2)
    for row in rows:
        draft.table = draft.table.with_value(row, draft.dialect.first_column, draft.planted)
    return draft.made(bad={row: [draft.dialect.first_column] for row in rows})


@kind(*TABLES)
def names_of_columns_swapped(draft: Draft) -> Made:
    swapped = {"id": "name", "name": "id"}
    draft.table = Table(tuple(swapped.get(name, name) for name in draft.table.header), draft.table.rows)
    return draft.made(bad={row: ["id"] for row in range(len(draft.table.rows))})


@kind(*TABLES)
def columns_swapped_with_their_names(draft: Draft) -> Made:
    header = list(draft.table.header)
    draft.draw.shuffle(header)
    draft.table = draft.table.ordered(tuple(header))
    return draft.made()


@kind(*TABLES)
def values_of_columns_swapped(draft: Draft) -> Made:
    rows = draft.some_rows()
    for row in rows:
        number, *rest = draft.table.rows[row]
        name, email, *rest = rest
        draft.table = draft.table.with_row(row, (name, email, number, *rest))
    return draft.made(bad={row: ["id"] for row in rows})


@kind(*TABLES)
def column_that_nobody_declared(draft: Draft) -> Made:
    draft.table = draft.table.with_column("mailed to", [draft.planted] * len(draft.table.rows))
    made = draft.made()
    return Made(made.content, dataclasses.replace(made.outcome, new_columns=("mailed to",)))


@kind(*TABLES)
def column_named_by_an_address(draft: Draft) -> Made:
    """A value where a name should be: it is told as values are."""
    draft.table = draft.table.with_column(draft.planted, ["1"] * len(draft.table.rows))
    made = draft.made()
    told = f"text, {len(draft.planted)} characters"
    return Made(made.content, dataclasses.replace(made.outcome, new_columns=(told,)))


@kind("csv", "xlsx")
def column_named_twice_by_an_address(draft: Draft) -> Made:
    for _ in range(2):
        draft.table = draft.table.with_column(draft.planted, ["1"] * len(draft.table.rows))
    return draft.refused(reason=f"names 'text, {len(draft.planted)} characters' twice")


@kind(*TABLES)
def optional_column_missing(draft: Draft) -> Made:
    draft.table = draft.table.without_column("note")
    return draft.made()


@kind(*TABLES)
def declared_column_missing(draft: Draft) -> Made:
    column = draft.draw.choice(("name", *TYPED))
    draft.table = draft.table.without_column(column)
    return draft.refused(reason=f"missing from the header: '{column}'")


@kind(*TABLES)
def name_of_a_column_in_other_case(draft: Draft) -> Made:
    draft.table = Table(
        tuple(name.title() if name == "price" else name for name in draft.table.header), draft.table.rows
    )
    return draft.refused(reason="the header has 'Price'")


@kind("csv", "xlsx", "parquet")
def header_and_no_rows(draft: Draft) -> Made:
    draft.table = Table(draft.table.header, ())
    return draft.made()


@kind("csv", "xlsx")
def names_missing(draft: Draft) -> Made:
    """The first row is taken for the header."""
    first, *rest = draft.table.rows
    draft.table = Table(first, tuple(rest))
    return draft.refused(reason="no declared column is there, so the header may be missing")


@kind(*TABLES)
def blanks_around_values(draft: Draft) -> Made:
    for row in draft.some_rows():
        values = dict(zip(draft.table.header, draft.table.rows[row], strict=True))
        padded = {name: f"  {values[name]} " for name in ("id", *TYPED)}
        draft.table = draft.table.with_row(row, tuple((values | padded).values()))
    return draft.made()


@kind(*ALL)
def rows_that_stand_several_times(draft: Draft) -> Made:
    rows = draft.table.rows
    draft.table = Table(draft.table.header, rows + rows[: draft.draw.randint(1, len(rows))])
    return draft.made()


@kind("csv", "json", "jsonl", "parquet", "xlsx")
def text_of_all_kinds(draft: Draft) -> Made:
    texts = ["'; drop table raw; --", "{{ 7 * 7 }}", "=1+1", "<b>x</b>", "back\\slash", "50 % off", "NULL", "\x01\x7f"]
    texts += ['say "hi"', "it's", "one\ntwo", "a,b;c|d\te"] if draft.dialect.quote else []
    if draft.dialect.family == "xlsx":
        texts = [text for text in texts if text not in ("=1+1", "\x01\x7f")]
    for row in range(len(draft.table.rows)):
        draft.table = draft.table.with_value(row, "name", draft.draw.choice(texts))
    return draft.made()


@kind("csv", "json", "jsonl", "parquet", "xlsx", is_rare=True)
def too_many_columns(draft: Draft) -> Made:
    table = Table(draft.table.header, draft.table.rows[:2])
    extra = tuple(f"column {number}" for number in range(4_100))
    draft.table = Table((*table.header, *extra), tuple((*row, *("x" for _ in extra)) for row in table.rows))
    return draft.refused(reason="more than")


@kind("csv", "json", "jsonl", "parquet", is_rare=True)
def ten_megabytes_of_text(draft: Draft) -> Made:
    draft.table = draft.table.with_value(draft.some_rows(1)[0], "name", draft.planted + "x" * TEN_MEGABYTES)
    return draft.made()


@kind("csv", "json", "jsonl", "parquet", is_rare=True)
def ten_megabytes_instead_of_a_number(draft: Draft) -> Made:
    return _spoiled(draft, draft.draw.choice(("id", *TYPED)), (draft.planted + "7" * TEN_MEGABYTES,), most=1)


@kind("csv", "json", "jsonl", "parquet", is_rare=True)
def ten_megabytes_of_digits(draft: Draft) -> Made:
    made = _spoiled(draft, draft.draw.choice(("id", "price")), ("7" * TEN_MEGABYTES,), most=1)
    if draft.dialect.family == "json":  # a parser that meets such a number cannot go on behind it
        return draft.refused(made.content, reason="a number of too many digits")
    return made


@kind(*ALL)
def no_day_in_the_name(draft: Draft) -> Made:
    made = draft.refused(reason="names no day of the pattern")
    return Made(made.content, made.outcome, draft.draw.choice(("today", "2011-02-30", "20110105", "12011-01-05")))


@kind(*ALL)
def two_days_in_the_name(draft: Draft) -> Made:
    made = draft.refused(reason="names several days")
    return Made(made.content, made.outcome, "2011-01-05 to 2011-01-06")
