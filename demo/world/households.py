"""People who live together and share a telephone, and people who merely have the same name.

Belongs here: what makes two parties alike. Does not belong here: how a system misspells them (memberships.py).
"""

from __future__ import annotations

import numpy as np

from demo.randomness import Chance
from demo.world.calendar import Flags, Ints
from demo.world.people import PERSON, People

LIVE_TOGETHER = 0.9  # of neighbours in the order of coming who are of one country: about a fifth of all
SAME_FAMILY_NAME = 0.7
SHARE_TELEPHONE = 0.75
NAMESAKES = 0.008
NAMESAKES_IN_ONE_TOWN = 0.4


def join_households(people: People, chance: Chance) -> Flags:
    """Puts couples under one roof; returns who shares a telephone."""
    draw = chance.of("households")
    second = _seconds_of_couples(people, draw)
    first = second - 1
    for home in (people.place, people.street, people.house, people.postcode, people.household):
        home[second] = home[first]
    alike = draw.random(len(second)) < SAME_FAMILY_NAME
    people.family[second[alike]] = people.family[first[alike]]
    people.former_family[second[alike]] = people.family[first[alike]]
    shared = draw.random(len(second)) < SHARE_TELEPHONE
    people.phone[second[shared]] = people.phone[first[shared]]
    shares = np.zeros(len(people), dtype=bool)
    shares[second[shared]] = shares[first[shared]] = True
    return shares


def _seconds_of_couples(people: People, draw: np.random.Generator) -> Ints:
    """Places whose party lives with the one before; nobody is in two couples."""
    place = np.arange(1, len(people), 2)
    private = (people.kind[place] == PERSON) & (people.kind[place - 1] == PERSON)
    near = (people.month[place] == people.month[place - 1]) & (people.country[place] == people.country[place - 1])
    return np.asarray(place[private & near & (draw.random(len(place)) < LIVE_TOGETHER)])


def name_namesakes(people: People, chance: Chance) -> Ints:
    """Gives some people the name of another; returns who now bears another's name."""
    draw = chance.of("namesakes")
    private = np.flatnonzero(people.kind == PERSON)
    by_country = private[np.argsort(people.country[private], kind="stable")]
    later = np.arange(7, len(by_country), 1)[draw.random(len(by_country) - 7) < NAMESAKES]
    copy, original = by_country[later], by_country[later - 7]
    same_country = (people.country[copy] == people.country[original]) & (people.household[copy] == copy + 1)
    copy, original = copy[same_country], original[same_country]
    for name in (people.given, people.family, people.former_family, people.is_female):
        name[copy] = name[original]
    together = draw.random(len(copy)) < NAMESAKES_IN_ONE_TOWN
    people.place[copy[together]] = people.place[original[together]]
    return np.asarray(copy)
