"""What Dagster is told of the deliveries of one entity: the days that are loaded, and checks that name what is not.

Belongs here: events and their wording. No value of a row may stand in them: reasons carry a value's shape only.
Does not belong here: loading (loading.py).
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import dagster as dg

from ingest.ledger import DeliveryResult

NO_REFUSED_FILE = "no_refused_file"
NO_QUARANTINED_ROW = "no_quarantined_row"
_NAMED = 20  # an event is read by a person; the ledger holds the rest


def day_materializations(key: dg.AssetKey, results: Iterable[DeliveryResult]) -> Iterator[dg.AssetMaterialization]:
    """One per delivery day of which at least one file stands in raw now."""
    for day, of_day in groupby(sorted(results, key=_day), key=_day):
        deliveries = list(of_day)
        if any(result.status != "refused" for result in deliveries):
            yield dg.AssetMaterialization(key, partition=day.isoformat(), metadata=delivery_metadata(deliveries))


def delivery_metadata(results: Sequence[DeliveryResult]) -> dict[str, int | str]:
    """Files and rows of `results`, summed."""
    return {
        "files": ", ".join(sorted(result.file for result in results)[:_NAMED]),
        "rows read": sum(result.rows_read for result in results),
        "rows loaded": sum(result.rows_loaded for result in results),
        "rows known": sum(result.rows_known for result in results),
        "rows quarantined": sum(result.rows_quarantined for result in results),
        "rows withdrawn": sum(result.rows_withdrawn for result in results),
        "files refused": sum(result.status == "refused" for result in results),
    }


def check_specs(key: dg.AssetKey) -> list[dg.AssetCheckSpec]:
    """Neither check stops a build: the last good data stays and the rest is built."""
    return [
        dg.AssetCheckSpec(NO_REFUSED_FILE, asset=key, description="Every file that this run read could be loaded."),
        dg.AssetCheckSpec(NO_QUARANTINED_ROW, asset=key, description="Every row that this run read fits its contract."),
    ]


def check_results(key: dg.AssetKey, results: Sequence[DeliveryResult]) -> Iterator[dg.AssetCheckResult]:
    """The outcome of both checks; failing ones name files, days and reasons."""
    refused = [f"{result.file}: {result.reason}" for result in results if result.status == "refused"]
    quarantined = [
        f"{result.file}: {result.rows_quarantined} of {result.rows_read} rows"
        for result in results
        if result.rows_quarantined
    ]
    yield _check(key, NO_REFUSED_FILE, refused, dg.AssetCheckSeverity.ERROR)
    yield _check(key, NO_QUARANTINED_ROW, quarantined, dg.AssetCheckSeverity.WARN)


def _check(key: dg.AssetKey, name: str, findings: list[str], severity: dg.AssetCheckSeverity) -> dg.AssetCheckResult:
    named = findings[:_NAMED] + ([f"and {len(findings) - _NAMED} more"] if len(findings) > _NAMED else [])
    return dg.AssetCheckResult(
        asset_key=key,
        check_name=name,
        passed=not findings,
        severity=severity,
        description="; ".join(named) or None,
        metadata={"count": len(findings)},
    )


def _day(result: DeliveryResult) -> dt.date:
    return result.delivery_date
