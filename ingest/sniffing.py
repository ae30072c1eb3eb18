"""What can be told from a file alone: its format, the types of its columns, which of them could be its key.

Types are those by which every value of the first rows converts, tried as loading will convert them. Belongs here:
looking. Does not belong here: writing it down as a contract (contract_draft.py), what it means (the person).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from pathlib import Path

import duckdb
import pyarrow as pa

from ingest.column import Column
from ingest.conversion import is_empty_sql, value_sql
from ingest.grammar import Format
from ingest.queries import one_row
from ingest.readers import FileRefused, open_rows
from ingest.readers.rows import field_name
from ingest.readers.unpacking import inner_suffix
from ingest.sql_text import literal

_TYPES = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".xlsx": "xlsx"}
_MOST_IDS = 12
_ENCODINGS = ("utf-8", "utf-16", "gb18030", "cp1252")
_TRIED = (
    Column(type="bigint"),
    Column(type="decimal(18,4)"),
    Column(type="date"),
    *(Column(type="date", format=pattern) for pattern in ("%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")),
    Column(type="timestamp"),
    *(Column(type="timestamp", format=pattern) for pattern in ("%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M:%S")),
    Column(type="time"),
    Column(type="boolean"),
)


@dataclass(frozen=True)
class Sniffed:
    """What a file looks like. `keys` are columns, or a pair of them, whose values stand once in the rows seen."""

    file: Path
    form: Format
    columns: dict[str, Column]
    keys: tuple[tuple[str, ...], ...]


def sniff(path: Path) -> Sniffed:
    """Looks at the first rows of `path`. Raises FileRefused where it cannot be read in any way that is known."""
    form = _format_of(path)
    with open_rows(path, form) as reader, duckdb.connect() as con:
        batch = next(iter(reader.batches()), None)
        con.register("arriving", batch.rows if batch else _no_rows(len(reader.header)))
        columns = {name: _column(con, field_name(place)) for place, name in enumerate(reader.header)}
        keys = _keys(con, reader.header, columns)
    return Sniffed(path, form, columns, keys)


def _no_rows(width: int) -> pa.Table:
    return pa.table({field_name(place): pa.array([], pa.string()) for place in range(width)})


def _format_of(path: Path) -> Format:
    kind = _TYPES.get(inner_suffix(path.name), "csv")
    if kind != "csv":
        return Format.model_validate({"type": kind})
    for encoding in _ENCODINGS:
        form = Format.model_validate({"type": "csv", **_dialect(path), "encoding": encoding})
        try:
            with open_rows(path, form) as reader:
                next(iter(reader.batches()), None)
        except FileRefused:
            continue
        return form
    raise FileRefused(f"is no text in any of {', '.join(_ENCODINGS)}")


def _dialect(path: Path) -> dict[str, str]:
    """Delimiter and quote as DuckDB's sniffer finds them; what it cannot tell is left to the contract's own."""
    try:
        with duckdb.connect() as con:
            found = one_row(con, f"select delimiter, quote from sniff_csv({literal(str(path))}, ignore_errors := true)")
    except duckdb.Error:
        return {}
    delimiter, quote = found or (",", '"')
    return {"delimiter": delimiter} | ({"quote": quote} if quote not in ("", "(empty)", '"', delimiter) else {})


def _column(con: duckdb.DuckDBPyConnection, field: str) -> Column:
    """The first type by which all values convert; no number where that would lose a leading zero."""
    found = one_row(
        con,
        f"select count(*) filter ({field} <> ''), count(*) filter (regexp_matches({field}, '^0[0-9]+$')) from arriving",
    )
    filled, with_leading_zero = found or (0, 0)
    tried = [column for column in _TRIED if not (with_leading_zero and column.type in ("bigint", "decimal(18,4)"))]
    return next((column for column in tried if filled and _fits(con, column, field)), Column(type="varchar"))


def _fits(con: duckdb.DuckDBPyConnection, column: Column, field: str) -> bool:
    misfit = f"not {is_empty_sql(column, field)} and {value_sql(column, field)} is null"
    return one_row(con, f"select 1 from arriving where {misfit} limit 1") is None


def _keys(
    con: duckdb.DuckDBPyConnection, header: Sequence[str], columns: dict[str, Column]
) -> tuple[tuple[str, ...], ...]:
    """Every column that could be the key; where there is none, the first pair of ids: amounts and times are none."""
    fields = {name: field_name(place) for place, name in enumerate(header)}
    alone = tuple((name,) for name, field in fields.items() if _are_unique(con, field))
    if alone:
        return alone
    ids = [name for name in fields if columns[name].type in ("varchar", "bigint")][:_MOST_IDS]
    pairs = (pair for pair in combinations(ids, 2) if _are_unique(con, *(fields[name] for name in pair)))
    return tuple(islice(pairs, 1))


def _are_unique(con: duckdb.DuckDBPyConnection, *fields: str) -> bool:
    """An empty value is no key, and of a single row nothing can be told."""
    filled = " and ".join(f"{field} <> ''" for field in fields)
    once = f"count(distinct ({', '.join(fields)})) = count(*)"
    found = one_row(con, f"select count(*) > 1 and bool_and({filled}) and {once} from arriving")
    return bool(found and found[0])
