"""Reads the text of a --where option into a Filter.

Belongs here: the grammar of conditions. Does not belong here: what a dimension or its values are; the door knows.

    product__category = Gifts and toys           the rest of the line is the value
    geography__country in France, 'Bonn, city'    values between commas; quotes around a value that holds one
    geography__country not in (France, Germany)   brackets are allowed
    date__day between 2011-01-01 and 2011-03-31   both ends included
    customer__customer is empty                   also: is not empty
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.question import Filter

_OPERATOR = r"=|(?:not\s+in|in|between|is\s+not\s+empty|is\s+empty)\b"
_CONDITION = re.compile(
    rf"^\s*(?P<dimension>\w+)(?:\s+|(?==))(?P<operator>{_OPERATOR})(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)
_VALUE = r"""(?:'(?:[^']|'')*'|"(?:[^"]|"")*"|{plain})"""
_LIST_ITEM = re.compile(rf"\s*(?P<value>{_VALUE.format(plain='[^,]*?')})\s*(?P<comma>,|$)", re.DOTALL)
_RANGE = re.compile(
    rf"^\s*(?P<low>{_VALUE.format(plain='.*?')})\s+and\s+(?P<high>{_VALUE.format(plain='.*?')})\s*$",
    re.IGNORECASE | re.DOTALL,
)


class NoCondition(ValueError):
    """The text is no condition; the message says what was expected."""


def read_condition(text: str) -> Filter:
    """The Filter that `text` says. Raises NoCondition."""
    from warehouse.question import Filter

    match = _CONDITION.match(text)
    if match is None:
        raise NoCondition(
            f"'{text}' is no condition; write DIMENSION, then =, in, not in, between, is empty or is not empty, "
            "then the values, as in: product__category = Gifts"
        )
    dimension, rest = match["dimension"], match["rest"].strip()
    operator = " ".join(match["operator"].lower().split())
    if operator.endswith("empty"):
        return _emptiness(dimension, operator, rest)
    if operator == "=":
        return Filter(dimension, "=", (_one_value(rest),))
    if operator == "between":
        return Filter(dimension, "between", _range(rest))
    return Filter(dimension, "not in" if operator == "not in" else "in", _list(rest))


def _emptiness(dimension: str, operator: str, rest: str) -> Filter:
    from warehouse.question import Filter

    if rest:
        raise NoCondition(f"nothing may follow '{operator}', but there is '{rest}'")
    return Filter(dimension, "is empty") if operator == "is empty" else Filter(dimension, "not in", (None,))


def _one_value(rest: str) -> str:
    if not rest:
        raise NoCondition("a value is missing after '='")
    return _unquoted(rest)


def _range(rest: str) -> tuple[str, str]:
    match = _RANGE.match(rest)
    if match is None:
        raise NoCondition(f"'between' takes two values, as in: between 2011-01 and 2011-03; there is '{rest}'")
    return _unquoted(match["low"]), _unquoted(match["high"])


def _list(rest: str) -> tuple[str, ...]:
    inner = rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest
    values: list[str] = []
    place = 0
    while match := _LIST_ITEM.match(inner, place):
        values.append(match["value"])
        place = match.end()
        if not match["comma"]:
            break
    if place != len(inner) or not all(values):
        raise NoCondition(f"'{rest}' is no list of values; write them between commas, as in: in France, Germany")
    return tuple(map(_unquoted, values))


def _unquoted(value: str) -> str:
    quote = value[0]
    if len(value) > 1 and quote in "'\"" and value.endswith(quote):
        return value[1:-1].replace(quote * 2, quote)
    return value
