"""The weekly Data Export of a Salesforce org: one CSV per object, the whole object each time.

Of the columns of an object those are written that this company fills, in the real order, its own (`…__c`) last; a
column that nobody fills would be `""` in every row of every export. What only grows and makes two thirds of an export
(history, lines, tasks, events) is selected for it at the end of a quarter.
Belongs here: which files an export has, and when one is due. Does not belong here: what the files hold (the modules
beside this one, one per group of objects), the text of a value (files.py).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb

from demo.systems.covered_rows import cover
from demo.systems.salesforce import activities, deals, leads, marketing, people, staff
from demo.systems.salesforce.files import make_texts, write_object
from demo.systems.salesforce.records import make_records
from demo.systems.window import Window

SYSTEM = "crm"
OBJECTS = {
    **staff.OBJECTS,
    **people.OBJECTS,
    **leads.OBJECTS,
    **deals.OBJECTS,
    **activities.OBJECTS,
    **marketing.OBJECTS,
}
_GROWING = {"OpportunityHistory", "OpportunityLineItem", "Task", "Event"}
_SUNDAY = 6


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    """Makes what every export reads: what the org knows of a party when, and rows that end with time."""
    make_records(truth)
    for module in (staff, leads, deals, activities, marketing):
        module.prepare(truth)
    cover(truth, Window(dt.date.max.replace(month=1), dt.date.max.replace(month=1)))
    for name, rows in OBJECTS.items():
        make_texts(truth, name, rows)


def is_due(window: Window) -> bool:
    """An export is made at the end of a month, and on the Sundays within a month that is delivered day by day."""
    return _day_after(window).day == 1 or window.last_day.weekday() == _SUNDAY


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """Writes the export of the window's last day into `folder`, if one is due."""
    if not is_due(window):
        return
    cover(truth, window)
    is_quarter_end = (_day_after(window).day, _day_after(window).month % 3) == (1, 1)
    for name in OBJECTS:
        if is_quarter_end or name not in _GROWING:
            write_object(truth, name, folder)


def _day_after(window: Window) -> dt.date:
    return window.last_day + dt.timedelta(days=1)
