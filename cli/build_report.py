"""What came of a build, in tables and sentences for the person who ran it.

Belongs here: the wording of a BuildOutcome. Does not belong here: what happens while it runs (build_progress.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from cli.output import show_rows
from cli.quarantine import QuarantinedValue, first_quarantined

if TYPE_CHECKING:
    from dagster_project.outcome import BuildOutcome
    from ingest.ledger import DeliveryResult
    from warehouse.company import Company
    from warehouse.gate import Check

MOST_DELIVERIES = 20
MOST_QUARANTINED = 5
MOST_CHECKS = 20
ENTITY_FIELDS = {
    "system": "system",
    "entity": "entity",
    "deliveries": "deliveries",
    "refused": "refused",
    "read": "rows_read",
    "loaded": "rows_loaded",
    "known": "rows_known",
    "quarantined": "rows_quarantined",
    "withdrawn": "rows_withdrawn",
}
DELIVERY_FIELDS = {
    "delivery": "delivery_id",
    "day": "delivery_date",
    "system": "system",
    "file": "file",
    "status": "status",
    "read": "rows_read",
    "loaded": "rows_loaded",
    "known": "rows_known",
    "quarantined": "rows_quarantined",
}
WARNED_FIELDS = {"check": "name", "rows at fault": "failures"}
CHECK_FIELDS = {"check": "name", "status": "status", "rows at fault": "failures", "message": "message"}
QUARANTINE_FIELDS = {"file": "file", "line": "line", "column": "column", "value": "value", "reason": "reason"}


def show_outcome(company: Company, outcome: BuildOutcome) -> None:
    """Shows deliveries, rows, quarantined values, restated months, checks and the version of a build."""
    if outcome.deliveries:
        _show_deliveries(outcome.deliveries)
        _show(ENTITY_FIELDS, outcome.entities, "Rows")
        _show_quarantine(first_quarantined(company, outcome.deliveries, MOST_QUARANTINED), outcome)
    _show_restated(outcome.restated)
    for sentence in outcome.restated_because:
        print(f"Restated: {sentence}")
    _show_checks(outcome.failed_checks, outcome.warned_checks, len(outcome.passed_checks))
    print(_verdict(company, outcome))


def _show_deliveries(deliveries: Sequence[DeliveryResult]) -> None:
    """The refused ones first, then the latest; a first load has hundreds that nobody reads."""
    ordered = [d for d in deliveries if d.status == "refused"]
    ordered += [d for d in reversed(deliveries) if d.status != "refused"]
    shown = ordered[:MOST_DELIVERIES]
    title = f"Deliveries: {len(deliveries):,}"
    if len(shown) < len(deliveries):
        title += f"; the refused and the latest, {len(shown)} of them"
    has_reasons = any(delivery.reason for delivery in shown)
    _show(DELIVERY_FIELDS | ({"reason": "reason"} if has_reasons else {}), shown, title)
    if any(delivery.status == "refused" for delivery in deliveries):
        print(
            "Refused: nothing of these files was loaded, the last good data stays. Have them delivered again under "
            "their names, or mend the contract; the next build takes them."
        )
    _show_drift(deliveries)
    _show_changed(deliveries)


def _show_drift(deliveries: Sequence[DeliveryResult]) -> None:
    new = {(d.system, d.entity, column) for d in deliveries for column in d.new_columns}
    for system, entity, column in sorted(new):
        print(f"New column: {system} {entity} delivers '{column}', which its contract does not declare.")
    loaded = Counter((d.system, d.entity) for d in deliveries if d.status == "loaded")
    never: dict[str, list[str]] = {}
    for (system, entity, column), files in _files_without(deliveries).items():
        if len(files) == loaded[system, entity] > 1:
            never.setdefault(system, []).append(f"{entity} {column}")
            continue
        more = f" and {len(files) - 1:,} more" if len(files) > 1 else ""
        print(f"Missing column: {system} {entity} lacks '{column}' in {files[0]}{more}; what was known last stands.")
    for system, columns in never.items():
        print(f"Not delivered: {system} has in none of its files {', '.join(columns)}, which may be missing.")


def _files_without(deliveries: Sequence[DeliveryResult]) -> dict[tuple[str, str, str], list[str]]:
    """The files that lack an optional column, by system, entity and column."""
    files: dict[tuple[str, str, str], list[str]] = {}
    for delivery in deliveries:
        for column in delivery.missing_columns:
            files.setdefault((delivery.system, delivery.entity, column), []).append(delivery.file)
    return dict(sorted(files.items()))


def _show_changed(deliveries: Sequence[DeliveryResult]) -> None:
    """Files that hold other bytes than when they were loaded: landing should never change, so it is told."""
    changed = [delivery for delivery in deliveries if delivery.replaced_delivery_id is not None]
    for one in changed[:MOST_DELIVERIES]:
        print(
            f"Changed file: {one.system} {one.file} differs from what delivery {one.replaced_delivery_id} brought; "
            f"{one.rows_loaded:,} rows came in for {one.rows_withdrawn:,}."
        )
    if len(changed) > MOST_DELIVERIES:
        print(f"Changed files: {len(changed) - MOST_DELIVERIES:,} more")


def _show_quarantine(values: Sequence[QuarantinedValue], outcome: BuildOutcome) -> None:
    if values:
        total = sum(delivery.rows_quarantined for delivery in outcome.deliveries)
        _show(QUARANTINE_FIELDS, values, f"Quarantined rows: {total:,}; the first of them")


def _show_restated(restated: dict[str, list[str]]) -> None:
    for fact, months in restated.items():
        if months:
            span = months[0] if len(months) == 1 else f"{len(months)} months, {min(months)} to {max(months)}"
            print(f"Restated: {fact}, {span}")


def _show_checks(failed: Sequence[Check], warned: Sequence[Check], passed_count: int) -> None:
    if warned:
        _show(WARNED_FIELDS, warned[:MOST_CHECKS], "Odd as delivered, and published so")
    if failed:
        _show(CHECK_FIELDS, failed[:MOST_CHECKS], "Failed checks")
    if failed or warned or passed_count:
        odd = f"{len(warned):,} found rows that are odd, " if warned else ""
        print(f"Checks: {passed_count:,} passed, {odd}{len(failed):,} failed")


def _show(fields: dict[str, str], things: Sequence[object], title: str) -> None:
    """A table of `things`: what each column is called, and the attribute it shows."""
    show_rows(list(fields), [attrgetter(*fields.values())(thing) for thing in things], title)


def _verdict(company: Company, outcome: BuildOutcome) -> str:
    spent = ", ".join(f"{phase} {seconds:.1f} s" for phase, seconds in outcome.seconds.items())
    timing = f" ({spent})" if spent else ""
    if outcome.kept:
        return (
            f"Built and kept: version {outcome.kept} of {company.name}{timing}\n"
            f"Readers are held at {outcome.version}; to let them have the newest: rapport rollback --release"
        )
    if outcome.status == "published":
        return f"Published: version {outcome.version} of {company.name}{timing}"
    if outcome.status == "nothing new":
        return f"Nothing new: version {outcome.version} of {company.name} stays{timing}"
    stays = f"version {outcome.version} stays" if outcome.version else "there is no version yet"
    return f"Failed: nothing was published; {stays}{timing}"
