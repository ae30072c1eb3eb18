"""Callers of a month, as arrays, and what they ring about.

Belongs here: their shape, topics, queues and how long they take.
Does not belong here: who rings (calls.py), who answers (call_centre.py).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from demo.world.calendar import (
    Flags,
    Ints,
)

TOPICS = ["order", "complaint", "where_is_my_parcel", "product", "account", "invoice"]
ORDER, COMPLAINT, PARCEL, PRODUCT, ACCOUNT, INVOICE = range(len(TOPICS))
QUEUES = ["sales", "orders", "service", "complaints"]
QUEUE_OF_TOPIC = np.array([0, 3, 1, 0, 2, 2])
POOL_OF_TOPIC = np.array([0, 1, 0, 0, 1, 1])  # 0 the order desk, 1 customer care
TALK_SECONDS = np.array([300, 420, 170, 200, 210, 240])
UNRESOLVED = np.array([0.02, 0.28, 0.16, 0.1, 0.14, 0.18])


@dataclass
class Callers:
    """Arrays over callers. `who` -1: unknown; `order`, `ticket`: places in the month's arrays, -1 for none."""

    who: Ints
    started_at: Ints
    topic: Ints
    order: Ints
    ticket: Ints
    patience: Ints

    def __len__(self) -> int:
        return len(self.who)

    def chosen(self, which: Ints | Flags) -> Callers:
        return Callers(**{column.name: getattr(self, column.name)[which] for column in fields(self)})


def joined_callers(parts: list[Callers]) -> Callers:
    return Callers(
        **{column.name: np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(Callers)}
    )
