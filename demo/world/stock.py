"""What lies in the warehouse, day by day, and what was wanted and not there.

Belongs here: replenishment, suppliers who fail, serving lines in the order in which they come.
Does not belong here: what people want (demand.py).

A day's stock is that of the evening before, and what was received in the morning, less the pieces of the day's lines
whose order is not cancelled. Outside of a stock-out everything wanted is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from demo.randomness import Chance
from demo.truth.writer import Truth
from demo.world.calendar import DAYS, WORKDAY, Flags, Floats, Ints
from demo.world.products import FAULTY_PRODUCT, SKUS, SKUS_PER_PRODUCT, Products

FAILURES = 30
POPULAR = 90  # failures hit those SKUs that are asked for most
FAILURE_DAYS = (25, 60)
COVER_DAYS, REORDER_DAYS = 24, 9
LEARNS = 0.04  # how fast the planner's daily forecast follows the pieces wanted
LEAST = 4


@dataclass
class Warehouse:
    """`failing[day, sku]`: the supplier does not deliver. `first_out`: a failure's first empty day, -1 before."""

    failing: Flags
    on_hand: Ints
    forecast: Floats
    first_out: Ints
    stock_outs: list[tuple[int, int, int]] = field(default_factory=list)


def open_warehouse(products: Products, pieces_per_day: float, chance: Chance) -> Warehouse:
    draw = chance.of("supply")
    forecast = products.popularity * pieces_per_day
    failing = np.zeros((DAYS, SKUS), dtype=bool)
    popular = np.argsort(-products.popularity, kind="stable")[:POPULAR]
    popular = popular[(popular // SKUS_PER_PRODUCT != FAULTY_PRODUCT) & (products.launched_day[popular] < 0)]
    for sku in draw.choice(popular, FAILURES, replace=False):
        first = int(draw.integers(60, DAYS - 90))
        failing[first : first + int(draw.integers(*FAILURE_DAYS)), sku] = True
    on_hand = np.ceil(forecast * COVER_DAYS).astype(np.int64) + LEAST
    return Warehouse(failing, on_hand, forecast, np.full(SKUS, -1))


@dataclass
class MonthOfStock:
    """[day, sku]: evening stock, pieces received in the morning, pieces wanted in vain; which lines are served."""

    on_hand: Ints
    received: Ints
    lost: Ints
    served: Flags


def serve(warehouse: Warehouse, days: Ints, day: Ints, sku: Ints, quantity: Ints) -> MonthOfStock:
    """Serves lines (in order of time), given their day, SKU and pieces; lines of cancelled orders have 0 pieces."""
    cell = (day - days[0]) * SKUS + sku
    wanted = np.bincount(cell, weights=quantity, minlength=len(days) * SKUS).reshape(-1, SKUS).astype(np.int64)
    stock = MonthOfStock(
        np.zeros_like(wanted), np.zeros_like(wanted), np.zeros_like(wanted), np.ones(len(day), dtype=bool)
    )
    lines_of_cell = np.argsort(cell, kind="stable")
    sorted_cell = cell[lines_of_cell]
    for place, today in enumerate(days):
        stock.received[place] = _received(warehouse, int(today), wanted[place])
        available = warehouse.on_hand + stock.received[place]
        sold = wanted[place].copy()
        for short in np.flatnonzero(wanted[place] > available):
            bounds = np.searchsorted(sorted_cell, [place * SKUS + short, place * SKUS + short + 1])
            lines = lines_of_cell[bounds[0] : bounds[1]]
            stock.served[lines] = np.cumsum(quantity[lines]) <= available[short]
            sold[short] = quantity[lines][stock.served[lines]].sum()
        stock.lost[place] = wanted[place] - sold
        warehouse.on_hand = available - sold
        stock.on_hand[place] = warehouse.on_hand
        _note_stock_outs(warehouse, int(today), stock.lost[place])
        warehouse.forecast += LEARNS * (wanted[place] - warehouse.forecast)
    return stock


def _received(warehouse: Warehouse, today: int, wanted: Ints) -> Ints:
    """Lots come on workdays when stock runs low, and by express on any day rather than disappoint anybody."""
    cover = np.ceil(warehouse.forecast * COVER_DAYS).astype(np.int64) + LEAST
    low = warehouse.on_hand < np.ceil(warehouse.forecast * REORDER_DAYS)
    lot = np.where(low & WORKDAY[today], cover - warehouse.on_hand, 0)
    express = np.where(warehouse.on_hand + lot < wanted, wanted - warehouse.on_hand + cover // 2, lot)
    return np.where(warehouse.failing[today], 0, np.maximum(express, 0))


def _note_stock_outs(warehouse: Warehouse, today: int, lost: Ints) -> None:
    failing = warehouse.failing[today]
    empty = failing & ((warehouse.on_hand == 0) | (lost > 0)) & (warehouse.first_out < 0)
    warehouse.first_out[empty] = today
    ends = (warehouse.first_out >= 0) & ((today == DAYS - 1) | ~warehouse.failing[min(today + 1, DAYS - 1)])
    for sku in np.flatnonzero(ends):
        warehouse.stock_outs.append((int(sku) + 1, int(warehouse.first_out[sku]), today))
    warehouse.first_out[ends] = -1


def write_stock(truth: Truth, products: Products, days: Ints, stock: MonthOfStock) -> None:
    on_sale = products.launched_day[None, :] <= days[:, None]
    day, sku = np.nonzero(on_sale)
    truth.add(
        "stock_day",
        date=days[day],
        sku_no=sku + 1,
        on_hand=stock.on_hand[on_sale],
        received=stock.received[on_sale],
    )
    day, sku = np.nonzero(stock.lost)
    truth.add("lost_demand", date=days[day], sku_no=sku + 1, units=stock.lost[day, sku])
