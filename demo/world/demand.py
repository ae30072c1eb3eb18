"""What people want, by day: seasons, weekdays, holidays, prices, promotions.

Belongs here: how attractive each SKU is on each day, and which SKUs a basket holds.
Does not belong here: who buys how often (buying.py), whether it is in stock (stock.py).
"""

from __future__ import annotations

import numpy as np

from demo.world.assortment import ELASTICITY, SEASON
from demo.world.calendar import DAYS, HOLIDAYS, WEEKDAY, Floats, Ints, calendar_month, month_days
from demo.world.countries import CODES, CURRENCIES, CURRENCY_OF, LIST_RATE
from demo.world.prices import Prices
from demo.world.products import SKUS, Products

WEEKDAY_FACTOR = np.array([1.08, 1.0, 0.96, 0.95, 0.88, 0.93, 1.2])
ON_HOLIDAY = 0.72
BEFORE_CHRISTMAS = 1.25
AFTER_CHRISTMAS = 0.7
SAME_CATEGORY = 0.4  # of a basket's further lines are looked for beside the first


def _day_factors() -> Floats:
    """How busy each day is in each country, without prices and seasons: [country, day]."""
    factor = np.tile(WEEKDAY_FACTOR[WEEKDAY], (len(CODES), 1))
    for place, code in enumerate(CODES):
        factor[place, list(HOLIDAYS[code])] *= ON_HOLIDAY
    for year in range(3):
        december = month_days(year * 12 + 11)
        factor[:, december[2:18]] *= BEFORE_CHRISTMAS
        factor[:, december[20:27]] *= AFTER_CHRISTMAS
    return factor


DAY_FACTOR = _day_factors()
MEAN_MONTH = DAYS / 36


class MonthDemand:
    """One month's wishes. `volume[country]` is how much busier the month is than a mean one at base prices."""

    def __init__(self, products: Products, prices: Prices, month: int) -> None:
        self.days = month_days(month)
        self._category = products.category
        attraction = self._attraction(products, prices, month)
        cumulated = np.cumsum(attraction, axis=2)
        total = cumulated[:, :, -1]
        self._steps = (cumulated / total[:, :, None] + np.arange(total.size).reshape((*total.shape, 1))).reshape(
            -1, SKUS
        )
        self._flat_steps = self._steps.ravel()
        busy = DAY_FACTOR[:, self.days] * total[:, CURRENCY_OF].T
        self.volume = busy.sum(axis=1) / MEAN_MONTH
        self._day_steps = (
            np.cumsum(busy, axis=1) / busy.sum(axis=1, keepdims=True) + np.arange(len(CODES))[:, None]
        ).ravel()
        self._category_first = np.searchsorted(products.category, np.arange(products.category.max() + 2))

    def _attraction(self, products: Products, prices: Prices, month: int) -> Floats:
        """Popularity x season x (price / base price) ^ elasticity: [day, currency, SKU]."""
        base = products.base_price[None, :] * LIST_RATE[:, None]
        relative = prices.list_price[month] / base
        discount = prices.discount_rate(self.days[:, None], products.category[None, :])
        paid = relative[None, :, :] * (1 - discount)[:, None, :]
        season = SEASON[products.category, calendar_month(month) - 1]
        launched = products.launched_day[None, :] <= self.days[:, None]
        wanted = products.popularity * season * paid ** ELASTICITY[products.category]
        return np.asarray(wanted * launched[:, None, :])

    def draw_days(self, draw: np.random.Generator, country: Ints) -> Ints:
        place = np.searchsorted(self._day_steps, country + draw.random(len(country)), side="right")
        return np.asarray(self.days[(place - country * len(self.days)).clip(0, len(self.days) - 1)])

    def draw_baskets(self, draw: np.random.Generator, day: Ints, country: Ints, line_count: Ints) -> tuple[Ints, Ints]:
        """SKUs (as places) of baskets, and the basket of each; no SKU twice in one."""
        row = (day - self.days[0]) * len(CURRENCIES) + CURRENCY_OF[country]
        basket = np.repeat(np.arange(len(row)), line_count)
        luck = draw.random(len(basket))
        sku = self._pick(row[basket], luck)
        first = np.cumsum(line_count) - line_count
        beside = (np.arange(len(basket)) != first[basket]) & (draw.random(len(basket)) < SAME_CATEGORY)
        sku[beside] = self._pick_within(row[basket][beside], self._category[sku[first[basket][beside]]], luck[beside])
        kept = np.sort(np.unique(basket * SKUS + sku, return_index=True)[1])
        return basket[kept], sku[kept]

    def _pick(self, row: Ints, luck: Floats) -> Ints:
        return (
            np.searchsorted(self._flat_steps, row + luck, side="right").clip(row * SKUS, row * SKUS + SKUS - 1)
            - row * SKUS
        )

    def _pick_within(self, row: Ints, category: Ints, luck: Floats) -> Ints:
        first, last = self._category_first[category], self._category_first[category + 1] - 1
        low = np.where(first > 0, self._steps[row, first - 1], row.astype(float))
        high = self._steps[row, last]
        return self._pick(row, low - row + luck * (high - low))


def price_of(prices: Prices, month: int, country: Ints, sku: Ints) -> Ints:
    return np.asarray(prices.list_price[month, CURRENCY_OF[country], sku])
