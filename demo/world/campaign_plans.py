"""What is planned: the year's campaigns and adverts, and their rows.

Belongs here: programmes, offers, days, reach, strength. Does not belong here: whom they reach (campaigns.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from demo.truth.writer import Truth
from demo.world.calendar import (
    DAYS,
    MONTH_FIRST_DAY,
    MONTHS,
    YEARS,
    Ints,
    calendar_month,
)
from demo.world.state import World

ACQUISITION, ACTIVATION, WAKE_UP = 0, 1, 2
KINDS = ["acquisition", "activation", "wake_up"]
CHANNELS = ["email", "post", "search", "social"]
EMAIL, POST, SEARCH, SOCIAL = range(4)
OFFERS = ["10 percent voucher", "Free shipping", "Gift with purchase", "Preview of the collection", "No offer"]
NO_OFFER = OFFERS.index("No offer")
BIRTHDAY = "Birthdays"


@dataclass(frozen=True)
class Plan:
    """One campaign: `caused` is the chance that who opened it orders because of it; `reach` the share of who fits."""

    programme: str
    name: str
    offer: int
    channel: int
    kind: int
    month: int
    first_day: int
    last_day: int
    reach: float
    caused: float
    number: int = 0


# Programme, name, offer, channel, kind, calendar month, chance caused per opened mail, reach.
YEARLY = [
    ("Seasons", "New year, new linen", 0, EMAIL, ACTIVATION, 1, 0.10, 0.35),
    ("Sleepers", "We miss you in February", 0, EMAIL, WAKE_UP, 2, 0.16, 1.0),
    ("Seasons", "Spring tables", 3, EMAIL, ACTIVATION, 3, 0.05, 0.35),
    ("Garden", "Garden opening", 1, EMAIL, ACTIVATION, 4, 0.12, 0.35),
    ("Regulars", "Thank you letter", 4, POST, ACTIVATION, 5, 0.0, 0.15),
    ("Sleepers", "Come back in June", 2, POST, WAKE_UP, 6, 0.12, 0.6),
    ("Seasons", "Summer sale preview", 3, EMAIL, ACTIVATION, 7, 0.03, 0.3),
    ("Light", "Evenings get longer", 1, EMAIL, ACTIVATION, 9, 0.09, 0.35),
    ("Sleepers", "Autumn surprise", 2, EMAIL, WAKE_UP, 10, 0.18, 1.0),
    ("Gifts", "Early gifts", 0, EMAIL, ACTIVATION, 11, 0.13, 0.4),
]
ADVERTS = [("Search always on", SEARCH), ("Social seasons", SOCIAL)]


def plan_campaigns(world: World) -> list[Plan]:
    """The same programme each year on other days, birthday mails each month, and a year's adverts on two channels."""
    draw = world.chance.of("campaign plan")
    plans = [
        plan for month in range(MONTHS) for plan in (*_adverts(month), *_mailings(draw, month), _birthday_mail(month))
    ]
    return [replace(plan, number=number) for number, plan in enumerate(plans, start=1)]


def _adverts(month: int) -> list[Plan]:
    if calendar_month(month) != 1:
        return []
    first, last = int(MONTH_FIRST_DAY[month]), int(MONTH_FIRST_DAY[month + 12]) - 1
    return [
        Plan("Adverts", f"{name} {_year(month)}", NO_OFFER, channel, ACQUISITION, month, first, last, 0, 0)
        for name, channel in ADVERTS
    ]


def _mailings(draw: np.random.Generator, month: int) -> list[Plan]:
    plans = []
    for programme, name, offer, channel, kind, when, caused, reach in YEARLY:
        if when == calendar_month(month):
            day = int(MONTH_FIRST_DAY[month]) + int(draw.integers(2, 12))
            strength = caused * float(draw.uniform(0.8, 1.2))
            title = f"{name} {_year(month)}"
            plans.append(Plan(programme, title, offer, channel, kind, month, day, day + 13, reach, strength))
    return plans


def _birthday_mail(month: int) -> Plan:
    first, name = int(MONTH_FIRST_DAY[month]), f"{BIRTHDAY} {_year(month)}-{calendar_month(month):02d}"
    return Plan(BIRTHDAY, name, 0, EMAIL, ACTIVATION, month, first + 1, first + 15, 1.0, 0.11)


def _year(month: int) -> int:
    return YEARS[month // 12]


@dataclass(frozen=True)
class Result:
    """`lift`: conversions that would not have been, per customer written to; `cost` in euros."""

    lift: float
    cost: float


def write_campaigns(truth: Truth, plans: list[Plan], results: dict[int, Result]) -> None:
    truth.add(
        "campaign",
        campaign_no=np.array([plan.number for plan in plans]),
        programme_name=[plan.programme for plan in plans],
        campaign_name=[plan.name for plan in plans],
        offer_name=[OFFERS[plan.offer] for plan in plans],
        channel=[CHANNELS[plan.channel] for plan in plans],
        first_date=np.array([plan.first_day for plan in plans]),
        last_date=np.array([min(plan.last_day, DAYS - 1) for plan in plans]),
        kind=[KINDS[plan.kind] for plan in plans],
        true_lift=[results[plan.number].lift if plan.number in results else None for plan in plans],
    )


def advert_of(plans: list[Plan], channel: str, day: Ints) -> Ints:
    """Number of the advert running on a channel on each day, 0 for none."""
    number = np.zeros(len(day), np.int64)
    for plan in plans:
        if plan.kind == ACQUISITION and CHANNELS[plan.channel] == channel:
            number[(day >= plan.first_day) & (day <= plan.last_day)] = plan.number
    return number
