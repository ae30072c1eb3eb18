"""Who is known to which system, since when, and how that system spells him.

Belongs here: giving records to parties, spelling. Does not belong here: a vendor's own ids (demo/systems).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from demo.randomness import Chance
from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.calendar import DAY_SECONDS, Flags, Ints, month_start
from demo.world.names import initial, mistyped, transliterated
from demo.world.people import BUSINESS, PERSON
from demo.world.state import State, World

SYSTEMS = ["shop", "crm", "call_centre"]
SHOP, CRM, CALL_CENTRE = range(3)
SPELLINGS = ["exact", "typo", "initial", "transliterated", "maiden"]
EXACT, TYPO, INITIAL, TRANSLITERATED, MAIDEN = range(5)
# Shares of typos, initials, transliterations, maiden names where there is one; the rest is exact.
SPELT = {
    SHOP: (0.03, 0.01, 0.03, 0.2),
    CRM: (0.06, 0.02, 0.06, 0.6),
    CALL_CENTRE: (0.13, 0.07, 0.06, 0.5),
}
GIVES_EMAIL = {SHOP: 1.0, CRM: 0.72, CALL_CENTRE: 0.3}
GIVES_PHONE = {SHOP: 0.55, CRM: 0.85, CALL_CENTRE: 0.96}
SECOND_RECORD_PER_MONTH = 0.0016


class Memberships:
    """Gives records; knows how each name is spelt by others."""

    def __init__(self, world: World) -> None:
        self._world = world
        portraits = world.portraits
        self._given = self._spellings(portraits.given_names)
        self._family = self._spellings(portraits.family_names)
        self._given_is_plain = self._plain(portraits.given_names)
        self._family_is_plain = self._plain(portraits.family_names)

    @staticmethod
    def _spellings(labels: list[str]) -> pa.Array:
        """Labels in blocks: exact, mistyped, initial, transliterated."""
        return pa.array([spell(label) for spell in (str, mistyped, initial, transliterated) for label in labels])

    @staticmethod
    def _plain(labels: list[str]) -> Flags:
        return np.array([transliterated(label) == label for label in labels])

    def give(self, truth: Truth, system: int, who: Ints, since_at: Ints, draw: np.random.Generator) -> Ints:
        """Gives each of `who` a record; returns the records' numbers."""
        return self._write(truth, system, who, since_at, draw, None)

    def give_second(self, truth: Truth, state: State, chance: Chance, month: int) -> None:
        """Some order as a guest, with another e-mail, and so get a second record in the shop."""
        draw = chance.of("second records", month)
        has_one = (state.shop_record > 0) & (state.second_shop_record == 0) & (state.churned_at > month_start(month))
        people = self._world.people
        who = np.flatnonzero(has_one & (people.kind == PERSON) & (people.month < month))
        who = who[draw.random(len(who)) < SECOND_RECORD_PER_MONTH]
        since = month_start(month) + draw.integers(0, 3 * DAY_SECONDS, len(who))
        other_email = (people.email_style[who] + 1) % 3
        state.second_shop_since[who] = since
        state.second_shop_record[who] = self._write(truth, SHOP, who, since, draw, other_email)

    def _write(
        self, truth: Truth, system: int, who: Ints, since: Ints, draw: np.random.Generator, email_style: Ints | None
    ) -> Ints:
        record = truth.numbers(f"{SYSTEMS[system]} record", len(who))
        spelling = self._draw_spelling(draw, system, who)
        has_email = draw.random(len(who)) < GIVES_EMAIL[system]
        has_phone = draw.random(len(who)) < GIVES_PHONE[system]
        portraits = self._world.portraits
        truth.add(
            "membership",
            party_no=who + 1,
            system=Words(np.full(len(who), system), SYSTEMS),
            record_no=record,
            since_at=since,
            email=_where(has_email, portraits.email(who, email_style)),
            phone=_where(has_phone, portraits.phone(who)),
            spelling_of_name=Words(spelling, SPELLINGS),
            **self._names(who, spelling),
        )
        return record

    def _draw_spelling(self, draw: np.random.Generator, system: int, who: Ints) -> Ints:
        typo, first, transliteration, maiden = SPELT[system]
        people = self._world.people
        luck = draw.random(len(who))
        spelling = np.searchsorted(np.cumsum([typo, first, transliteration]), luck, side="right") + 1
        spelling = np.where(spelling > TRANSLITERATED, EXACT, spelling)
        married = people.family[who] != people.former_family[who]
        spelling = np.where(married & (draw.random(len(who)) < maiden), MAIDEN, spelling)
        plain = self._is_plain(who) & (spelling == TRANSLITERATED)
        business_initial = (people.kind[who] == BUSINESS) & (spelling == INITIAL)
        return np.where(plain | business_initial, EXACT, spelling)

    def _is_plain(self, who: Ints) -> Flags:
        """Whose names look the same without accents."""
        people = self._world.people
        given, family = self._given_is_plain[people.given[who]], self._family_is_plain[people.family[who]]
        return np.asarray(family & (given | (people.kind[who] == BUSINESS)))

    def _names(self, who: Ints, spelling: Ints) -> dict[str, Any]:
        people, portraits = self._world.people, self._world.portraits
        given = people.given[who] + np.isin(spelling, [INITIAL, TRANSLITERATED]) * spelling * len(self._given_is_plain)
        family = np.where(spelling == MAIDEN, people.former_family[who], people.family[who])
        family = family + np.isin(spelling, [TYPO, TRANSLITERATED]) * spelling * len(self._family_is_plain)
        person = people.kind[who] != BUSINESS
        texts = (self._given.take(pa.array(given)), self._family.take(pa.array(family)))
        return {
            "given_name": Words(np.where(person, given, -1), self._given),
            "family_name": Words(np.where(person, family, -1), self._family),
            "full_name": portraits.full_name(who, *texts),
        }


def _where(present: Flags, texts: pa.Array) -> pa.Array:
    return pc.if_else(pa.array(present), texts, pa.scalar(None, pa.string()))
