"""Names and texts written into SQL, quoted so that no contract and no header can break out of them.

Belongs here: quoting. Does not belong here: statements; values go in as bound parameters wherever SQL allows it.
"""

from __future__ import annotations


def identifier(name: str) -> str:
    """`name` as a quoted SQL identifier."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def literal(text: str) -> str:
    """`text` as an SQL string literal."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
