"""Who there is: private customers, businesses, the people who work there; and what they are born with.

Belongs here: drawing all parties of the three years, in the order in which they come.
Does not belong here: what changes about them (changes.py), what they do (buying.py and others).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo.world.calendar import (
    DAY_STARTS,
    Flags,
    Ints,
    month_of,
)

PERSON, BUSINESS, CONTACT = 0, 1, 2
BEFORE = -1  # the month of those who were there when the three years began
SEGMENTS = ["household", "family", "design_lover", "student", "hotel", "restaurant", "office", "retailer", "contact"]
TIERS = ["bronze", "silver", "gold", "platinum"]
PREFERRED = ["email", "phone", "sms", "post"]


@dataclass
class People:
    """Arrays over all parties in the order of their numbers (place 0 is party 1). Codes point into the pools."""

    kind: Ints
    month: Ints
    first_seen_at: Ints
    country: Ints
    channel: Ints
    is_female: Flags
    given: Ints
    family: Ints
    former_family: Ints
    place: Ints
    street: Ints
    house: Ints
    postcode: Ints
    segment: Ints
    tier: Ints
    preferred: Ints
    email_style: Ints
    email_number: Ints
    phone: Ints
    birth_day: Ints
    household: Ints
    employer: Ints  # place of the business a contact works for, -1 otherwise

    def __len__(self) -> int:
        return len(self.kind)

    def arriving(self, month: int, kind: int) -> Ints:
        """Places of those of a kind who come in a month; all of a month lie together."""
        first, last = np.searchsorted(self.month, [month, month + 1])
        return np.asarray(first + np.flatnonzero(self.kind[first:last] == kind))


def months_since(first_seen_at: Ints, month: int) -> Ints:
    """Whole months a party has been a customer; those from before count from the beginning on."""
    return np.where(first_seen_at < DAY_STARTS[0], 12 + month, month - month_of(first_seen_at))
