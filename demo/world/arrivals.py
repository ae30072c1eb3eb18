"""How many come in which month, on which day, and by which channel.

Belongs here: the company's growth by people and businesses. Does not belong here: who they are (newcomers.py).
"""

from __future__ import annotations

import numpy as np

from demo.size import Size
from demo.world.calendar import (
    DAY_SECONDS,
    DAY_STARTS,
    MONTH_FIRST_DAY,
    MONTHS,
    NEXT_WORKDAY,
    Flags,
    Floats,
    Ints,
    at,
    calendar_month,
)
from demo.world.channels import (
    CUSTOMER_SHARE,
    FAIR,
    FAIR_SHARE_BEFORE,
    FAIR_SHARE_OF_LEADS,
    LEAD_SHARE,
    Spend,
    draw_channel,
    fair_day_of,
    fair_months,
)
from demo.world.people import BEFORE, BUSINESS, CONTACT, PERSON

SHARE_THERE_BEFORE = 0.27
BUSINESSES_BEFORE = 0.045  # per customer of the size
LEADS = 0.40  # businesses that ask for an offer, per customer of the size
PERSONS = 0.88
SECOND_CONTACT = 0.3
ARRIVALS_BY_MONTH = [0.85, 0.85, 0.95, 1.0, 1.0, 0.9, 0.85, 0.85, 1.0, 1.05, 1.35, 1.35]
GROWTH_PER_MONTH = 1.015


def arrivals(total: float, share_before: float, months: Floats | None = None) -> Ints:
    """How many come before and in each month, `total` in all: [before, first month, …]."""
    by_month = np.array([ARRIVALS_BY_MONTH[calendar_month(month) - 1] for month in range(MONTHS)])
    weight = by_month * GROWTH_PER_MONTH ** np.arange(MONTHS) * (1 if months is None else months)
    steps = np.concatenate([[0, share_before], share_before + (1 - share_before) * np.cumsum(weight) / weight.sum()])
    return np.diff(np.round(steps * total)).astype(np.int64)


def kinds_and_months(size: Size, draw: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    """Kind, month and employer of every party: by month persons, businesses, contacts."""
    persons = arrivals(PERSONS * size.customers, SHARE_THERE_BEFORE)
    leads = arrivals(LEADS * size.customers, 0.0)
    leads[0] = round(BUSINESSES_BEFORE * size.customers)
    kinds, months, employers, place = [], [], [], 0
    for month, (private, business) in enumerate(zip(persons, leads, strict=True), start=BEFORE):
        second = np.flatnonzero(draw.random(business) < SECOND_CONTACT)
        works_for = np.sort(np.concatenate([np.arange(business), second])) + place + private
        kinds.append(np.repeat([PERSON, BUSINESS, CONTACT], [private, business, len(works_for)]))
        employers.append(np.concatenate([np.full(private + business, -1), works_for]))
        months.append(np.full(len(kinds[-1]), month))
        place += len(kinds[-1])
    return np.concatenate(kinds), np.concatenate(months), np.concatenate(employers)


def first_seen_at(draw: np.random.Generator, kind: Ints, month: Ints, channel: Ints) -> Ints:
    count = len(kind)
    first = MONTH_FIRST_DAY[np.maximum(month, 0)]
    length = np.diff(MONTH_FIRST_DAY)[np.maximum(month, 0)]
    day = first + (draw.random(count) * length).astype(np.int64)
    evening = np.clip(draw.normal(16 * 3600, 4 * 3600, count), 0, DAY_SECONDS - 1)
    office = 9 * 3600 + draw.random(count) * 8 * 3600
    at_fair = (kind == BUSINESS) & (channel == FAIR) & (month != BEFORE)
    day = np.where(at_fair, _days_at_fairs(draw, month, at_fair), np.where(kind == BUSINESS, _workday(day, month), day))
    seen = at(day, np.where(kind == BUSINESS, office, evening))
    long_ago = DAY_STARTS[0] - 1 - (draw.random(count) * 4 * 365 * DAY_SECONDS).astype(np.int64)
    return np.where(month == BEFORE, long_ago, seen)


def _days_at_fairs(draw: np.random.Generator, month: Ints, at_fair: Flags) -> Ints:
    days = np.zeros(len(month), dtype=np.int64)
    days[at_fair] = fair_day_of(draw, month[at_fair])
    return days


def _workday(day: Ints, month: Ints) -> Ints:
    """The next workday, in the same month."""
    following = NEXT_WORKDAY[day]
    last = MONTH_FIRST_DAY[np.maximum(month, 0) + 1]
    return np.where(following < last, following, NEXT_WORKDAY[MONTH_FIRST_DAY[np.maximum(month, 0)]])


def channels_of(draw: np.random.Generator, kind: Ints, month: Ints, spend: Spend) -> Ints:
    private = draw_channel(draw, CUSTOMER_SHARE, spend, month)
    business = draw_channel(draw, LEAD_SHARE, spend, month)
    months_with = fair_months()
    fairs_now = FAIR_SHARE_OF_LEADS * MONTHS / len(months_with)
    chance = np.where(month == BEFORE, FAIR_SHARE_BEFORE, np.where(np.isin(month, months_with), fairs_now, 0))
    met = draw.random(len(kind)) < chance
    return np.where(kind == BUSINESS, np.where(met, FAIR, business), private)
