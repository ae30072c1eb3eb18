"""Frame contracts with businesses: a year long, renewed or lapsed.

Belongs here: contracts, their ends, and the renewal deals they bring.
Does not belong here: the deals' course (selling.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import numpy as np

from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.calendar import DAYS, HOUR, MONTH_FIRST_DAY, NEXT_WORKDAY, Ints, at, day_of, month_days
from demo.world.countries import CURRENCIES
from demo.world.deals import RENEWAL, Beginnings, Deals, currency_of
from demo.world.state import State, World

YEAR_DAYS = 365
RENEWAL_TALK_DAYS = 70  # before the end
CALL_OFFS = 4.0  # a year's contract is worth about so many times the first order
LAPSED_RATE = 0.25
STATUSES = ["active", "renewed", "lapsed"]
ACTIVE, RENEWED, LAPSED = range(3)


def _ints() -> Ints:
    return np.zeros(0, np.int64)


@dataclass
class Contracts:
    """Arrays over all contracts so far, in the order of their numbers."""

    who: Ints = field(default_factory=_ints)
    opportunity: Ints = field(default_factory=_ints)
    channel: Ints = field(default_factory=_ints)
    first_day: Ints = field(default_factory=_ints)
    last_day: Ints = field(default_factory=_ints)
    value: Ints = field(default_factory=_ints)
    renewed_by: Ints = field(default_factory=_ints)
    asked: Ints = field(default_factory=_ints)  # 1 once a renewal deal has begun

    def __len__(self) -> int:
        return len(self.who)

    def add(self, **columns: Ints) -> Ints:
        """Appends contracts; returns their numbers."""
        first, count = len(self) + 1, len(columns["who"])
        for column in fields(self):
            new = columns.get(column.name, np.zeros(count, np.int64))
            setattr(self, column.name, np.concatenate([getattr(self, column.name), new]))
        return np.arange(first, first + count)


def of_old_customers(world: World, contracts: Contracts, who: Ints) -> None:
    """Businesses that were customers before have contracts that end at some time of the first year."""
    draw = world.chance.of("old contracts")
    last = draw.integers(75, YEAR_DAYS + 20, len(who))
    value = np.round(np.exp(draw.normal(np.log(9_000), 0.6, len(who))) / 100).astype(np.int64) * 100 * 10_000
    contracts.add(
        who=who, channel=world.people.channel[who], first_day=last - YEAR_DAYS + 1, last_day=last, value=value
    )


def renewal_talks(world: World, state: State, contracts: Contracts, month: int) -> Beginnings:
    """Deals that begin because a contract ends in some weeks."""
    draw = world.chance.of("renewals", month)
    talk = np.maximum(contracts.last_day - RENEWAL_TALK_DAYS, 0)
    days = month_days(month)
    due = (contracts.asked == 0) & (talk <= days[-1]) & (talk >= days[0])
    place = np.flatnonzero(due)
    contracts.asked[place] = 1
    who = contracts.who[place]
    created = at(NEXT_WORKDAY[talk[place]], draw.integers(9 * HOUR, 16 * HOUR, len(place)))
    return Beginnings(
        who=who,
        lead=np.zeros(len(who), np.int64),
        rep=state.account_rep[who],
        kind=np.full(len(who), RENEWAL),
        channel=contracts.channel[place],
        contract=place + 1,
        created_at=created,
        content=state.content[who],
    )


def sign(contracts: Contracts, deals: Deals) -> None:
    """Contracts of deals won: from the first of next month, or following on the one that is renewed."""
    won = np.flatnonzero(deals.is_won)
    new = deals.kind[won] != RENEWAL
    following = contracts.last_day[deals.contract[won] - 1] + 1 if len(contracts) else np.zeros(len(won), np.int64)
    closing_month = np.searchsorted(MONTH_FIRST_DAY, day_of(deals.closed_at[won]), side="right")
    first = np.where(new, np.append(MONTH_FIRST_DAY, DAYS + 31)[closing_month], following)
    value = (deals.amount[won, -1] * CALL_OFFS / 1_000_000).round().astype(np.int64) * 1_000_000
    number = contracts.add(
        who=deals.who[won], opportunity=deals.number[won], channel=deals.channel[won], first_day=first,
        last_day=first + YEAR_DAYS - 1, value=value,
    )  # fmt: skip
    contracts.renewed_by[deals.contract[won][~new] - 1] = number[~new]


def lapse(state: State, contracts: Contracts, month: int) -> None:
    """Whose contract ended last month without a new one buys little from now on."""
    days = month_days(month)
    ended = (contracts.last_day < days[0]) & (contracts.last_day >= days[0] - 31) & (contracts.renewed_by == 0)
    mine = ended & (contracts.last_day >= (MONTH_FIRST_DAY[month - 1] if month else 0))
    state.rate[contracts.who[mine]] *= LAPSED_RATE


def write_contracts(world: World, truth: Truth, contracts: Contracts) -> None:
    status = np.where(contracts.last_day >= DAYS, ACTIVE, np.where(contracts.renewed_by > 0, RENEWED, LAPSED))
    status = np.where((contracts.renewed_by > 0), RENEWED, status)
    truth.add(
        "contract",
        contract_no=np.arange(1, len(contracts) + 1),
        party_no=contracts.who + 1,
        opportunity_no=contracts.opportunity,
        start_date=contracts.first_day,
        end_date=contracts.last_day,
        value=contracts.value,
        currency_code=Words(currency_of(world, contracts.who), CURRENCIES),
        status=Words(status, STATUSES),
        renewed_by_contract_no=contracts.renewed_by,
    )
