"""Deals as arrays: their shape, types and stages.

Belongs here: what a deal consists of, and what it begins with. Does not belong here: its course (selling.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo.world.calendar import END_AT, Flags, Floats, Ints
from demo.world.countries import CURRENCY_OF
from demo.world.state import World

NEW, RENEWAL, EXTENSION = 0, 1, 2
TYPES = ["new", "renewal", "extension"]
STAGES = ["qualification", "needs", "proposal", "negotiation", "won", "lost"]
OPEN_STAGES = 4
PROPOSAL = 2
PROBABILITIES = np.array([0.1, 0.25, 0.5, 0.75, 1.0, 0.0])
LOSS_REASONS = ["price", "competitor", "no_budget", "no_answer", "product"]
NO_ANSWER = LOSS_REASONS.index("no_answer")
DONE, LATE, NEVER_ = 0, 1, 2


@dataclass
class Deals:
    """Arrays over opportunities. `entered_at[deal, stage]` is when each open stage begins, NEVER where it does not."""

    who: Ints
    number: Ints
    lead: Ints
    rep: Ints
    kind: Ints
    channel: Ints
    contract: Ints  # number of the contract to be renewed, 0 for none
    created_at: Ints
    entered_at: Ints
    closed_at: Ints
    wins: Flags
    loss_reason: Ints
    follow_up: Ints
    expected_day: Ints  # [deal, stage]
    amount: Ints  # [deal, stage]
    line_deal: Ints
    line_sku: Ints
    line_quantity: Ints
    line_price: Ints

    def __len__(self) -> int:
        return len(self.who)

    @property
    def is_won(self) -> Flags:
        return np.asarray(self.wins & (self.closed_at < END_AT))

    @property
    def is_lost(self) -> Flags:
        return np.asarray(~self.wins & (self.closed_at < END_AT))


@dataclass
class Beginnings:
    """What deals begin with."""

    who: Ints
    lead: Ints
    rep: Ints
    kind: Ints
    channel: Ints
    contract: Ints
    created_at: Ints
    content: Floats


def currency_of(world: World, who: Ints) -> Ints:
    return CURRENCY_OF[world.people.country[who]]
