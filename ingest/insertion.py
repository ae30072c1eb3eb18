"""From batches of text to typed rows: the good ones into a table like raw, the others with faults into quarantine.

Belongs here: the statements that one delivered file needs. Does not belong here: converting one value
(conversion.py), what a redelivery replaces (redelivery.py), transactions (load.py).
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from ingest.arriving import ArrivingRows
from ingest.column import Column
from ingest.contract import Entity
from ingest.conversion import is_empty_sql, misfit_reason, value_sql
from ingest.header import Fit
from ingest.queries import one_row
from ingest.readers import Misfit, RowReader
from ingest.readers.rows import LINE_COLUMN, field_name
from ingest.shape import count_of
from ingest.sql_text import identifier, literal


@dataclass
class Tally:
    """Rows of one file so far: those that the reader gave, and where they went."""

    read: int = 0
    good: int = 0
    quarantined: int = 0


def insert_file(
    con: duckdb.DuckDBPyConnection, reader: RowReader, entity: Entity, fit: Fit, target: str, delivery_id: int
) -> Tally:
    """Reads the whole file into `target` (a raw table or one like it) and quarantine.row, and counts."""
    tally = Tally()
    fields = [(field_name(position), pa.string()) for position in range(len(reader.header))]
    insert_good, insert_faulty = _good_sql(entity, fit, target), _faulty_sql(entity, fit, reader.header)
    with ArrivingRows(con, "arriving", pa.schema([*fields, (LINE_COLUMN, pa.int64())])) as arriving:
        for batch in reader.batches():
            arriving.hold(batch.rows)
            good = _run(con, insert_good, [delivery_id])
            tally.read += batch.rows.num_rows + len(batch.misfits)
            tally.good += good
            if good < batch.rows.num_rows:
                tally.quarantined += _run(con, insert_faulty, [delivery_id])
            if batch.misfits:
                tally.quarantined += _quarantine_misfits(con, batch.misfits, len(reader.header), delivery_id)
    return tally


def _run(con: duckdb.DuckDBPyConnection, statement: str, parameters: list[object]) -> int:
    """Runs an INSERT and returns how many rows it inserted."""
    inserted = one_row(con, statement, parameters)
    return int(inserted[0]) if inserted else 0


def _good_sql(entity: Entity, fit: Fit, target: str) -> str:
    """Materialized, because DuckDB would convert each value once for the filter and once more for the row."""
    columns = [(entity.columns[name], field_name(position)) for name, position in fit.declared.items()]
    values = [f"{value_sql(column, field)} as v_{field}" for column, field in columns]
    texts = [field for column, field in columns if _may_be_empty_but_not_wrong(column)]
    names = [*(identifier(name) for name in fit.declared), "_extra", "_delivery_id", "_line"]
    chosen = [*(f"v_{field}" for _, field in columns), "extra", "$1", "line"]
    typed = [*values, *texts, f"{_extra_sql(fit)} as extra", "line"]
    return (
        f"insert into {target} ({', '.join(names)}) "
        f"with typed as materialized (select {', '.join(typed)} from arriving) "
        f"select {', '.join(chosen)} from typed "
        f"where {' and '.join(_good_conditions(columns)) or 'true'}"
    )


def _may_be_empty_but_not_wrong(column: Column) -> bool:
    return not column.required and column.type != "varchar"


def _good_conditions(columns: list[tuple[Column, str]]) -> list[str]:
    conditions = []
    for column, field in columns:
        if column.required:
            conditions.append(f"v_{field} is not null")
        elif _may_be_empty_but_not_wrong(column):
            conditions.append(f"(v_{field} is not null or {is_empty_sql(column, field)})")
    return conditions


def _extra_sql(fit: Fit) -> str:
    """The new columns as JSON, names in order so that equal rows are equal texts; merging leaves the nulls out."""
    if not fit.new:
        return "null::varchar"
    pairs = [f"{literal(name)}, nullif({field_name(position)}, '')" for name, position in sorted(fit.new.items())]
    return f"nullif(json_merge_patch('{{}}', json_object({', '.join(pairs)}))::varchar, '{{}}')"


def _faulty_sql(entity: Entity, fit: Fit, header: tuple[str, ...]) -> str:
    columns = [(name, entity.columns[name], field_name(position)) for name, position in fit.declared.items()]
    faults = [_fault_sql(*column) for column in columns if column[1].required or column[1].type != "varchar"]
    source = ", ".join(f"{literal(name)}, {field_name(position)}" for position, name in enumerate(header))
    return (
        "insert into quarantine.row "
        f"with judged as (select line, list_filter([{', '.join(faults)}], lambda fault: fault is not null) "
        f"as faults, json_object({source})::varchar as source_row from arriving) "
        "select $1, line, faults, source_row, null from judged where len(faults) > 0"
    )


def _fault_sql(name: str, column: Column, field: str) -> str:
    empty, cases = is_empty_sql(column, field), ""
    if column.required:
        cases += f"when {empty} then {_fault(name, 'null::varchar', 'is required and missing')} "
    if column.type != "varchar":
        fault = _fault(name, field, misfit_reason(column))
        cases += f"when not {empty} and {value_sql(column, field)} is null then {fault} "
    return f"case {cases}end"


def _fault(name: str, value: str, reason: str) -> str:
    return f"struct_pack(column_name := {literal(name)}, value := {value}, reason := {literal(reason)})"


def _quarantine_misfits(
    con: duckdb.DuckDBPyConnection, misfits: list[Misfit], header_fields: int, delivery_id: int
) -> int:
    """A row without a place for each field is kept as one JSON string: its text as delivered."""
    lines = [misfit.line for misfit in misfits]
    reasons = [
        misfit.reason or f"has {count_of(misfit.fields, 'field')}, the header has {header_fields}" for misfit in misfits
    ]
    sources = [json.dumps(misfit.text) for misfit in misfits]
    statement = (
        "insert into quarantine.row select $1, line, "
        "[struct_pack(column_name := null::varchar, value := null::varchar, reason := reason)], source_row, null "
        "from (select unnest($2::bigint[]) as line, unnest($3::varchar[]) as reason, "
        "unnest($4::varchar[]) as source_row)"
    )
    return _run(con, statement, [delivery_id, lines, reasons, sources])
