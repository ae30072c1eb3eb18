"""The published file after thirty daily builds against that of one build of the same days.

Belongs here: that comparison. Does not belong here: what a single day costs (one_more_day.py).
"""

from __future__ import annotations

from benchmarks.answers import require_equal_answers
from benchmarks.figures import Figure
from benchmarks.ground import Ground
from benchmarks.retailer import Retailer

AIM = 1.3
DAYS = 30


def measure(ground: Ground) -> list[Figure]:
    """The last thirty days come one by one; a company beside it gets all days at once."""
    daily, fresh = Retailer.make(ground.folder / "daily"), Retailer.make(ground.folder / "fresh")
    daily.deliver(ground.deliveries[:-DAYS])
    daily.build()
    seconds = []
    for delivery in ground.deliveries[-DAYS:]:
        daily.deliver([delivery])
        seconds.append(daily.build().run.seconds)
    fresh.deliver(ground.deliveries)
    fresh.build()
    require_equal_answers(daily.warehouse_path, fresh.warehouse_path)
    daily_bytes, fresh_bytes = (retailer.warehouse_path.stat().st_size for retailer in (daily, fresh))
    return [
        Figure(f"published file after {DAYS} daily builds", daily_bytes / 1e9, "GB", fresh_bytes / 1e9, AIM),
        Figure("last daily build against the first", seconds[-1], "s", seconds[0]),
    ]
