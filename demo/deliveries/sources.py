"""The systems of the demo company, in the order in which they deliver.

Belongs here: which writers there are, and how often they deliver. Does not belong here: what they write.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from demo.systems import (
    advertising,
    asterisk,
    ecb,
    loyalty,
    mailing,
    market,
    matomo,
    planning,
    salesforce,
    shopify,
    zendesk,
)
from demo.systems.window import Window


def _nothing(truth: duckdb.DuckDBPyConnection) -> None:
    """A writer that needs no preparation."""


@dataclass(frozen=True)
class Source:
    """A system's name, how it prepares tables of its own, and how it writes one delivery into a folder.

    A system that exports all its tables each time does so weekly, and in larger companies seldom before that.
    """

    system: str
    deliver: Callable[[duckdb.DuckDBPyConnection, Window, Path], None]
    prepare: Callable[[duckdb.DuckDBPyConnection], None] = _nothing
    is_exported_whole: bool = False


SOURCES = (
    Source(salesforce.SYSTEM, salesforce.deliver, salesforce.prepare, is_exported_whole=True),
    Source(shopify.SYSTEM, shopify.deliver, shopify.prepare),
    Source(asterisk.SYSTEM, asterisk.deliver, asterisk.prepare),
    Source(zendesk.SYSTEM, zendesk.deliver, zendesk.prepare),
    Source(loyalty.SYSTEM, loyalty.deliver, loyalty.prepare),
    Source(mailing.SYSTEM, mailing.deliver, mailing.prepare),
    Source(matomo.SYSTEM, matomo.deliver, matomo.prepare),
    Source(advertising.SYSTEM, advertising.deliver),
    Source(planning.SYSTEM, planning.deliver),
    Source(ecb.SYSTEM, ecb.deliver, ecb.prepare),
    Source(market.SYSTEM, market.deliver),
)
