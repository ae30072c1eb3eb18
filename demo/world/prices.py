"""What things cost: list prices by month and currency, and promotions.

Belongs here: prices and who may sell cheaper. Does not belong here: how buyers answer (demand.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo.randomness import Chance
from demo.world.assortment import CATEGORIES
from demo.world.calendar import DAYS, MONTH_FIRST_DAY, MONTHS, Floats, Ints, month_days
from demo.world.countries import CURRENCIES, LIST_RATE
from demo.world.products import SKUS, SKUS_PER_PRODUCT, Products

CHANGE_PER_MONTH = 0.14
CHANGE_SIZE = 0.13
INFLATION_PER_MONTH = 0.0035
PROMOTION_RATES = [0.1, 0.15, 0.2, 0.25, 0.3]
CNY = CURRENCIES.index("CNY")


@dataclass(frozen=True)
class Prices:
    """`list_price[month, currency, sku]` in ten-thousandths. Promotions: arrays in the order of their numbers."""

    list_price: Ints
    promotion_category: Ints
    promotion_first: Ints
    promotion_last: Ints
    promotion_rate: Floats
    promotion_on: Ints  # [day, category]: number of the promotion, 0 for none

    def discount_rate(self, day: Ints, category: Ints) -> Floats:
        return np.append(0.0, self.promotion_rate)[self.promotion_on[day, category]]


def make_prices(products: Products, chance: Chance) -> Prices:
    draw = chance.of("prices")
    level = _levels(draw)[:, products.product]
    local = level[:, None, :] * LIST_RATE[None, :, None] * products.base_price[None, None, :] / 10_000
    charm = np.where(np.arange(len(CURRENCIES))[None, :, None] == CNY, np.round(local), np.round(local) - 0.05)
    cheap = local < 12
    charm = np.where(cheap, np.round(local * 10) / 10, charm)
    listed = np.round(charm.clip(0.9) * 10_000).astype(np.int64)
    return Prices(listed, *_promotions(draw))


def _levels(draw: np.random.Generator) -> Floats:
    """Price level per month and product; a new one on the first day of some months."""
    count = SKUS // SKUS_PER_PRODUCT
    level = np.ones((MONTHS, count))
    for month in range(1, MONTHS):
        changes = draw.random(count) < CHANGE_PER_MONTH
        new = np.exp(INFLATION_PER_MONTH * month + draw.normal(0, CHANGE_SIZE, count))
        level[month] = np.where(changes, new, level[month - 1])
    return level


def _promotions(draw: np.random.Generator) -> tuple[Ints, Ints, Ints, Floats, Ints]:
    """Two a month in different categories, and all categories in the week of Black Friday."""
    categories, firsts, lasts, rates = [], [], [], []
    for month in range(MONTHS):
        days = month_days(month)
        for category in draw.choice(len(CATEGORIES), 2, replace=False):
            first = int(days[draw.integers(0, 12)])
            categories.append(int(category))
            firsts.append(first)
            lasts.append(first + int(draw.integers(6, 14)) - 1)
            rates.append(PROMOTION_RATES[draw.integers(0, len(PROMOTION_RATES))])
    for year in range(3):
        friday = _black_friday(year * 12 + 10)
        for category in range(len(CATEGORIES)):
            categories.append(category)
            firsts.append(friday - 4)
            lasts.append(friday + 3)
            rates.append(0.25)
    order = np.argsort(firsts, kind="stable")
    made = [np.array(values)[order] for values in (categories, firsts, lasts, rates)]
    return made[0], made[1], made[2], made[3], _on_days(*made)


def _black_friday(november: int) -> int:
    """The day after the fourth Thursday."""
    first = int(MONTH_FIRST_DAY[november])
    thursday = first + (4 - (first + 1 - 1) % 7) % 7  # day 0 is a Sunday
    return thursday + 21 + 1


def _on_days(category: Ints, first: Ints, last: Ints, rate: Floats) -> Ints:
    """Where two meet, the higher rate counts."""
    on = np.zeros((DAYS, len(CATEGORIES)), dtype=np.int64)
    for place in np.argsort(rate, kind="stable"):
        on[first[place] : last[place] + 1, category[place]] = place + 1
    return on


def price_changes(prices: Prices) -> tuple[Ints, Ints, Ints]:
    """Month, currency and SKU of every price that differs from the month before; all of the first month."""
    changed = np.ones(prices.list_price.shape, dtype=bool)
    changed[1:] = prices.list_price[1:] != prices.list_price[:-1]
    month, currency, sku = np.nonzero(changed)
    return month, currency, sku
