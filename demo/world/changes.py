"""What changes about people: they move, marry, get another e-mail, rise to another tier.

Belongs here: drawing one month's changes, at most one a party. Does not belong here: which system hears of it.
"""

from __future__ import annotations

import numpy as np

from demo.randomness import Chance
from demo.world.calendar import Flags, Ints, at, month_days
from demo.world.names import Names
from demo.world.people import BUSINESS, PERSON, People

CHANGES = ["first", "moved", "married", "new_email", "new_tier"]
FIRST, MOVED, MARRIED, NEW_EMAIL, NEW_TIER = range(5)
MONTHLY = {MOVED: 0.006, MARRIED: 0.0016, NEW_EMAIL: 0.004}
TIER_MONTHS = (1, 7)
# Euros bought in the half year before, from which a tier begins; businesses ten times as much.
TIER_FROM = np.array([150.0, 450.0, 1200.0])
TIER_FROM_BUSINESS = 10


def draw_changes(people: People, there: Flags, month: int, chance: Chance) -> tuple[Ints, Ints]:
    """Who changes this month (in order) and how; those who come this month are new enough."""
    draw = chance.of("changes", month)
    luck = draw.random(len(people))
    kind = np.zeros(len(people), dtype=np.int64)
    floor = 0.0
    for change, rate in MONTHLY.items():
        kind[(luck >= floor) & (luck < floor + rate)] = change
        floor += rate
    private = people.kind == PERSON
    kind[~private & (kind == MARRIED)] = 0
    kind[(people.month >= month) | ~there] = 0
    return np.flatnonzero(kind), kind[kind > 0]


def due_tiers(people: People, spent: Ints) -> Ints:
    """The tier that half a year's purchases, in ten-thousandths of euros, are worth."""
    limit = np.where(people.kind == BUSINESS, TIER_FROM_BUSINESS, 1.0)
    return np.searchsorted(TIER_FROM, spent / 10_000 / limit, side="right")


def apply_changes(people: People, names: Names, who: Ints, kind: Ints, month: int, chance: Chance) -> Ints:
    """Changes `people`; returns when each change happened."""
    draw = chance.of("changes applied", month)
    _move(people, names, who[kind == MOVED], draw)
    _marry(people, who[kind == MARRIED], draw)
    new_email = who[kind == NEW_EMAIL]
    people.email_style[new_email] = (people.email_style[new_email] + 1 + draw.integers(0, 2, len(new_email))) % 3
    days = draw.choice(month_days(month), len(who))
    return at(days, draw.integers(8 * 3600, 22 * 3600, len(who)))


def _move(people: People, names: Names, who: Ints, draw: np.random.Generator) -> None:
    towns = names.places.pool
    country = people.country[who]
    elsewhere = towns.first[country] + (draw.random(len(who)) ** 2 * towns.count[country]).astype(np.int64)
    far = draw.random(len(who)) < 0.5
    people.place[who] = np.where(far, elsewhere, people.place[who])
    people.street[who] = names.street.draw(draw, country)
    people.house[who] = draw.integers(1, 140, len(who))
    people.postcode[who] = draw.integers(0, 1000, len(who))


def _marry(people: People, who: Ints, draw: np.random.Generator) -> None:
    """The other's family name: that of somebody of the same country."""
    people.former_family[who] = people.family[who]
    candidates = np.flatnonzero(people.kind == PERSON)
    for country in np.unique(people.country[who]):
        here = who[people.country[who] == country]
        others = candidates[people.country[candidates] == country]
        people.family[here] = people.family[draw.choice(others, len(here))]
