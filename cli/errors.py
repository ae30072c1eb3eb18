"""How an error is told to a person: what is wrong, where, and what to do; no traceback.

Belongs here: the wording around errors of the other packages, and exit codes.
Does not belong here: the errors themselves; each says in its own message what and where.
"""

from __future__ import annotations

import shlex
import sys
from textwrap import fill

FAILED = 1

# Errors that a person can do something about, by full name, so that telling one imports nothing (a test holds that
# each exists), with what to do where the error's own message does not say it.
REMEDIES = {
    "warehouse.settings_file.SettingsError": "correct that line and call again; rapport check reads all settings",
    "warehouse.lock.Busy": "",
    "warehouse.versions.VersionError": "",
    "warehouse.transform.NothingDelivered": "put extracts where company.yml says; rapport check tells what is found",
    "warehouse.question.QuestionError": "rapport query --list shows what can be asked",
    "warehouse.reader.TooSlow": "",
    "warehouse.sql.SqlRefused": "",
    "warehouse.sql.SqlFailed": "",
    "ingest.workshop.WorkshopError": "",
    "ingest.decisions.NoSuchDelivery": "",
    "warehouse.hold.NotHeld": "",
    "warehouse.export.TargetExists": "",
    "ingest.readers.rows.FileRefused": "name a file that rapport can read; docs/analysts.md lists the formats",
    "cli.workshop.WorkshopUnreadable": "",
    "cli.serving.ServerFailed": "",
}


def explain(error: Exception) -> str:
    """The text for `error`: its message and what to do, or, for an error nobody foresaw, how to see where it is."""
    foreseen = [name for name in _names_of(error) if name in REMEDIES]
    if foreseen:
        return block(str(error), REMEDIES[foreseen[0]])
    return block(f"{type(error).__name__}: {error}", f"to see where: rapport --debug {shlex.join(sys.argv[1:])}")


def block(what: str, remedy: str = "") -> str:
    """A message, and below it what to do."""
    lines = (fill(line, 110, subsequent_indent="  ", break_long_words=False) for line in what.splitlines())
    told = "\n  ".join(lines)
    return f"rapport: {told}" + (f"\n  what to do: {remedy}" if remedy else "")


def _names_of(error: Exception) -> list[str]:
    return [f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__]
