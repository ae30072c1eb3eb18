"""What comes from outside, or is set from above: exchange rates, competitors' prices, an index, targets.

Belongs here: figures that no customer causes. Does not belong here: the company's own prices (prices.py).
"""

from __future__ import annotations

import numpy as np

from demo.randomness import Chance
from demo.truth.writer import Truth
from demo.world.calendar import DAYS, HOLIDAYS, MONTH_FIRST_DAY, MONTH_OF_DAY, MONTHS, WEEKDAY, Floats
from demo.world.countries import CODES, COUNTRIES, CURRENCIES, PER_EUR
from demo.world.prices import Prices
from demo.world.products import SKUS, Products
from demo.world.staff import Staff

COMPETITORS = {"Wohnkultur24": 0.97, "Maison Claire": 1.06, "Homely & Co": 1.01}
COMPARED_SKUS = 48
MONDAY = 0
INDEX_NAMES = ["retail_homeware_volume", "consumer_confidence"]
GROWTH_TARGET_PER_MONTH = 1.02


def exchange_rates(chance: Chance) -> Floats:
    """Units of each currency for one euro: [day, currency]; a walk that returns to the central rate."""
    draw = chance.of("exchange rates")
    log = np.zeros((DAYS, len(CURRENCIES)))
    steps = draw.normal(0, 0.0035, log.shape)
    steps[:, 0] = 0
    for day in range(1, DAYS):
        log[day] = log[day - 1] * 0.992 + steps[day] * (WEEKDAY[day] < 5)
    return np.round(PER_EUR * np.exp(log), 5)


def write_market(chance: Chance, truth: Truth, products: Products, prices: Prices, rates: Floats) -> None:
    _write_countries(truth)
    _write_rates(truth, rates)
    _write_competitors(chance, truth, products, prices)
    _write_index(chance, truth)


def _write_countries(truth: Truth) -> None:
    truth.add(
        "country",
        country_code=CODES,
        country_name=[country.name for country in COUNTRIES],
        currency_code=[country.currency for country in COUNTRIES],
        language=[country.language for country in COUNTRIES],
        time_zone=[country.time_zone for country in COUNTRIES],
        faker_locale=[country.locale for country in COUNTRIES],
    )
    days = [(day, code, name) for code in CODES for day, name in HOLIDAYS[code].items()]
    truth.add(
        "holiday",
        date=np.array([day for day, _, _ in days]),
        country_code=[code for _, code, _ in days],
        name=[name for _, _, name in days],
    )


def _write_rates(truth: Truth, rates: Floats) -> None:
    foreign = np.arange(1, len(CURRENCIES))
    truth.add(
        "exchange_rate",
        date=np.repeat(np.arange(DAYS), len(foreign)),
        currency_code=[CURRENCIES[currency] for _ in range(DAYS) for currency in foreign],
        per_eur=rates[:, 1:].ravel(),
    )


def _write_competitors(chance: Chance, truth: Truth, products: Products, prices: Prices) -> None:
    """Every Monday, three shops' prices of the articles that can be compared; they follow ours, one is cheaper."""
    draw = chance.of("competitors")
    skus = np.sort(draw.choice(SKUS, COMPARED_SKUS, replace=False))
    mondays = np.flatnonzero(WEEKDAY == MONDAY)
    level = np.array(list(COMPETITORS.values()))[None, :, None]
    ours = prices.list_price[MONTH_OF_DAY[mondays], 0][:, skus] / 10_000
    wander = np.exp(draw.normal(0, 0.03, (len(mondays), len(COMPETITORS), COMPARED_SKUS)))
    theirs = np.round(ours[:, None, :] * level * wander, 1) - 0.01
    shape = theirs.shape
    truth.add(
        "competitor_price",
        date=np.broadcast_to(mondays[:, None, None], shape).ravel(),
        competitor_name=np.broadcast_to(np.array(list(COMPETITORS))[None, :, None], shape).ravel().tolist(),
        sku_no=np.broadcast_to(skus[None, None, :] + 1, shape).ravel(),
        price_eur=np.round(theirs * 10_000).astype(np.int64).ravel(),
    )


def _write_index(chance: Chance, truth: Truth) -> None:
    draw = chance.of("industry")
    trend = 100 + np.cumsum(draw.normal(0.05, 0.9, MONTHS))
    season = 6 * np.sin((np.arange(MONTHS) % 12 - 8) / 12 * 2 * np.pi)
    confidence = -20 + np.cumsum(draw.normal(0.2, 1.5, MONTHS))
    truth.add(
        "industry_index",
        month=np.tile(MONTH_FIRST_DAY[:-1], 2),
        index_name=np.repeat(INDEX_NAMES, MONTHS).tolist(),
        value=np.round(np.concatenate([trend + season, confidence]), 1),
    )


def write_targets(truth: Truth, staff: Staff, sales_per_month: float) -> None:
    """Targets by country and by rep, set in advance from a plan of steady growth."""
    growth = GROWTH_TARGET_PER_MONTH ** np.arange(MONTHS)
    rows = [("net_revenue", "country", country.code, sales_per_month * country.share * growth) for country in COUNTRIES]
    per_rep = sales_per_month * 0.3 / len(staff.reps)
    rows += [("won_amount", "rep", str(rep), per_rep * growth) for rep in staff.reps]
    truth.add(
        "target",
        month=np.tile(MONTH_FIRST_DAY[:-1], len(rows)),
        metric=[metric for metric, *_ in rows for _ in range(MONTHS)],
        region_or_rep=[kind for _, kind, *_ in rows for _ in range(MONTHS)],
        member=[member for _, _, member, _ in rows for _ in range(MONTHS)],
        value=np.round(np.concatenate([values for *_, values in rows]), -2),
    )
