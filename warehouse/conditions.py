"""Turns filters into SQL conditions whose values are bound parameters; no value of a caller becomes text.

Belongs here: the operators, what empty means, and whether a value is of the dimension's type.
Does not belong here: names (semantics.py), calendar periods (periods.py), SQL around the conditions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, get_args

import pyarrow as pa

from warehouse.periods import WRITTEN, Grain, Span, days_of, joined
from warehouse.question import Filter, Operator, QuestionError, Value

Kind = Literal["text", "number", "truth", "date"]
NOTHING = "1 = 0"


class Conditions:
    """Collects the conditions of one question and the parameters p0, p1, … they are run with.

    The texts depend on the shape of the question alone, so a question compiled once serves all values.
    A filter that makes no sense, or a value that is not of the dimension's type, raises QuestionError.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parameters: dict[str, Any] = {}

    def add(self, asked: Filter, reference: str, kind: Kind) -> None:
        """Adds a filter of a dimension that holds `kind` and stands in SQL as `reference`."""
        _check_values(asked)
        values = [_typed(asked, kind, value) for value in asked.values if value is not None]
        if asked.operator == "between":
            within = self._between(asked, reference, (values[0], values[1]))
        elif asked.operator == "=" and values:
            within = f"{reference} = {self._bind(values[0])}"
        else:
            within = f"{reference} IN (SELECT UNNEST({self._bind(values)}))" if values else NOTHING
        self.texts.append(_with_empty(asked, reference, within))

    def add_date(self, asked: Filter, reference: str, grain: Grain) -> None:
        """Adds a filter of a date dimension of that grain; `reference` stands for its day."""
        _check_values(asked)
        spans = [_span(asked, grain, value) for value in asked.values if value is not None]
        if asked.operator == "between":
            spans = [(spans[0][0], spans[1][1])]
        parts = [self._between(asked, reference, span) for span in joined(spans)]
        self.texts.append(_with_empty(asked, reference, " OR ".join(parts) or NOTHING))

    def _between(self, asked: Filter, reference: str, bounds: tuple[Any, Any]) -> str:
        if bounds[0] > bounds[1]:
            raise QuestionError(f"{asked.dimension}: 'between' takes the lower value first")
        return f"{reference} BETWEEN {self._bind(bounds[0])} AND {self._bind(bounds[1])}"

    def _bind(self, value: object) -> str:
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"


def _with_empty(asked: Filter, reference: str, within: str) -> str:
    """`within`, and what becomes of empty rows: "not in" keeps them unless None is named."""
    named = None in asked.values or asked.operator == "is empty"
    if asked.operator == "not in":
        return f"({reference} IS {'NOT NULL AND' if named else 'NULL OR'} NOT ({within}))"
    return f"({within} OR {reference} IS NULL)" if named else f"({within})"


def _check_values(asked: Filter) -> None:
    if asked.operator not in get_args(Operator):
        known = ", ".join(get_args(Operator))
        raise QuestionError(f"{asked.dimension}: '{asked.operator}' is no operator; there are {known}")
    wanted = {"=": 1, "between": 2, "is empty": 0}.get(asked.operator, len(asked.values))
    if len(asked.values) != wanted:
        raise QuestionError(f"{asked.dimension}: '{asked.operator}' takes {wanted} values, not {len(asked.values)}")
    if asked.operator == "between" and None in asked.values:
        raise QuestionError(f"{asked.dimension}: 'between' takes two values; ask 'is empty' for the empty ones")


def _span(asked: Filter, grain: Grain, value: Value) -> Span:
    try:
        return days_of(grain, value)
    except (ValueError, OverflowError) as error:
        problem = f"{_shown(value)} is no {grain}; write it as {WRITTEN[grain]}"
        raise QuestionError(f"{asked.dimension}: {problem}") from error


def _typed(asked: Filter, kind: Kind, value: Value) -> object:
    read, holds = _TYPES[kind]
    try:
        return read(value)
    except (ValueError, OverflowError, InvalidOperation) as error:
        raise QuestionError(f"{asked.dimension} holds {holds}; {_shown(value)} is none") from error


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    value.encode()  # half of a surrogate pair is no text that a database can hold
    return value


def _number(value: Value) -> Decimal:
    number = Decimal(str(value))
    if isinstance(value, bool | dt.date) or not number.is_finite() or abs(number.adjusted()) >= 19:
        raise ValueError(value)
    return number


def _truth(value: Value) -> bool:
    if str(value).lower() not in ("true", "false"):
        raise ValueError(value)
    return str(value).lower() == "true"


def _date(value: Value) -> dt.date:
    return days_of("day", value)[0]


def _shown(value: Value) -> str:
    text = str(value).encode(errors="replace").decode()
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


_TYPES: dict[Kind, tuple[Callable[[Value], object], str]] = {
    "text": (_text, "text"),
    "number": (_number, "numbers"),
    "truth": (_truth, "true or false"),
    "date": (_date, "dates"),
}


def kind_of(held: pa.DataType) -> Kind:
    """What values a column of an Arrow type is compared with."""
    if pa.types.is_boolean(held):
        return "truth"
    if pa.types.is_temporal(held):
        return "date"
    numbers = pa.types.is_integer(held) or pa.types.is_floating(held) or pa.types.is_decimal(held)
    return "number" if numbers else "text"
