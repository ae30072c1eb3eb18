"""A column as a contract declares it: its type, whether it must be there, whether it is personal.

Belongs here: the grammar of one column. Does not belong here: how its text becomes a value (conversion.py).
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from ingest.date_pattern import time_pattern_fault

PLAIN_TYPES = ("varchar", "bigint", "integer", "boolean", "date", "timestamp", "time", "double")
_DECIMAL = re.compile(r"decimal\s*\(\s*(?P<precision>\d{1,2})\s*,\s*(?P<scale>\d{1,2})\s*\)")


def decimal_digits(column_type: str) -> tuple[int, int] | None:
    """Precision and scale of a decimal type; None for every other type."""
    match = _DECIMAL.fullmatch(column_type)
    return (int(match["precision"]), int(match["scale"])) if match else None


def _known_type(column_type: str) -> str:
    if column_type in PLAIN_TYPES:
        return column_type
    digits = decimal_digits(column_type)
    if digits is None:
        raise ValueError(f"'{column_type}' is no type; known: {', '.join(PLAIN_TYPES)}, \"decimal(p,s)\" in quotes")
    precision, scale = digits
    if not (1 <= precision <= 38 and scale <= precision):
        raise ValueError(f"'{column_type}': a decimal has 1 to 38 digits, and no more of them after the point")
    return f"decimal({precision},{scale})"


class Settings(BaseModel):
    """Part of a contract as written by a person: unknown settings are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(Settings):
    """One declared column. `format` is the pattern of a date or timestamp that is not written as in ISO 8601."""

    type: Annotated[str, AfterValidator(_known_type)]
    required: bool = False
    optional: bool = False
    pii: Literal["identifier", "name", "email", "phone", "address", "birth_date", "text"] | None = None
    format: str | None = None

    @model_validator(mode="after")
    def _sound(self) -> Column:
        if self.required and self.optional:
            raise ValueError("a column that may be missing from a file (optional) cannot be required")
        if self.format is not None:
            if self.type not in ("date", "timestamp"):
                raise ValueError(f"format is for date and timestamp columns, this one is {self.type}")
            fault = time_pattern_fault(self.format)
            if fault:
                raise ValueError(fault)
        return self

    @property
    def declared(self) -> str:
        """What the raw table depends on: the type and, for days and times, how their text is read."""
        return f"{self.type} as {self.format}" if self.format else self.type
