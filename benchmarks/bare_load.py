"""`python -m benchmarks.bare_load DELIVERIES FILE`: the daily files into one typed table, by pyarrow and DuckDB alone.

Belongs here: the shortest program that loads well-formed files. Does not belong here: anything it could do without.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv

from benchmarks.bare_database import open_bare

# As data/online_retail/contracts types them.
COLUMNS = {
    "InvoiceNo": pa.string(),
    "StockCode": pa.string(),
    "Description": pa.string(),
    "Quantity": pa.int64(),
    "InvoiceDate": pa.timestamp("us"),
    "UnitPrice": pa.decimal128(18, 4),
    "CustomerID": pa.string(),
    "Country": pa.string(),
}
_TABLE = """
    create table raw.invoice_line (
        InvoiceNo varchar, StockCode varchar, Description varchar, Quantity bigint, InvoiceDate timestamp,
        UnitPrice decimal(18, 4), CustomerID varchar, Country varchar
    )
"""


def load(deliveries: Path, target: Path) -> None:
    """Streams each file of `deliveries` into raw.invoice_line of the new DuckDB file `target`."""
    convert = pa_csv.ConvertOptions(column_types=COLUMNS, strings_can_be_null=True, null_values=[""])
    with open_bare(target) as con:
        con.execute("create schema raw")
        con.execute(_TABLE)
        for delivery in sorted(deliveries.glob("*.csv")):
            with pa_csv.open_csv(delivery, convert_options=convert) as batches:
                con.register("delivered", batches)
                con.execute("insert into raw.invoice_line select * from delivered")
                con.unregister("delivered")


if __name__ == "__main__":
    load(Path(sys.argv[1]), Path(sys.argv[2]))
