"""What the company sells, as rows of the truth: products and their versions, prices, promotions, seasons.

Belongs here: tables that stand before the first month. Does not belong here: the range itself (products.py, prices.py).
"""

from __future__ import annotations

import numpy as np

from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.assortment import CATEGORIES, ELASTICITY, SEASON, SUBCATEGORIES, SUPPLIERS
from demo.world.calendar import DAY_STARTS, MONTH_FIRST_DAY, Floats, at, month_start
from demo.world.countries import CURRENCIES
from demo.world.effects import write_effects
from demo.world.market import write_market
from demo.world.prices import price_changes
from demo.world.products import SKUS, SKUS_PER_PRODUCT, product_changes
from demo.world.state import World


def write_beginning(world: World, truth: Truth, rates: Floats) -> None:
    write_market(world.chance, truth, world.products, world.prices, rates)
    _write_products(world, truth)
    _write_product_versions(world, truth)
    _write_prices(world, truth)
    truth.add("elasticity", category_name=CATEGORIES, elasticity=ELASTICITY)
    category, month = np.indices(SEASON.shape)
    truth.add(
        "season", category_name=Words(category.ravel(), CATEGORIES), month=month.ravel() + 1, factor=SEASON.ravel()
    )
    write_effects(truth)


def _write_products(world: World, truth: Truth) -> None:
    products, sku = world.products, np.arange(SKUS)
    truth.add(
        "product",
        product_no=products.product + 1,
        sku_no=sku + 1,
        sku=[f"FA-{place // SKUS_PER_PRODUCT + 1:04d}-{place % SKUS_PER_PRODUCT + 1}" for place in sku],
        product_name=[products.names[place] for place in products.product],
        variant_name=products.variants,
        subcategory_name=Words(products.subcategory, SUBCATEGORIES),
        category_name=Words(products.category, CATEGORIES),
        supplier_name=Words(products.supplier, SUPPLIERS),
        launched_date=products.launched_day,
        base_price_eur=products.base_price,
        unit_cost_eur=products.unit_cost,
        is_faulty=products.is_faulty,
    )


def _write_product_versions(world: World, truth: Truth) -> None:
    products = world.products
    name, subcategory = list(products.names), products.subcategory[::SKUS_PER_PRODUCT].copy()
    born = at(np.maximum(products.launched_day[::SKUS_PER_PRODUCT], 0), np.zeros(len(name), np.int64))
    rows = [(int(born[place]), place, name[place], int(subcategory[place])) for place in range(len(name))]
    for month, place, new_name, new_subcategory in product_changes():
        name[place] = new_name or name[place]
        subcategory[place] = subcategory[place] if new_subcategory is None else new_subcategory
        rows.append((_first_of(month), place, name[place], int(subcategory[place])))
    skus = [
        (place * SKUS_PER_PRODUCT + variant, row)
        for row in rows
        for place in [row[1]]
        for variant in range(SKUS_PER_PRODUCT)
    ]
    skus.sort()
    truth.add(
        "product_version",
        sku_no=np.array([sku + 1 for sku, _ in skus]),
        valid_from_at=np.array([row[0] for _, row in skus]),
        product_name=[row[2] for _, row in skus],
        subcategory_name=[SUBCATEGORIES[row[3]] for _, row in skus],
        category_name=[CATEGORIES[row[3] // 4] for _, row in skus],
    )


def _first_of(month: int) -> int:
    return month_start(month) + 6 * 3600


def _write_prices(world: World, truth: Truth) -> None:
    prices = world.prices
    month, currency, sku = price_changes(prices)
    truth.add(
        "price",
        sku_no=sku + 1,
        currency_code=Words(currency, CURRENCIES),
        valid_from_at=DAY_STARTS[MONTH_FIRST_DAY[month]],
        price=prices.list_price[month, currency, sku],
    )
    count = len(prices.promotion_rate)
    truth.add(
        "promotion",
        promotion_no=np.arange(1, count + 1),
        name=[
            f"{CATEGORIES[category]} {round(rate * 100)} % off"
            for category, rate in zip(prices.promotion_category, prices.promotion_rate, strict=True)
        ],
        category_name=Words(prices.promotion_category, CATEGORIES),
        first_date=prices.promotion_first,
        last_date=prices.promotion_last,
        discount_rate=prices.promotion_rate,
    )
