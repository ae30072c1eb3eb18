"""Orders and their lines of one month, as arrays.

Belongs here: their shape, and choosing some of them. Does not belong here: where they come from (buying.py).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from demo.world.calendar import Flags, Ints

SALES_CHANNELS = ["web_shop", "phone", "field_sales"]
WEB, PHONE, FIELD = 0, 1, 2


@dataclass
class Orders:
    """Arrays over orders; `who` is the place of the party, `day` the company's day."""

    who: Ints
    day: Ints
    ordered_at: Ints
    channel: Ints
    campaign: Ints
    opportunity: Ints

    def __len__(self) -> int:
        return len(self.who)

    def chosen(self, which: Ints | Flags) -> Orders:
        return Orders(**{column.name: getattr(self, column.name)[which] for column in fields(self)})


def joined(parts: list[Orders]) -> Orders:
    return Orders(
        **{column.name: np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(Orders)}
    )


@dataclass
class Lines:
    """Arrays over lines; `order` is the place of the order, `sku` that of the SKU; amounts in ten-thousandths."""

    order: Ints
    sku: Ints
    quantity: Ints
    unit_price: Ints
    discount: Ints

    def __len__(self) -> int:
        return len(self.order)

    def chosen(self, which: Ints | Flags) -> Lines:
        return Lines(**{column.name: getattr(self, column.name)[which] for column in fields(self)})

    @property
    def amount(self) -> Ints:
        return self.quantity * self.unit_price - self.discount

    def numbers_within_order(self) -> Ints:
        """1, 2, … within each order; lines of an order lie together."""
        new = np.ones(len(self.order), dtype=bool)
        new[1:] = self.order[1:] != self.order[:-1]
        first = np.flatnonzero(new)
        return np.arange(len(self.order)) - np.repeat(first, np.diff(np.append(first, len(self.order)))) + 1


def in_order(free: Orders, wished: Lines, won: Orders, offered: Lines) -> tuple[Orders, Lines]:
    """All orders in the order of time, and their lines in that of the orders."""
    orders = joined([free, won])
    offered.order = offered.order + len(free)
    parts = [wished, offered]
    lines = Lines(
        **{name: np.concatenate([getattr(part, name) for part in parts]) for name in Lines.__dataclass_fields__}
    )
    by_time = np.argsort(orders.ordered_at, kind="stable")
    place = np.empty(len(orders), np.int64)
    place[by_time] = np.arange(len(orders))
    lines.order = place[lines.order]
    return orders.chosen(by_time), lines.chosen(np.argsort(lines.order, kind="stable"))
