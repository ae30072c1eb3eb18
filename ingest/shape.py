"""What may be said of a value that may be personal: its shape.

Belongs here: words for logs, ledger and messages. Does not belong here: values.
"""

from __future__ import annotations

MOST_CHARACTERS_OF_A_NAME = 64


def name_or_shape(column: str) -> str:
    """The name of a column that nobody declared; its shape where it looks as if a value was taken for a name."""
    is_name = "@" not in column and len(column) <= MOST_CHARACTERS_OF_A_NAME
    return column if is_name else shape_of_value(len(column))


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """'1 field', '2 fields', '2 deliveries'."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def shape_of_value(length: int) -> str:
    """The shape of a text of `length` characters."""
    return f"text, {count_of(length, 'character')}"
