"""The days on which something may be delivered, and those that a run is about.

Belongs here: partitions. Does not belong here: which day a file stands for (ingest.delivery_day).
"""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import dagster as dg

from ingest.contract import Contract
from ingest.deliveries import landed_extracts
from warehouse.company import Company


def delivery_days(company: Company, contracts: Sequence[Contract]) -> dg.DailyPartitionsDefinition:
    """Every day of company time from the first that lies in landing to today, both included.

    All systems have the same days: assets of different days cannot share a run.
    """
    extracts = landed_extracts(company, contracts)
    today = dt.datetime.now(ZoneInfo(company.time_zone)).date()
    first = min([extract.delivery_date for extract in extracts], default=today)
    return dg.DailyPartitionsDefinition(
        start_date=min(first, today).isoformat(), timezone=company.time_zone, end_offset=1
    )


def chosen_days(context: dg.AssetExecutionContext) -> frozenset[dt.date] | None:
    """The days a person chose for this run; None where the run is to load all that the ledger does not know."""
    if not (context.has_partition_key or context.has_partition_key_range):
        return None
    return frozenset(dt.date.fromisoformat(key) for key in context.partition_keys)
