"""Visits to the web shop: those that end with an order, and the many that do not.

Belongs here: sessions, where they come from and how they end. Does not belong here: what is bought (buying.py).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.calendar import FIRST_AT, HOUR, WEEKDAY, Flags, Floats, Ints, at, day_of, month_days, month_start
from demo.world.campaign_plans import Plan, advert_of
from demo.world.orders import WEB, Orders
from demo.world.state import State, World

SOURCES = ["search", "social", "affiliate", "newsletter", "direct", "referral"]
SEARCH, SOCIAL, AFFILIATE, NEWSLETTER, DIRECT, REFERRAL = range(6)
MEDIUMS = ["paid", "organic", "email", "none", "link"]
REFERRERS = [
    "https://search.example.com/",
    "https://social.example.net/",
    "https://deals.example.org/",
    "https://blog.example.org/",
]
REFERRER_OF = np.array([0, 1, 2, -1, -1, 3])
LANDING = [
    "/",
    "/kitchen",
    "/tableware",
    "/textiles",
    "/furniture",
    "/lighting",
    "/decoration",
    "/bath",
    "/garden",
    "/sale",
]
DEVICES = ["mobile", "desktop", "tablet"]
OUTCOMES = ["bounced", "browsed", "cart", "ordered"]
BOUNCED, BROWSED, CART, ORDERED = range(4)
SHARES_ORDERING = np.array([0.26, 0.14, 0.07, 0.05, 0.4, 0.08])
SHARES_OTHER = np.array([0.3, 0.28, 0.08, 0.04, 0.2, 0.1])
OUTCOME_SHARES = np.array([0.46, 0.42, 0.12])
SIGNED_IN = 0.3
PAID_SHARE = 0.55
SECONDS_PER_PAGE = 42
HOURS = np.array([1, 0.6, 0.4, 0.3, 0.3, 0.5, 1, 2, 3, 4, 4.5, 5, 6, 5.5, 4.5, 4.5, 5, 6, 7, 8, 9, 8.5, 6, 3])


def write_sessions(
    world: World, state: State, truth: Truth, plans: list[Plan], orders: Orders, order_no: Ints, record: Ints,
    month: int,
) -> Ints:  # fmt: skip
    """Writes the month's visits in the order of time; returns the session of each order, 0 for none."""
    draw = world.chance.of("sessions", month)
    web = np.flatnonzero(orders.channel == WEB)
    others = int(len(web) * world.size.visits_per_order)
    visits = _joined(_ordering(draw, orders, order_no, record, web), _looking(draw, state, others, month))
    by_time = np.argsort(visits.started_at, kind="stable")
    number = truth.numbers("session", len(by_time))
    _write(truth, draw, plans, number, visits, by_time)
    session_of_visit = np.empty(len(by_time), np.int64)
    session_of_visit[by_time] = number
    session_of = np.zeros(len(orders), np.int64)
    session_of[web] = session_of_visit[: len(web)]
    return session_of


@dataclass
class Visits:
    """Arrays over visits; `record`, `order_no` and `campaign` are 0 for none."""

    started_at: Ints
    record: Ints
    source: Ints
    campaign: Ints
    outcome: Ints
    page_views: Ints
    order_no: Ints


def _ordering(draw: np.random.Generator, orders: Orders, order_no: Ints, record: Ints, web: Ints) -> Visits:
    """Visits that end with an order: who came by a campaign came by the newsletter."""
    pages, campaign = 5 + draw.poisson(9, len(web)), orders.campaign[web]
    began = np.maximum(orders.ordered_at[web] - pages * SECONDS_PER_PAGE, FIRST_AT)
    source = np.where(campaign > 0, NEWSLETTER, _pick(draw, SHARES_ORDERING, len(web)))
    return Visits(began, record[web], source, campaign, np.full(len(web), ORDERED), pages, order_no[web])


def _looking(draw: np.random.Generator, state: State, count: int, month: int) -> Visits:
    outcome = draw.choice(3, count, p=OUTCOME_SHARES)
    pages = np.where(outcome == BOUNCED, 1, 2 + draw.poisson(4 + 3 * (outcome == CART)))
    started, whose = _times(draw, count, month), _visitors(draw, state, count, month)
    nothing = np.zeros(count, np.int64)
    return Visits(started, whose, _pick(draw, SHARES_OTHER, count), nothing, outcome, pages, nothing)


def _joined(ordering: Visits, looking: Visits) -> Visits:
    return Visits(
        **{part.name: np.concatenate([getattr(ordering, part.name), getattr(looking, part.name)]) for part in
           fields(Visits)}
    )  # fmt: skip


def _write(
    truth: Truth, draw: np.random.Generator, plans: list[Plan], number: Ints, visits: Visits, by_time: Ints
) -> None:
    source, count = visits.source, len(by_time)
    paid = np.isin(source, [SEARCH, SOCIAL]) & (draw.random(count) < PAID_SHARE)
    day = day_of(visits.started_at)
    advert = np.where(source == SEARCH, advert_of(plans, "search", day), advert_of(plans, "social", day))
    truth.add(
        "web_session",
        session_no=number,
        record_no=visits.record[by_time],
        started_at=visits.started_at[by_time],
        landing_page=Words(_landing(draw, count), LANDING),
        referrer=Words(REFERRER_OF[source][by_time], REFERRERS),
        source=Words(source[by_time], SOURCES),
        medium=Words(_medium(source, paid)[by_time], MEDIUMS),
        campaign_no=np.where(paid, advert, visits.campaign)[by_time],
        device=Words(draw.choice(3, count, p=[0.58, 0.36, 0.06]), DEVICES),
        page_views=visits.page_views[by_time],
        outcome=Words(visits.outcome[by_time], OUTCOMES),
        order_no=visits.order_no[by_time],
    )


def _times(draw: np.random.Generator, count: int, month: int) -> Ints:
    days = month_days(month)
    weight = np.where(WEEKDAY[days] == 6, 1.25, 1.0)
    day = draw.choice(days, count, p=weight / weight.sum())
    steps = np.concatenate([[0], np.cumsum(HOURS) / HOURS.sum()])
    return at(day, np.interp(draw.random(count), steps, np.arange(25) * HOUR).clip(0, 24 * HOUR - 1))


def _pick(draw: np.random.Generator, shares: Floats, count: int) -> Ints:
    return np.asarray(np.searchsorted(np.cumsum(shares), draw.random(count)).clip(0, len(shares) - 1))


def _visitors(draw: np.random.Generator, state: State, count: int, month: int) -> Ints:
    """The shop record of those who are signed in, 0 for the others; who gets one this month may not have it yet."""
    known = state.shop_record[state.shop_since < month_start(month)]
    chosen = known[(draw.random(count) * len(known)).astype(np.int64)]
    return np.where(draw.random(count) < SIGNED_IN, chosen, 0)


def _landing(draw: np.random.Generator, count: int) -> Ints:
    return np.asarray(np.minimum((draw.random(count) ** 1.5 * len(LANDING)).astype(np.int64), len(LANDING) - 1))


def _medium(source: Ints, paid: Flags) -> Ints:
    usual = np.array([1, 1, 4, 2, 3, 4])[source]
    return np.where(paid, 0, usual)
