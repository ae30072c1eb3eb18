"""How large the demo company is.

Belongs here: the four sizes and what scales with them. Does not belong here: behaviour, which is the same in all sizes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`customers` buy or have bought; `lines` is the order lines aimed at, over three years.

    `pace` is how often customers order, against their usual rates: what brings about so many lines.
    Enquiries by phone and visits per order are fewer in large sizes, where more of them would only add rows. The CRM
    exports all its tables each time, so large ones have fewer exports in the years that were handed over.
    """

    name: str
    customers: int
    lines: int
    pace: float
    reps: int
    enquiries_per_order: float
    visits_per_order: float
    months_between_exports: int


SIZES = {
    "S": Size("S", 2_000, 20_000, 1.04, 8, 2.0, 3.0, 1),
    "M": Size("M", 50_000, 1_000_000, 3.25, 40, 0.10, 2.0, 6),
    "L": Size("L", 500_000, 10_000_000, 3.25, 200, 0.08, 1.0, 12),
    "XL": Size("XL", 5_000_000, 100_000_000, 3.25, 1_000, 0.06, 0.5, 12),
}
