"""Writing the truth, a month's rows at a time.

Belongs here: one Parquet file a table, kept open until the end; counting rows. Does not belong here: what is true.

Rows are kept until they fill a row group, so that small months do not make thousands of tiny ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from demo.truth.columns import column
from demo.truth.tables import TABLES, columns_of, schema_of

ROW_GROUP = 200_000


class Truth:
    """`with Truth(folder) as truth: truth.add("country", country_code=…)`; every table has a file in the end."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._kept: defaultdict[str, list[pa.Table]] = defaultdict(list)
        self._numbers: Counter[str] = Counter()
        self.rows: Counter[str] = Counter()

    def __enter__(self) -> Truth:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for table in TABLES:
            self._flush(table)
            self._writer(table).close()

    def numbers(self, of: str, count: int) -> NDArray[np.int64]:
        """The next `count` numbers of a kind of thing, dense from 1."""
        first = self._numbers[of] + 1
        self._numbers[of] += count
        return np.arange(first, first + count)

    def add(self, table: str, **values: Any) -> None:
        """Appends rows; `values` are arrays of one length, one per column of the table."""
        expected = columns_of(table)
        if values.keys() != expected.keys():
            raise ValueError(f"{table}: columns {sorted(values.keys() ^ expected.keys())} do not agree")
        arrays = [self._column(table, name, values[name]) for name in expected]
        if len(arrays[0]) > 0:
            self._kept[table].append(pa.Table.from_arrays(arrays, schema=schema_of(table)))
            self.rows[table] += len(arrays[0])
            if sum(len(part) for part in self._kept[table]) >= ROW_GROUP:
                self._flush(table)

    def _flush(self, table: str) -> None:
        if self._kept[table]:
            rows = pa.concat_tables(self._kept.pop(table))
            self._writer(table).write_table(rows, row_group_size=len(rows))

    def _column(self, table: str, name: str, values: Any) -> pa.Array:
        try:
            return column(values, *columns_of(table)[name])
        except (ValueError, TypeError, pa.ArrowException) as wrong:
            raise ValueError(f"{table}.{name}: {wrong}") from wrong

    def _writer(self, table: str) -> pq.ParquetWriter:
        if table not in self._writers:
            path = self._folder / f"{table}.parquet"
            self._writers[table] = pq.ParquetWriter(
                path, schema_of(table), compression="zstd", compression_level=1, store_decimal_as_integer=True
            )
        return self._writers[table]
