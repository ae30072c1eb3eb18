"""Marketing channels: what is spent on which day, and whom that brings.

Belongs here: the plan of spend, fairs, and how a channel's month of spend draws new customers and leads.
Does not belong here: campaigns to known customers (campaigns.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from demo.randomness import Chance
from demo.size import Size
from demo.world.calendar import DAYS, MONTH_FIRST_DAY, MONTH_OF_DAY, MONTHS, WEEKDAY, Floats, Ints, day_number

CHANNELS = ["fair", "search", "social", "affiliate", "referral", "organic", "cold_call"]
FAIR = 0
PAID = ("search", "social", "affiliate")
SPEND_PER_CUSTOMER = {"search": 14.0, "social": 9.0, "affiliate": 3.0}
FAIR_SHARE_OF_SPEND = 0.80
FAIR_SHARE_OF_LEADS = 0.32
FAIR_SHARE_BEFORE = 0.15  # of the businesses that were customers when the three years began
FAIR_DAYS = 4
FAIRS = [(1, 18), (2, 9), (3, 14), (6, 15), (9, 6), (10, 18)]

# How many of the new private customers, and of the leads away from fairs, come by which channel in an average month.
CUSTOMER_SHARE = np.array([0.0, 0.32, 0.20, 0.10, 0.15, 0.23, 0.0])
LEAD_SHARE = np.array([0.0, 0.30, 0.10, 0.04, 0.24, 0.17, 0.15])
# How much of a channel's share follows its spend; without spend the rest still comes.
FOLLOWS_SPEND = np.array([0.0, 0.7, 0.7, 0.8, 0.0, 0.0, 0.0])


@dataclass(frozen=True)
class Spend:
    """Euros per channel and day; `fair_days` are the days on which the company stands at a fair."""

    daily: dict[str, Floats]
    fair_days: Ints

    def month_index(self) -> Floats:
        """Spend of each month and channel against the channel's mean month; 1 where a channel costs nothing."""
        index = np.ones((MONTHS, len(CHANNELS)))
        for name in PAID:
            monthly = np.bincount(MONTH_OF_DAY, weights=self.daily[name], minlength=MONTHS)
            index[:, CHANNELS.index(name)] = monthly / monthly.mean()
        return index


def fair_days() -> Ints:
    firsts = [day_number(date(year, month, day)) for year in (2023, 2024, 2025) for month, day in FAIRS]
    return np.array([first + day for first in firsts for day in range(FAIR_DAYS)])


def plan_spend(size: Size, chance: Chance) -> Spend:
    draw = chance.of("spend")
    growth = 0.75 + 0.5 * np.arange(DAYS) / DAYS
    daily = {}
    for name in PAID:
        burst = np.exp(draw.normal(0, 0.45, MONTHS))[MONTH_OF_DAY]
        weekday = np.where(WEEKDAY < 5, 1.05, 0.88)
        noise = np.exp(draw.normal(0, 0.08, DAYS))
        raw = growth * burst * weekday * noise
        daily[name] = np.round(raw * SPEND_PER_CUSTOMER[name] * size.customers / raw.sum(), 2)
    days = fair_days()
    fairs = np.zeros(DAYS)
    others = sum(spend.sum() for spend in daily.values())
    weight = growth[days] * np.exp(draw.normal(0, 0.2, len(days)))
    fairs[days] = np.round(weight / weight.sum() * others * FAIR_SHARE_OF_SPEND / (1 - FAIR_SHARE_OF_SPEND), 2)
    return Spend({**daily, "fair": fairs}, days)


def _shares(base: Floats, spend: Spend) -> Floats:
    """Share of each channel per month: part of it follows the month's spend."""
    pull = 1 + FOLLOWS_SPEND * (spend.month_index() - 1)
    weight = base * pull
    return np.asarray(weight / weight.sum(axis=1, keepdims=True))


def draw_channel(draw: np.random.Generator, base: Floats, spend: Spend, month: Ints) -> Ints:
    """The channel by which each of those who come in these months (-1: before the first) came."""
    steps = np.cumsum(_shares(base, spend), axis=1)[np.maximum(month, 0)]
    return np.asarray((draw.random(len(month))[:, None] > steps).sum(axis=1).clip(0, len(CHANNELS) - 1))


def fair_months() -> Ints:
    return np.unique(MONTH_OF_DAY[fair_days()])


def fair_day_of(draw: np.random.Generator, month: Ints) -> Ints:
    """A day of the fair in each of these months."""
    days = fair_days().reshape(-1, FAIR_DAYS)
    fair = np.searchsorted(days[:, 0], MONTH_FIRST_DAY[month])
    return np.asarray(days[fair, draw.integers(0, FAIR_DAYS, len(month))])
