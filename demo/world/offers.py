"""What a business is offered: SKUs, pieces, prices, and the amount as it is guessed on the way.

Belongs here: an offer's lines. Does not belong here: the course of the deal (selling.py).
"""

from __future__ import annotations

import numpy as np

from demo.world.calendar import Ints
from demo.world.deals import OPEN_STAGES, PROPOSAL
from demo.world.demand import price_of
from demo.world.products import SKUS
from demo.world.state import World

LINES = 4.0
PIECES = 14.0
OFFER_DISCOUNT = (0.04, 0.18)


def offered_lines(draw: np.random.Generator, world: World, who: Ints, month: int) -> tuple[Ints, Ints, Ints, Ints]:
    """What is offered: several SKUs that are on sale, in larger numbers, a little cheaper."""
    deal = np.repeat(np.arange(len(who)), 1 + draw.poisson(LINES, len(who)))
    weight = world.products.popularity * (world.products.launched_day <= 0) * ~world.products.is_faulty
    sku = draw.choice(SKUS, len(deal), p=weight / weight.sum())
    kept = np.sort(np.unique(deal * SKUS + sku, return_index=True)[1])
    deal, sku = deal[kept], sku[kept]
    quantity = 2 + draw.geometric(1 / PIECES, len(deal))
    listed = price_of(world.prices, month, world.people.country[who[deal]], sku)
    discount = draw.uniform(*OFFER_DISCOUNT, len(who))[deal]
    price = np.round(listed * (1 - discount) / 100).astype(np.int64) * 100
    return deal, sku, quantity, price


def amounts_by_stage(draw: np.random.Generator, total: Ints) -> Ints:
    """First guesses of the amount, which settle on the offer's by the proposal."""
    guess = total[:, None] * np.exp(draw.normal(0.05, [0.3, 0.15, 0.0, 0.0], (len(total), OPEN_STAGES)))
    rounded = np.round(guess / 500_000).astype(np.int64) * 500_000
    return np.where(np.arange(OPEN_STAGES) >= PROPOSAL, total[:, None], np.maximum(rounded, 500_000))
