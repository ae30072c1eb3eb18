"""How the header of a file meets the contract: where each declared column stands, and which columns are new.

Belongs here: that comparison. Does not belong here: reading the header (readers), what becomes of the rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.contract import Entity
from ingest.readers import FileRefused, RowReader
from ingest.readers.rows import MOST_COLUMNS
from ingest.shape import name_or_shape

_DELIMITERS = ";,\t|~^"


@dataclass(frozen=True)
class Fit:
    """Positions (from 0) of columns in the file, and the optional columns that it lacks."""

    declared: dict[str, int]
    new: dict[str, int]
    missing: tuple[str, ...] = ()

    @property
    def new_names(self) -> tuple[str, ...]:
        """The new columns as they may be told."""
        return tuple(name_or_shape(name) for name in self.new)


def fit_header(entity: Entity, reader: RowReader) -> Fit:
    """Compares the header with the contract. Raises FileRefused where a name stands twice or a column is missing."""
    if reader.names_no_columns:
        return Fit({}, {})
    if len(reader.header) > MOST_COLUMNS:
        reason = f"has {len(reader.header)} columns, more than the {MOST_COLUMNS} that a table may have"
        raise FileRefused(reason, _line_of(reader))
    positions = {name: position for position, name in enumerate(reader.header)}
    missing = [name for name, column in entity.columns.items() if name not in positions and not column.optional]
    if missing:
        raise FileRefused(_missing_reason(entity, missing, reader.header), _line_of(reader))
    _refuse_doubled(reader)
    return Fit(
        declared={name: positions[name] for name in entity.columns if name in positions},
        new={name: positions[name] for name in reader.header if name not in entity.columns},
        missing=tuple(name for name in entity.columns if name not in positions),
    )


def _refuse_doubled(reader: RowReader) -> None:
    """Runs last: where all declared columns are there, these are names, not the values of a file without a header."""
    for position, name in enumerate(reader.header):
        first = reader.header.index(name)
        if first < position:
            reason = f"the header names '{name_or_shape(name)}' twice, as column {first + 1} and {position + 1}"
            raise FileRefused(reason, _line_of(reader))


def _line_of(reader: RowReader) -> int | None:
    """Formats whose header stands on no line say 0."""
    return reader.header_line or None


def _missing_reason(entity: Entity, missing: list[str], header: tuple[str, ...]) -> str:
    named = ", ".join(f"'{name}'" for name in missing)
    return f"declared and not optional, but missing from the header: {named}{_hint(entity, missing, header)}"


def _hint(entity: Entity, missing: list[str], header: tuple[str, ...]) -> str:
    """What may be the cause, as the end of a sentence. Names of the header are told only where they are declared."""
    spelled = {name.strip().lower(): name for name in header}
    alike = [spelled[name.lower()] for name in missing if name.lower() in spelled]
    if alike:
        return f"; the header has {', '.join(repr(name) for name in alike)}"
    if header and header[0].lstrip().startswith("<"):
        return "; this looks like a page of a web server instead of the file"
    delimiters = [character for character in _DELIMITERS if len(header) == 1 and character in header[0]]
    if delimiters:
        return f"; the whole header is one column and holds {delimiters[0]!r}, which may be the delimiter"
    if not entity.columns.keys() & set(header):
        return "; no declared column is there, so the header may be missing, or the file belongs elsewhere"
    return ""
