"""Who orders when, by which channel, and what.

Belongs here: turning each customer's rate and mood into a month of orders and wished-for lines.
Does not belong here: what is in stock (stock.py), delivery and payment (fulfilment.py).
"""

from __future__ import annotations

import numpy as np

from demo.size import Size
from demo.world.calendar import CALLS_OPEN, DAY_SECONDS, HOUR, WORKDAY, Flags, Floats, Ints, at, day_of, month_start
from demo.world.churn import DORMANT_RATE
from demo.world.countries import HOURS_AHEAD
from demo.world.demand import MonthDemand, price_of
from demo.world.orders import FIELD, PHONE, WEB, Lines, Orders, joined
from demo.world.people import BUSINESS, CONTACT, PERSON, People
from demo.world.state import State, World

PERSON_RATE = 0.226  # orders a month, at the usual pace
BUSINESS_RATE = 0.48
RATE_SHAPE = 0.9  # how unlike each other customers are: the lower, the more
BASKET_PERSON, BASKET_BUSINESS = 2.2, 5.5
QUIET_RATE = 0.12  # accounts of the rep who left
FIRST_ORDER = 0.93
QUANTITY_PERSON = 0.78  # chance that one piece is enough, and so on
BUSINESS_QUANTITY = 6.0
BUSINESS_DISCOUNT, DISCOUNT_PER_TIER = 0.05, 0.025
CENT = 100

# At what hour the web shop is busy, and offices: share of each hour.
WEB_HOURS = np.array([1, 0.5, 0.3, 0.2, 0.2, 0.4, 1, 2, 3, 4, 4.5, 5, 6, 5.5, 4.5, 4.5, 5, 6, 7, 8, 9, 8.5, 6, 3])
OFFICE_HOURS = np.array([0.0] * 9 + [9, 11, 10, 6, 7, 8, 8, 6, 3] + [0.0] * 6)


def draw_rates(people: People, size: Size, draw: np.random.Generator) -> tuple[Floats, Floats]:
    """Orders a month and mean lines an order of every party."""
    count = len(people)
    usual = size.pace * np.where(
        people.kind == BUSINESS, BUSINESS_RATE, np.where(people.kind == PERSON, PERSON_RATE, 0)
    )
    rate = usual * draw.gamma(RATE_SHAPE, 1 / RATE_SHAPE, count).clip(0.03)
    basket = np.where(people.kind == BUSINESS, BASKET_BUSINESS, BASKET_PERSON) * np.exp(draw.normal(-0.03, 0.25, count))
    return np.where(people.kind == CONTACT, 0, rate), basket.clip(1.05)


def hour_of_day(draw: np.random.Generator, hours: Floats, count: int) -> Ints:
    """Seconds of a day that follow the shares of the hours."""
    steps = np.concatenate([[0], np.cumsum(hours) / hours.sum()])
    seconds = np.interp(draw.random(count), steps, np.arange(25) * HOUR)
    return seconds.astype(np.int64).clip(0, DAY_SECONDS - 1)


def wanted_orders(world: World, state: State, demand: MonthDemand, month: int) -> Orders:
    """Orders of known customers and first orders of new ones, in no order yet."""
    draw = world.chance.of("orders", month)
    who = np.repeat(np.arange(len(world.people)), draw.poisson(_expected(world, state, demand, month)))
    country = world.people.country[who]
    day = demand.draw_days(draw, country)
    channel = _channels(draw, world.people, state.is_quiet[who], who, day)
    evening = (hour_of_day(draw, WEB_HOURS, len(who)) - HOURS_AHEAD[country] * HOUR) % DAY_SECONDS
    office = hour_of_day(draw, OFFICE_HOURS, len(who))
    ordered_at = at(day, np.where((channel == WEB) & (world.people.kind[who] == PERSON), evening, office))
    nothing = np.zeros(len(who), dtype=np.int64)
    natural = Orders(who, day, ordered_at, channel, nothing, nothing)
    in_time = (ordered_at >= state.shop_since[who]) & (ordered_at < state.churned_at[who])
    return joined([natural.chosen(in_time), _first_orders(world, draw, month)])


def _expected(world: World, state: State, demand: MonthDemand, month: int) -> Floats:
    there = state.is_customer & (state.churned_at > month_start(month))
    asleep = np.where(state.is_dormant, DORMANT_RATE, 1.0) * np.where(state.is_quiet, QUIET_RATE, 1.0)
    return np.asarray(there * state.rate * asleep * np.exp(-state.grief) * demand.volume[world.people.country])


def _first_orders(world: World, draw: np.random.Generator, month: int) -> Orders:
    """Private customers come by ordering; a few only register."""
    new = world.people.arriving(month, PERSON)
    who = new[draw.random(len(new)) < FIRST_ORDER]
    ordered_at = world.people.first_seen_at[who] + draw.integers(120, 900, len(who))
    ordered_at = np.minimum(ordered_at, month_start(month + 1) - 1)
    nothing = np.zeros(len(who), dtype=np.int64)
    return Orders(who, day_of(ordered_at), ordered_at, nothing.copy() + WEB, nothing, nothing)


def _channels(draw: np.random.Generator, people: People, is_quiet: Flags, who: Ints, day: Ints) -> Ints:
    """The old phone more; businesses order with their rep, by phone or online; nobody is reached on a closed day."""
    luck = draw.random(len(who))
    age = (day - people.birth_day[who]) / 365.25
    by_phone = np.clip((age - 30) * 0.006, 0.03, 0.3)
    private = np.where(luck < by_phone, PHONE, WEB)
    business = np.where(luck < 0.45, FIELD, np.where(luck < 0.65, PHONE, WEB))
    channel = np.where(people.kind[who] == BUSINESS, business, private)
    closed = ((channel == PHONE) & ~CALLS_OPEN[day]) | ((channel == FIELD) & (is_quiet | ~WORKDAY[day]))
    return np.where(closed, WEB, channel)


def wished_lines(world: World, state: State, demand: MonthDemand, orders: Orders, month: int) -> Lines:
    """What the orders without an offer behind them ask for."""
    draw = world.chance.of("baskets", month)
    country = world.people.country[orders.who]
    count = np.where(orders.opportunity > 0, 0, 1 + draw.poisson(state.basket[orders.who] - 1))
    order, sku = demand.draw_baskets(draw, orders.day, country, count)
    who = orders.who[order]
    quantity = _quantities(draw, world.people.kind[who] == BUSINESS)
    unit_price = price_of(world.prices, month, country[order], sku)
    rate = _discount_rates(world, orders, order, sku, who)
    discount = np.round(quantity * unit_price * rate / CENT).astype(np.int64) * CENT
    return Lines(order, sku, quantity, unit_price, discount)


def _quantities(draw: np.random.Generator, is_business: Flags) -> Ints:
    private = draw.geometric(QUANTITY_PERSON, len(is_business))
    business = 1 + draw.geometric(1 / BUSINESS_QUANTITY, len(is_business))
    return np.where(is_business, business, private)


def _discount_rates(world: World, orders: Orders, order: Ints, sku: Ints, who: Ints) -> Floats:
    promotion = world.prices.discount_rate(orders.day[order], world.products.category[sku])
    business = BUSINESS_DISCOUNT + DISCOUNT_PER_TIER * world.people.tier[who].clip(0)
    return np.asarray(promotion + (world.people.kind[who] == BUSINESS) * business)


def promotions_used(world: World, orders: Orders, lines: Lines) -> Ints:
    """Per order the promotion that one of its lines fell under, 0 for none."""
    used = np.zeros(len(orders), dtype=np.int64)
    on_line = world.prices.promotion_on[orders.day[lines.order], world.products.category[lines.sku]]
    np.maximum.at(used, lines.order, on_line)
    return used
