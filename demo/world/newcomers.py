"""How people and businesses are drawn, in the order in which they come.

Belongs here: how many come when, from where, by which channel, and what they are born with.
Does not belong here: what is known of a party (people.py), what changes about it (changes.py).
"""

from __future__ import annotations

from datetime import date

import numpy as np

from demo.randomness import Chance
from demo.size import Size
from demo.world.arrivals import channels_of, first_seen_at, kinds_and_months
from demo.world.calendar import (
    Flags,
    Ints,
    day_number,
)
from demo.world.channels import (
    Spend,
)
from demo.world.countries import SHARES
from demo.world.names import Names
from demo.world.people import BUSINESS, CONTACT, PERSON, SEGMENTS, People

MARRIED_BEFORE = 0.05
SEGMENT_SHARES = {PERSON: [0.4, 0.3, 0.2, 0.1], BUSINESS: [0.3, 0.35, 0.2, 0.15]}
YOUNGEST, OLDEST = 18, 88


def _segments(draw: np.random.Generator, kind: Ints) -> Ints:
    chance = draw.random(len(kind))
    private = np.searchsorted(np.cumsum(SEGMENT_SHARES[PERSON]), chance).clip(0, 3)
    business = 4 + np.searchsorted(np.cumsum(SEGMENT_SHARES[BUSINESS]), chance).clip(0, 3)
    return np.where(kind == PERSON, private, np.where(kind == BUSINESS, business, 8))


def _places(draw: np.random.Generator, names: Names, country: Ints) -> Ints:
    towns = names.places.pool
    place = np.zeros(len(country), dtype=np.int64)
    for number, (first, count) in enumerate(zip(towns.first, towns.count, strict=True)):
        weight = np.cumsum(names.places.weight[first : first + count])
        here = np.flatnonzero(country == number)
        place[here] = first + np.searchsorted(weight, draw.random(len(here)) * weight[-1], side="right")
    return place


def _birth_days(draw: np.random.Generator, segment: Ints) -> Ints:
    ages = np.clip(draw.gamma(6.0, 7.6, len(segment)) + 4, YOUNGEST, OLDEST)
    ages = np.where(segment == SEGMENTS.index("student"), 18 + ages % 10, ages)
    return day_number(date(2023, 1, 1)) - (ages * 365.25).astype(np.int64)


def make_people(size: Size, chance: Chance, names: Names, spend: Spend) -> People:
    draw = chance.of("people")
    kind, month, employer = kinds_and_months(size, draw)
    count = len(kind)
    country = np.searchsorted(np.cumsum(SHARES), draw.random(count)).clip(0, len(SHARES) - 1)
    country = np.where(employer >= 0, country[employer], country)
    channel = channels_of(draw, kind, month, spend)
    first_seen = first_seen_at(draw, kind, month, channel)
    first_seen = np.where(employer >= 0, first_seen[employer], first_seen)
    is_female = draw.random(count) < 0.54
    family = names.family.draw(chance.of("family names"), country)
    segment = _segments(draw, kind)
    return People(
        kind=kind,
        month=month,
        first_seen_at=first_seen,
        country=country,
        channel=channel,
        is_female=is_female,
        given=np.where(is_female, names.female.draw(draw, country), _male(names, draw, country)),
        family=family,
        former_family=_former_families(chance, names, country, is_female, family),
        place=_places(draw, names, country),
        street=names.street.draw(draw, country),
        house=draw.integers(1, 140, count),
        postcode=draw.integers(0, 1000, count),
        segment=segment,
        tier=np.where(kind == CONTACT, -1, 0),
        preferred=np.searchsorted([0.62, 0.84, 0.93], draw.random(count)),
        email_style=draw.integers(0, 3, count),
        email_number=np.arange(1, count + 1),
        phone=(np.arange(1, count + 1) * 7_368_787) % 9_999_991,
        birth_day=_birth_days(draw, segment),
        household=np.arange(1, count + 1),
        employer=employer,
    )


def _former_families(chance: Chance, names: Names, country: Ints, is_female: Flags, family: Ints) -> Ints:
    """Some women married before the three years, and are known by an earlier name somewhere."""
    draw = chance.of("former family names")
    married = is_female & (draw.random(len(family)) < MARRIED_BEFORE)
    return np.where(married, names.family.draw(draw, country), family)


def _male(names: Names, draw: np.random.Generator, country: Ints) -> Ints:
    """Codes of men's names, behind those of women in the labels of given names."""
    return len(names.female.labels) + names.male.draw(draw, country)
