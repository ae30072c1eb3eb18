"""The call centre's switchboard: Asterisk with its CDR and queue_log, its lists, and the survey after a call.

Belongs here: which files a delivery holds, one module each. Does not belong here: ids (asterisk_ids.py).

The switchboard hears nothing of what changes later: a contact stands as he was written down at his first call. Files
are written when something happened; lists of agents and contacts hold who is new or has changed.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.asterisk.calls import make_calls
from demo.systems.asterisk.cdr import CDR
from demo.systems.asterisk.lines import make_lines, write_lines
from demo.systems.asterisk.lists import AGENTS, CONTACTS
from demo.systems.asterisk.queue_log import QUEUE_LOG
from demo.systems.asterisk.survey import SURVEY
from demo.systems.window import Window

SYSTEM = "call_centre"
_FILES = {
    "Master.csv": CDR,
    "queue_log": QUEUE_LOG,
    "survey.csv": SURVEY,
    "agents.csv": AGENTS,
    "contacts.csv": CONTACTS,
}


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables that the files of all windows are written from."""
    make_calls(truth)
    for lines in _FILES.values():
        make_lines(truth, lines)


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """Writes what happened in `window`; a file of which nothing happened is not written."""
    for name, lines in _FILES.items():
        write_lines(truth, lines, window, folder / name)
