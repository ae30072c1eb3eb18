"""Damage to Parquet files.

Belongs here: bytes, types and structure that only Parquet has. Does not belong here: values (kinds_of_values.py).
"""

from __future__ import annotations

import pyarrow as pa

from tests.damage.draft import Draft, Made, kind
from tests.damage.writing import parquet_bytes, parquet_table, write


@kind("parquet")
def parquet_cut_off(draft: Draft) -> Made:
    content = write(draft.dialect, draft.table)
    return draft.refused(content[: draft.draw.randrange(4, len(content))], reason="no Parquet file, or is cut off")


@kind("parquet")
def parquet_without_its_beginning(draft: Draft) -> Made:
    content = write(draft.dialect, draft.table)
    return draft.refused(content[draft.draw.randrange(5, len(content) - 8) :], reason="")


@kind("parquet")
def page_with_other_bytes(draft: Draft) -> Made:
    """The checksum that the writer left with each page tells."""
    table = parquet_table(draft.table)
    plain = {"compression": "none", "use_dictionary": False, "write_statistics": False}
    content = bytearray(parquet_bytes(table, write_page_checksum=True, **plain))
    place = content.index(draft.planted.encode())
    content[place] ^= 0xFF
    return draft.refused(bytes(content), reason="cannot be read from row 1 on")


@kind("parquet")
def lists_instead_of_numbers(draft: Draft) -> Made:
    table = parquet_table(draft.table)
    place = table.schema.get_field_index("id")
    lists = pa.array([[value] for value in table["id"].to_pylist()])
    content = parquet_bytes(table.set_column(place, "id", lists))
    return draft.made(content, {row: ["id"] for row in range(len(draft.table.rows))})


@kind("parquet")
def other_types_of_the_same_values(draft: Draft) -> Made:
    table = parquet_table(draft.table)
    types = {"id": pa.int32(), "name": pa.large_string(), "at": pa.timestamp("ns"), "price": pa.decimal256(40, 2)}
    for name, other in types.items():
        table = table.set_column(table.schema.get_field_index(name), name, table[name].cast(other))
    encoded = table["note"].dictionary_encode()
    return draft.made(parquet_bytes(table.set_column(table.schema.get_field_index("note"), "note", encoded)))


@kind("parquet")
def parquet_in_small_groups(draft: Draft) -> Made:
    return draft.made(parquet_bytes(parquet_table(draft.table), row_group_size=2))


@kind("parquet")
def parquet_without_columns(draft: Draft) -> Made:
    return draft.refused(parquet_bytes(pa.table({})), reason="missing from the header: 'id'")
