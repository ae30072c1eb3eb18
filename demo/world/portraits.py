"""What a party is called and where it lives, as text.

Belongs here: names, e-mails, addresses and telephones put together from their parts, for each country's manner.
Does not belong here: which parts a party has (people.py), other people's spelling (memberships.py).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from demo.truth.columns import Words
from demo.world.calendar import Ints
from demo.world.countries import CODES, COUNTRIES, DIALLING_CODES, LANGUAGE_OF
from demo.world.names import Names, slug
from demo.world.people import BUSINESS, PREFERRED, SEGMENTS, TIERS, People

CN, GB, FR, US = (CODES.index(code) for code in ("CN", "GB", "FR", "US"))
DOMAINS = ["example.com", "example.org", "example.net"]
BUSINESS_SEGMENTS = 4
# Before and behind the owner's name: by language (de, fr, en, zh), by segment (hotel, restaurant, office, retailer)
# and variant.
_BEFORE = [
    ["Hotel ", "Gasthof ", "Restaurant ", "Café ", "Kanzlei ", "Agentur ", "Wohnhaus ", "Einrichtung "],
    ["Hôtel ", "Auberge ", "Bistro ", "Restaurant ", "Cabinet ", "Agence ", "Maison ", "Boutique "],
    ["Hotel ", "The ", "The ", "Café ", "", "", "", "House of "],
    ["", "", "", "", "", "", "", ""],
]
_BEHIND = [
    [" ", " ", " ", " ", " GmbH ", " ", " ", " "],
    [" ", " ", " ", " ", " SARL ", " ", " ", " "],
    [" ", " Inn ", " Kitchen ", " ", " & Partners ", " Studio ", " Homeware ", " "],
    ["酒店", "宾馆", "餐厅", "茶馆", "事务所", "设计公司", "家居店", "百货"],
]


def _take(labels: pa.Array, codes: Ints) -> pa.Array:
    return labels.take(pa.array(codes))


def _texts(labels: list[str]) -> pa.Array:
    return pa.array(labels, pa.string())


def _join(*parts: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")


def _text(numbers: Ints, width: int = 0) -> pa.Array:
    text = pa.array(np.asarray(numbers, dtype=np.int64)).cast(pa.string())
    return pc.utf8_lpad(text, width, "0") if width else text


class Portraits:
    """Texts of parties; `who` are places in `people`."""

    def __init__(self, people: People, names: Names) -> None:
        self._people = people
        self._cities = _texts(names.places.pool.labels)
        self._regions = _texts(names.places.region)
        self._postcodes = _texts(names.places.postcode)
        self._streets = _texts(names.street.labels)
        self.given_names = names.female.labels + names.male.labels
        self.family_names = names.family.labels
        self._given, self._family = _texts(self.given_names), _texts(self.family_names)
        given, family = [slug(name) for name in self.given_names], [slug(name) for name in self.family_names]
        self._slugs = _texts(given + [name[:1] for name in given] + family)

    def full_name(self, who: Ints, given: pa.Array | None = None, family: pa.Array | None = None) -> pa.Array:
        """Businesses by their name, people by given and family name, or the ones passed for them."""
        people = self._people
        given = _take(self._given, people.given[who]) if given is None else given
        family = _take(self._family, people.family[who]) if family is None else family
        western = _join(given, " ", family)
        person = pc.if_else(pa.array(people.country[who] == CN), _join(family, given), western)
        return pc.if_else(pa.array(people.kind[who] == BUSINESS), self._business_name(who, family), person)

    def _business_name(self, who: Ints, family: pa.Array) -> pa.Array:
        people = self._people
        segment = np.clip(people.segment[who] - BUSINESS_SEGMENTS, 0, 3)
        pattern = (LANGUAGE_OF[people.country[who]] * 4 + segment) * 2 + people.email_number[who] % 2
        before = _take(_texts([text for row in _BEFORE for text in row]), pattern)
        behind = _take(_texts([text for row in _BEHIND for text in row]), pattern)
        city = _take(self._cities, people.place[who])
        chinese = _join(city, family, behind)
        return pc.if_else(pa.array(people.country[who] == CN), chinese, _join(before, family, behind, city))

    def email(self, who: Ints, style: Ints | None = None) -> pa.Array:
        """A style is one of three orders of the names; each party's number keeps addresses apart."""
        people = self._people
        style = people.email_style[who] if style is None else style
        given, family = people.given[who], people.family[who] + 2 * len(self._given)
        first = np.where(style == 0, given, np.where(style == 1, given + len(self._given), family))
        second = np.where(style == 2, given, family)
        domain = _take(_texts(DOMAINS), (people.email_number[who] + style) % 3)
        person = _join(_take(self._slugs, first), ".", _take(self._slugs, second))
        business = _join(pc.if_else(pa.array(style == 1), "office.", "info."), self._slug(family))
        local = pc.if_else(pa.array(people.kind[who] == BUSINESS), business, person)
        return _join(local, _text(people.email_number[who]), "@", domain)

    def _slug(self, codes: Ints) -> pa.Array:
        return _take(self._slugs, codes)

    def phone(self, who: Ints) -> pa.Array:
        return _join(_take(_texts(DIALLING_CODES), self._people.country[who]), _text(self._people.phone[who], 7))

    def street(self, who: Ints) -> pa.Array:
        people = self._people
        street, house = _take(self._streets, people.street[who]), _text(people.house[who])
        number_first = pa.array(np.isin(people.country[who], [FR, GB, US]))
        chinese = pa.array(people.country[who] == CN)
        western = pc.if_else(number_first, _join(house, " ", street), _join(street, " ", house))
        return pc.if_else(chinese, _join(street, house, "号"), western)

    def postcode(self, who: Ints) -> pa.Array:
        people = self._people
        start = _take(self._postcodes, people.place[who])
        length = np.array([{"AT": 4, "CH": 4, "CN": 6}.get(country.code, 5) for country in COUNTRIES])
        missing = 10 ** np.maximum(length[people.country[who]] - pc.utf8_length(start).to_numpy(), 0)
        padded = pc.utf8_slice_codeunits(_text(missing + people.postcode[who] % missing), 1)
        british = _join(_text(1 + people.postcode[who] % 19), " ", _text(people.postcode[who] % 9 + 1), "AB")
        return _join(start, pc.if_else(pa.array(people.country[who] == GB), british, padded))

    def version(self, who: Ints) -> dict[str, Any]:
        """The columns of party_version that tell who somebody is, as of now."""
        people = self._people
        person = people.kind[who] != BUSINESS
        return {
            "party_no": who + 1,
            "given_name": Words(np.where(person, people.given[who], -1), self._given),
            "family_name": Words(np.where(person, people.family[who], -1), self._family),
            "full_name": self.full_name(who),
            "email": self.email(who),
            "street": self.street(who),
            "postcode": self.postcode(who),
            "city": Words(people.place[who], self._cities),
            "region": Words(people.place[who], self._regions),
            "country_code": Words(people.country[who], CODES),
            "segment": Words(people.segment[who], SEGMENTS),
            "tier": Words(people.tier[who], TIERS),
            "preferred_channel": Words(people.preferred[who], PREFERRED),
        }
