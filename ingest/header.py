"""How the header of a file meets the contract: where each declared column stands, and which columns are new.

Belongs here: that comparison. Does not belong here: reading the header (readers), what becomes of the rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.contract import Entity
from ingest.readers import FileRefused, RowReader


@dataclass(frozen=True)
class Fit:
    """Positions (from 0) of columns in the file. Optional columns that are missing stand in neither."""

    declared: dict[str, int]
    new: dict[str, int]


def fit_header(entity: Entity, reader: RowReader) -> Fit:
    """Compares the header with the contract. Raises FileRefused where a name stands twice or a column is missing."""
    positions = {name: position for position, name in enumerate(reader.header)}
    missing = [name for name, column in entity.columns.items() if name not in positions and not column.optional]
    if missing:
        raise FileRefused(_missing_reason(missing, reader.header), reader.header_line)
    _refuse_doubled(reader)
    return Fit(
        declared={name: positions[name] for name in entity.columns if name in positions},
        new={name: positions[name] for name in reader.header if name not in entity.columns},
    )


def _refuse_doubled(reader: RowReader) -> None:
    """Runs last: where all declared columns are there, these are names, not the values of a file without a header."""
    for position, name in enumerate(reader.header):
        first = reader.header.index(name)
        if first < position:
            reason = f"the header names '{name}' twice, as column {first + 1} and {position + 1}"
            raise FileRefused(reason, reader.header_line)


def _missing_reason(missing: list[str], header: tuple[str, ...]) -> str:
    named = ", ".join(f"'{name}'" for name in missing)
    reason = f"declared and not optional, but missing from the header: {named}"
    spelled = {name.strip().lower(): name for name in header}
    alike = [spelled[name.lower()] for name in missing if name.lower() in spelled]
    if alike:
        return f"{reason}; the header has {', '.join(repr(name) for name in alike)}"
    if len(header) == 1:
        return f"{reason}; the whole header is one column, so the delimiter may be another one"
    return reason
