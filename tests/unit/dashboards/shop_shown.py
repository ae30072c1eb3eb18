"""A shop whose data runs from 1 Dec 2010 to 9 Dec 2011, as pages see it.

Belongs here: what several tests of the pages share.
Does not belong here: figures; every test says its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from dashboards.blocks.sheet import Sheet
from dashboards.filters import Offer
from dashboards.periods import Window
from dashboards.theme import Palette
from warehouse.question import Metric

DATA = Window(dt.date(2010, 12, 1), dt.date(2011, 12, 9))
OFFER = Offer(("net_revenue", "returns_amount", "orders"), ("product__sku", "geography__country"), ("en", "zh-CN"))
METRICS = {
    "net_revenue": Metric("net_revenue", "Net revenue", "What was earned.", "currency", "up"),
    "returns_amount": Metric("returns_amount", "Returns", "What came back.", "currency", "down"),
    "orders": Metric("orders", "Orders", "How often.", "count", "up"),
}
PALETTE = Palette(*(["#000000"] * 11))

MakeSheet = Callable[..., Sheet]
