"""Loading alone: our way from file to raw against pyarrow into DuckDB.

Belongs here: that comparison. Does not belong here: either side of it (our_load.py, bare_load.py).
"""

from __future__ import annotations

from benchmarks.answers import Question, require_equal_answers
from benchmarks.figures import Figure
from benchmarks.ground import Ground
from benchmarks.processes import run_module
from benchmarks.retailer import Retailer

AIM = 1.3
_ANSWERS = (
    "select count(*), sum(Quantity), sum(Quantity * UnitPrice), count(Description), count(CustomerID), "
    "min(InvoiceDate), max(InvoiceDate), sum(length(InvoiceNo)) from raw.{table}"
)


def measure(ground: Ground) -> list[Figure]:
    """All days, file by file, each side in a process and a file of its own."""
    bare_file = ground.folder / "bare_load.duckdb"
    retailer = Retailer.make(ground.folder / "load")
    retailer.deliver(ground.deliveries)
    ours = run_module("benchmarks.our_load", str(retailer.folder), environment=retailer.environment)
    bare = run_module("benchmarks.bare_load", str(ground.deliveries[0].parent), str(bare_file))
    require_equal_answers(
        retailer.workshop_path,
        bare_file,
        [Question(_ANSWERS.format(table="online_retail__invoice_line"), _ANSWERS.format(table="invoice_line"))],
    )
    return [
        Figure("CSV load", ours.seconds, "s", bare.seconds, AIM),
        Figure("CSV load, peak memory", ours.peak_bytes / 2**30, "GiB", bare.peak_bytes / 2**30),
    ]
