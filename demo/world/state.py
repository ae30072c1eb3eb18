"""What is handed on from month to month: each party's mood, rate, records and points; what is still to come.

Belongs here: the state and how grief fades. Does not belong here: who changes it (the other modules of the world).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from demo.randomness import Chance
from demo.size import Size
from demo.world.calendar import MONTHS, NEVER, Flags, Floats, Ints, month_of
from demo.world.channels import Spend
from demo.world.names import Names
from demo.world.people import People
from demo.world.portraits import Portraits
from demo.world.prices import Prices
from demo.world.products import Products
from demo.world.staff import Hiring, Staff


@dataclass(frozen=True)
class World:
    """What stands from the beginning on."""

    size: Size
    chance: Chance
    names: Names
    spend: Spend
    people: People
    portraits: Portraits
    shares_phone: Flags
    products: Products
    prices: Prices
    staff: Staff
    hiring: Hiring


@dataclass
class State:
    """Arrays over parties. `grief` lowers buying by exp(-grief); `content` is satisfaction from 0 to 1."""

    rate: Floats
    basket: Floats
    hazard: Floats
    is_customer: Flags
    churned_at: Ints
    is_dormant: Flags
    is_quiet: Flags
    grief: Floats
    content: Floats
    fault_months: Ints
    spent_half_year: Ints
    value: Ints
    last_order_day: Ints
    account_rep: Ints
    shop_record: Ints
    shop_since: Ints
    second_shop_record: Ints
    second_shop_since: Ints
    crm_record: Ints
    centre_record: Ints
    is_member: Flags
    points_of_last_year: Ints
    points_of_this_year: Ints
    email_allowed: Flags
    to_come: dict[tuple[str, int], list[Any]] = field(default_factory=lambda: defaultdict(list))

    def alive_at(self, who: Ints, time: Ints | int) -> Flags:
        return np.asarray(self.is_customer[who] & (time < self.churned_at[who]))

    def later(self, what: str, month: int, thing: Any) -> None:
        """Keeps something for a month to come; what would come after the end is forgotten."""
        if month < MONTHS:
            self.to_come[what, month].append(thing)

    def due(self, what: str, month: int) -> list[Any]:
        return self.to_come.pop((what, month), [])

    def feel(self, who: Ints, time: Ints, grief: float, content: float, fault: bool = False) -> None:
        """What happened at these times weighs on them from the month after on."""
        months = month_of(time) + 1
        for month in np.unique(months[months < MONTHS]):
            self.later("feelings", int(month), (who[months == month], grief, content, fault))


def new_state(count: int) -> State:
    def ints() -> Ints:
        return np.zeros(count, dtype=np.int64)

    def flags() -> Flags:
        return np.zeros(count, dtype=bool)

    return State(
        rate=np.zeros(count),
        basket=np.ones(count),
        hazard=np.zeros(count),
        is_customer=flags(),
        churned_at=np.full(count, NEVER),
        is_dormant=flags(),
        is_quiet=flags(),
        grief=np.zeros(count),
        content=np.full(count, 0.75),
        fault_months=ints(),
        spent_half_year=ints(),
        value=ints(),
        last_order_day=np.full(count, -1),
        account_rep=ints(),
        shop_record=ints(),
        shop_since=np.full(count, NEVER),
        second_shop_record=ints(),
        second_shop_since=np.full(count, NEVER),
        crm_record=ints(),
        centre_record=ints(),
        is_member=flags(),
        points_of_last_year=ints(),
        points_of_this_year=ints(),
        email_allowed=flags(),
    )
