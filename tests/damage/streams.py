"""Rows with a key, day after day: whole tables, changes, changes with the source's own time, damaged on the way.

Some files come late and some are corrected, so they land in two waves; what is stated is what has to stand after the
second. Belongs here: what becomes of each file of a stream. Does not belong here: what a delivery changes
(references.py), what is in one (days.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from tests.damage.days import Day, draw_days
from tests.damage.outcome import MIN_SHARE, MOST_QUARANTINED, Delivery, Outcome, Stated, refused
from tests.damage.references import Applied, Reference, Sheet, Snapshots
from tests.damage.sources import STREAMS, Stream


def damaged_streams(seed: int, count: int) -> Iterator[Delivery]:
    """About `count` files, shared out among the streams."""
    for stream in STREAMS:
        days = draw_days(Random(f"{seed} {stream.dialect.name}"), stream, count // len(STREAMS))
        yield from _deliveries(stream, days)


def _deliveries(stream: Stream, days: list[Day]) -> Iterator[Delivery]:
    came = _as_they_come(stream, days)
    reference = stream.reference(stream.content_columns)
    for day in days:
        first = came.get(day.name) or _reason(reference, day.sheet)
        if isinstance(first, str) and first:
            yield _delivery(day, refused(first), wave=2 if day.is_late else 1)
            continue
        applied = reference.apply(day.sheet)
        if day.original and isinstance(first, Applied):
            yield _delivery(replace(day, content=day.original_content), _outcome(stream, day.original, first))
            yield _delivery(day, _correction(stream, day.sheet, first, applied), nth=1, wave=2)
        else:
            outcome = _outcome(stream, day.sheet, applied)
            yield _delivery(day, outcome, wave=2 if day.is_late else 1)
            if day.has_copy:
                yield _delivery(replace(day, file=day.file.replace(day.name, f"{day.name}_copy")), _known(outcome))
        reference.take(applied)


def _as_they_come(stream: Stream, days: list[Day]) -> dict[str, Applied | str]:
    """What each file of the first wave gives when it comes, or a part of why it is refused: it is judged only then."""
    reference, came = stream.reference(stream.content_columns), dict[str, Applied | str]()
    for day in days:
        if day.is_late:
            continue
        sheet = day.original or day.sheet
        came[day.name] = day.reason or _reason(reference, sheet) or reference.apply(sheet)
        if isinstance(applied := came[day.name], Applied):
            reference.take(applied)
    return came


def _reason(reference: Reference, sheet: Sheet) -> str:
    contradicting = reference.apply(sheet).contradicting
    if isinstance(reference, Snapshots):
        present, stood = reference.share_of_keys(sheet)
        if present < MIN_SHARE * stood:
            return f"holds {present} of the {stood} keys that stood"
    wrong = len(sheet.bad) + len(contradicting)
    return f"{wrong} of {len(sheet.rows)} rows" if wrong > MOST_QUARANTINED * len(sheet.rows) else ""


def _outcome(stream: Stream, sheet: Sheet, applied: Applied) -> Outcome:
    wrong = len(sheet.bad) + len(applied.contradicting)
    faults = [(stream.line_of(row), column) for row, columns in sheet.bad.items() for column in columns]
    faults += [(stream.line_of(row), "id") for row in applied.contradicting]
    return Outcome(
        "loaded",
        rows_read=len(sheet.rows),
        rows_loaded=len(applied.versions),
        rows_known=len(sheet.rows) - wrong - len(applied.versions),
        rows_quarantined=wrong,
        rows_closed=len(applied.closings),
        faults=tuple(faults),
        new_columns=sheet.new_columns,
        id_total=sum(int(key) for key, _, _ in applied.versions),
    )


def _correction(stream: Stream, sheet: Sheet, before: Applied, after: Applied) -> Outcome:
    """Versions that the first file brought too stand as they stood; the others of it are withdrawn."""
    had = Counter(before.versions)
    new = list((Counter(after.versions) - had).elements())
    closed = set(after.closings) - set(before.closings)
    gone = (had - Counter(after.versions)).total() + len(set(before.closings) - set(after.closings))
    outcome = _outcome(stream, sheet, replace(after, versions=tuple(new), closings=tuple(closed)))
    return replace(outcome, rows_withdrawn=gone)


def _known(outcome: Outcome) -> Outcome:
    return Outcome("known", rows_read=outcome.rows_read, rows_known=outcome.rows_read)


def _delivery(day: Day, outcome: Outcome, nth: int = 0, wave: int = 1) -> Delivery:
    return Delivery(day.content, Stated(day.file, nth, day.kind, day.planted, outcome), wave)
