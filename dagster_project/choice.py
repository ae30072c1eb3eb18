"""What a person chose for a build: one system, days or files to read again, or (without a choice) all that is new.

Belongs here: the choice and what it includes. Does not belong here: how it is asked for (cli), loading (defs/landing).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ingest.deliveries import Extract
from ingest.shape import count_of

FileKey = tuple[str, str, str]


@dataclass(frozen=True)
class Choice:
    """`system`: no other one's extracts are taken. `first` and `last` (both included) and `files` (system, entity,
    file) name what is read again, whether or not the ledger knows it. `is_strict`: what a build would report and go
    on from (refused files, quarantined rows, new columns) ends it before the models.
    """

    system: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    files: frozenset[FileKey] = frozenset()
    is_strict: bool = False

    @property
    def reads_again(self) -> bool:
        return bool(self.first or self.last or self.files)

    def includes_system(self, name: str) -> bool:
        return self.system in (None, name)

    def includes(self, extract: Extract) -> bool:
        """Whether a build that reads again reads `extract`."""
        if self.files and (extract.system, extract.entity, extract.file) not in self.files:
            return False
        day = extract.delivery_date
        return self.includes_system(extract.system) and (self.first or day) <= day <= (self.last or day)

    def __str__(self) -> str:
        days = f"the days {self.first or '…'} to {self.last or '…'}"
        named = count_of(len(self.files), "file is", "files are") if self.files else f"{days} are"
        return f"{named} read again" + (f" (system {self.system})" if self.system else "")


ALL_NEW = Choice()
