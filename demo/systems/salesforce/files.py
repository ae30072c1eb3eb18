"""One object's CSV as Data Export writes it: every value in quotes, 0 and 1, days with a midnight, no trailing zeros.

Belongs here: the text of a value by its type. Does not belong here: which rows and columns there are.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

_TEXTS = {
    "BOOLEAN": "cast(cast({column} as int) as varchar)",
    "TIMESTAMP": "cast({column} as varchar)",
    "DATE": "cast({column} as varchar) || ' 00:00:00'",
}
_NUMBER = "rtrim(rtrim(cast({column} as varchar), '0'), '.')"  # all have decimals


def make_texts(connection: duckdb.DuckDBPyConnection, name: str, rows: str) -> None:
    """Makes a view of the query `rows`, in its order, with the texts that are written for its values."""
    kinds = [kind for _, kind, *_ in connection.execute(f"describe {rows}").fetchall()]
    names = [name for name, *_ in connection.execute(f"{rows} limit 0").description]  # describe loses their case
    texts = ", ".join(f"coalesce({_text(one, kind)}, '') as {one}" for one, kind in zip(names, kinds, strict=True))
    connection.execute(f"create or replace temp view crm_file_{name} as select {texts} from ({rows})")


def write_object(connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> None:
    """Writes the rows of the view as they are now to `folder`."""
    target = str(folder / f"{name}.csv").replace("'", "''")
    connection.execute(f"copy (from crm_file_{name}) to '{target}' (format csv, header, force_quote *)")


def _text(name: str, kind: str) -> str:
    if kind.startswith("DECIMAL"):
        return _NUMBER.format(column=name)
    return _TEXTS.get(kind, "cast({column} as varchar)").format(column=name)
