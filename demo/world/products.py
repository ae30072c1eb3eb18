"""What the company sells.

Belongs here: the range, its names, base prices, costs, popularity, and how products change.
Does not belong here: prices over time (prices.py), how much is bought (demand.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from demo.randomness import Chance
from demo.world.assortment import RANGE, SERIES, SUBCATEGORIES, SUPPLIERS, VARIANTS
from demo.world.calendar import MONTH_FIRST_DAY, Flags, Floats, Ints, day_number

PRODUCTS_PER_SUBCATEGORY = 6
SKUS_PER_PRODUCT = 2
SKUS = len(SUBCATEGORIES) * PRODUCTS_PER_SUBCATEGORY * SKUS_PER_PRODUCT
LAUNCHED_LATER = 0.12
FAULTY_PRODUCT = 6 + 1  # place of the faulty product: the second of the kitchen appliances
FAULTY_SHARE = 0.045  # of all lines, both SKUs together
FAULTY_FROM, FAULTY_TO = day_number(date(2024, 3, 1)), day_number(date(2024, 8, 31))
# Month, product, place of the new series name: renamed. Month, product, subcategory: moved to another shelf.
RENAMED = [(5, 3, 40), (11, 40, 7), (14, 77, 12), (20, 101, 33), (26, 150, 21)]
MOVED = [(9, 23, 7), (17, 131, 10), (23, 60, 7)]


@dataclass(frozen=True)
class Products:
    """Arrays over SKUs in the order of their numbers; `popularity` adds up to 1."""

    category: Ints
    subcategory: Ints
    product: Ints
    names: list[str]
    variants: list[str]
    supplier: Ints
    launched_day: Ints
    base_price: Ints  # ten-thousandths of euros
    unit_cost: Ints
    popularity: Floats
    is_faulty: Flags


def make_products(chance: Chance) -> Products:
    draw = chance.of("products")
    sku = np.arange(SKUS)
    product = sku // SKUS_PER_PRODUCT
    subcategory = product // PRODUCTS_PER_SUBCATEGORY
    usual = np.array([price for _, _, subs in RANGE.values() for _, _, price in subs], dtype=float)
    of_product = usual[subcategory[::SKUS_PER_PRODUCT]] * np.exp(draw.normal(0, 0.3, SKUS // SKUS_PER_PRODUCT))
    larger = np.where((sku % 2 == 1) & (product % len(VARIANTS) == VARIANTS.index(("small", "large"))), 1.35, 1.0)
    base = (np.round(of_product[product] * larger) - 0.05).clip(2.95)
    return Products(
        category=subcategory // 4,
        subcategory=subcategory,
        product=product,
        names=_names(),
        variants=[VARIANTS[place // 2 % len(VARIANTS)][place % 2] for place in sku],
        supplier=draw.integers(0, len(SUPPLIERS), len(SUBCATEGORIES))[subcategory],
        launched_day=_launched(draw)[product],
        base_price=np.round(base * 10_000).astype(np.int64),
        unit_cost=np.round(base * draw.uniform(0.36, 0.52, SKUS // SKUS_PER_PRODUCT)[product] * 100).astype(np.int64)
        * 100,
        popularity=_popularity(draw, usual[subcategory]),
        is_faulty=product == FAULTY_PRODUCT,
    )


def _names() -> list[str]:
    """One name per product: noun and series."""
    nouns = [noun for _, _, subs in RANGE.values() for _, noun, _ in subs]
    return [
        f"{noun} {SERIES[(number * PRODUCTS_PER_SUBCATEGORY + place) % len(SERIES)]}"
        for number, noun in enumerate(nouns)
        for place in range(PRODUCTS_PER_SUBCATEGORY)
    ]


def _launched(draw: np.random.Generator) -> Ints:
    count = SKUS // SKUS_PER_PRODUCT
    later = draw.random(count) < LAUNCHED_LATER
    later[[FAULTY_PRODUCT, *(product for _, product, _ in RENAMED + MOVED)]] = False
    months = draw.integers(3, 30, count)
    return np.where(later, MONTH_FIRST_DAY[months], draw.integers(-1200, -30, count))


def _popularity(draw: np.random.Generator, usual: Floats) -> Floats:
    weight = np.exp(draw.normal(0, 0.8, SKUS)) * usual**-0.35
    faulty = np.arange(SKUS) // SKUS_PER_PRODUCT == FAULTY_PRODUCT
    weight[faulty] = weight[~faulty].sum() * FAULTY_SHARE / SKUS_PER_PRODUCT
    return np.asarray(weight / weight.sum())


def product_changes() -> list[tuple[int, int, str | None, int | None]]:
    """Changes in the order of time: month, product, the new name or the new subcategory (its place)."""
    names = _names()
    renamed = [
        (month, product, f"{names[product].rsplit(' ', 1)[0]} {SERIES[new]} II", None)
        for month, product, new in RENAMED
    ]
    moved = [(month, product, None, subcategory) for month, product, subcategory in MOVED]
    return sorted([*renamed, *moved], key=lambda change: change[0])
