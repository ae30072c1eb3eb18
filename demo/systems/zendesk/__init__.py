"""The service desk: Zendesk's incremental exports, the elements of each answer one per line.

All times are UTC. A ticket, a rating or a user is delivered again when it has changed, as it stands at the end of the
window; audits tell what happened to tickets. A customer stands as he was written down when he first called or wrote:
the service desk hears of no change of names or addresses. Of employees it hears all.
Belongs here: what one delivery consists of. Does not belong here: any one file.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.window import Window
from demo.systems.zendesk import audits, groups, history, ratings, tickets, users

SYSTEM = "service_desk"


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    """Makes the temporary tables that each delivery reads."""
    for part in (history, audits, users):
        part.prepare(truth)


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """Writes the service desk's files of one delivery into `folder`; a query that finds nothing gives no file."""
    for part in (tickets, audits, ratings, users, groups):
        part.deliver(truth, window, folder)
