"""What may be said of a value that may be personal: its shape.

Belongs here: words for logs, ledger and messages. Does not belong here: values.
"""

from __future__ import annotations


def shape_of_value(length: int) -> str:
    """The shape of a text of `length` characters."""
    return f"text, {length} character{'' if length == 1 else 's'}"
