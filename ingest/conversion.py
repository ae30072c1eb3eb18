"""From delivered text to typed values, in SQL: a value arrives unchanged in meaning, or it does not arrive.

A plain cast is not enough: DuckDB reads '6.7' as the whole number 7, rounds '1.23456' to four places, takes the day
out of a timestamp, makes a year 0 the year 1 before Christ and '1e999' infinite. So the text must have the right
shape before it is cast. Spaces around a number or a day mean nothing; text keeps them.
Belongs here: SQL expressions per column type, and what is said where a value does not fit.
Does not belong here: which columns there are and where rows go (insertion.py).
"""

from __future__ import annotations

from ingest.column import Column, decimal_digits
from ingest.date_pattern import shape_of
from ingest.sql_text import literal

_ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
# More than six decimals of a second would be lost, and 24:00 would become the next day.
_ISO_TIME = r"([01][0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6}0*)?)?"
_CLOCK = r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6}0*)?)?"
# Workbooks and typed files know no days without a time: midnight is the day itself.
_MIDNIGHT = r"([ T]00:00(:00(\.0+)?)?)?"
_DOUBLE = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"
_FIRST_DAY = "date '0001-01-01'"
_REASONS = {
    "bigint": "is no whole number (bigint)",
    "integer": "is no whole number (integer)",
    "double": "is no finite number (double)",
    "boolean": "is neither true nor false (boolean)",
    "date": "is no date (YYYY-MM-DD)",
    "timestamp": "is no timestamp (YYYY-MM-DD HH:MM:SS)",
    "time": "is no time of day (HH:MM:SS)",
}


def value_sql(column: Column, text: str) -> str:
    """An SQL expression for the typed value of the SQL text expression `text`.

    NULL where the text is empty, and where it does not fit the type.
    """
    if column.type == "varchar":
        return f"nullif({text}, '')"
    if column.type == "boolean":
        is_true, is_false = _has_shape(text, "true|t|yes|y|1", "i"), _has_shape(text, "false|f|no|n|0", "i")
        return f"case when {is_true} then true when {is_false} then false end"
    if column.type == "time":
        return f"case when {_has_shape(text, _CLOCK)} then try_cast(trim({text}) as time) end"
    if column.type == "double":
        return _double(text)
    if column.type in ("date", "timestamp"):
        return _day_or_time(column, text)
    return f"case when {_has_shape(text, _number_shape(column.type))} then try_cast({text} as {column.type}) end"


def is_empty_sql(column: Column, text: str) -> str:
    """An SQL condition: nothing was delivered. For numbers, days and times blanks are nothing."""
    return f"{text} = ''" if column.type == "varchar" else rf"regexp_full_match({text}, '\s*')"


def misfit_reason(column: Column) -> str:
    """What is said of a value that does not fit; never holds the value."""
    if column.format:
        return f"is no {column.type} in the format {column.format}"
    if decimal_digits(column.type):
        return f"is no {column.type} number"
    return _REASONS[column.type]


def _has_shape(text: str, shape: str, options: str = "") -> str:
    pattern = rf"\s*({shape})\s*"
    return f"regexp_full_match({text}, {literal(pattern)}, {literal(options)})"


def _number_shape(column_type: str) -> str:
    digits = decimal_digits(column_type)
    return "[+-]?[0-9]+" if digits is None else rf"[+-]?[0-9]*\.?[0-9]{{0,{digits[1]}}}0*"


def _double(text: str) -> str:
    """Infinite where the exponent is too large; 0 where it is too small, though a digit of the text is not 0."""
    number = f"try_cast({text} as double)"
    kept = f"isfinite({number}) and ({number} <> 0 or not regexp_matches({text}, '^[^eE]*[1-9]'))"
    return f"case when {_has_shape(text, _DOUBLE)} and {kept} then {number} end"


def _day_or_time(column: Column, text: str) -> str:
    if column.format:
        shape, parsed = shape_of(column.format), f"try_strptime(trim({text}), {literal(column.format)})"
    else:
        shape = _ISO_DAY + _MIDNIGHT if column.type == "date" else f"{_ISO_DAY}[ T]{_ISO_TIME}"
        parsed = f"try_cast({text} as {column.type})"
    kept = f"{parsed} >= {_FIRST_DAY}"
    if column.type == "date" and column.format:
        kept += f" and {parsed} = date_trunc('day', {parsed})"
    return f"case when {_has_shape(text, shape)} and {kept} then {parsed}::{column.type} end"
