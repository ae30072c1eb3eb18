"""Patterns of days and times (`%Y-%m-%d`), as contracts write them for file names and for columns.

Belongs here: which directives are known, and the exact shape of the text that a pattern stands for.
Does not belong here: finding a delivery's day (delivery_day.py), converting a column (conversion.py).
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"%.?|[^%]+", re.DOTALL)
_NUMBER = "[0-9]{1,2}"
_DAY_SHAPES = {
    "%Y": "[0-9]{4}",
    "%y": "[0-9]{2}",
    "%m": _NUMBER,
    "%d": _NUMBER,
    "%b": "[A-Za-z]{3}",
    "%B": "[A-Za-z]+",
}
_TIME_SHAPES = {
    "%H": _NUMBER,
    "%I": _NUMBER,
    "%M": _NUMBER,
    "%S": _NUMBER,
    "%p": "[AaPp][Mm]",
    "%f": "[0-9]{1,6}",
    "%g": "[0-9]{1,3}",
}
_SHAPES = {**_DAY_SHAPES, **_TIME_SHAPES}
_YEAR, _MONTH, _DAY = {"%Y", "%y"}, {"%m", "%b", "%B"}, {"%d"}


def day_pattern_fault(pattern: str) -> str | None:
    """Why `pattern` cannot name the day of a file or folder; None where it can."""
    return _fault(pattern, set(_DAY_SHAPES))


def time_pattern_fault(pattern: str) -> str | None:
    """Why `pattern` cannot be the format of a date or timestamp column; None where it can."""
    return _fault(pattern, set(_SHAPES))


def shape_of(pattern: str) -> str:
    """A regular expression (Python's and RE2's) for exactly the texts that `pattern` stands for.

    Numbers that adjoin (`%Y%m%d`) have two digits each, or 2011115 could be two days.
    """
    tokens = _TOKEN.findall(pattern)
    shapes = []
    for position, token in enumerate(tokens):
        neighbours = tokens[max(position - 1, 0) : position] + tokens[position + 1 : position + 2]
        shape = _SHAPES.get(token, re.escape(token))
        adjoins = any(neighbour in _SHAPES for neighbour in neighbours)
        shapes.append("[0-9]{2}" if shape == _NUMBER and adjoins else shape)
    return "".join(shapes)


def _fault(pattern: str, known: set[str]) -> str | None:
    directives = [token for token in _TOKEN.findall(pattern) if token.startswith("%")]
    unknown = [directive for directive in directives if directive not in known]
    if unknown:
        return f"'{unknown[0]}' is not known in the pattern '{pattern}'; known: {' '.join(sorted(known))}"
    if len(directives) != len(set(directives)):
        return f"the pattern '{pattern}' says the same thing twice"
    if not all(part & set(directives) for part in (_YEAR, _MONTH, _DAY)):
        return f"the pattern '{pattern}' must hold a year, a month and a day, as in %Y-%m-%d"
    return None
