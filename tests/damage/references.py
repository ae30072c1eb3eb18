"""What deliveries of rows with a key change, in plain Python: dictionaries and lists, nothing of the code they judge.

Belongs here: the three ways in which rows with a key are understood. Does not belong here: which files are delivered
(streams.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

Content = tuple[str, ...]
Version = tuple[str, Content, str]  # key, all values, since when; a key that is gone has no values


@dataclass(frozen=True)
class Sheet:
    """A delivery as its source means it: rows by column, those that do not fit with the columns at fault."""

    day: dt.date
    header: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    bad: dict[int, tuple[str, ...]] = field(default_factory=dict)
    missing: str = ""
    new_columns: tuple[str, ...] = ()

    @property
    def good(self) -> Iterator[tuple[int, dict[str, str]]]:
        return ((number, row) for number, row in enumerate(self.rows) if number not in self.bad)

    @property
    def keys_of_bad(self) -> set[str]:
        return {self.rows[number]["id"] for number in self.bad if "id" not in self.bad[number]}

    @property
    def has_unknown_key(self) -> bool:
        return any("id" in columns for columns in self.bad.values())


@dataclass(frozen=True)
class Applied:
    """What a delivery gives: new versions, keys that it closes, the rows (by number) that contradict another of it."""

    versions: tuple[Version, ...]
    closings: tuple[Version, ...] = ()
    contradicting: tuple[int, ...] = ()


class Snapshots:
    """Each delivery is the whole table."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self._columns = columns
        self._state: dict[str, Content] = {}

    def share_of_keys(self, sheet: Sheet) -> tuple[int, int]:
        """How many of the keys that stood may be there, and how many stood."""
        present = {row["id"] for _, row in sheet.good} | sheet.keys_of_bad
        unknown = sum("id" in columns for columns in sheet.bad.values())
        return min(len(self._state), len(self._state.keys() & present) + unknown), len(self._state)

    def apply(self, sheet: Sheet) -> Applied:
        first: dict[str, Content] = {}
        contradicting = []
        for number, row in sheet.good:
            content = self._content(row, sheet.missing)
            if first.setdefault(row["id"], content) != content:
                contradicting.append(number)
        since = str(sheet.day)
        versions = tuple((key, said, since) for key, said in first.items() if self._state.get(key) != said)
        gone = set() if sheet.has_unknown_key else self._state.keys() - first.keys() - sheet.keys_of_bad
        return Applied(versions, tuple((key, (), since) for key in gone), tuple(contradicting))

    def take(self, applied: Applied) -> None:
        self._state |= {key: content for key, content, _ in applied.versions}
        for key, _, _ in applied.closings:
            del self._state[key]

    def _content(self, row: dict[str, str], missing: str) -> Content:
        known = dict(zip(self._columns, self._state.get(row["id"], ()), strict=False))
        return tuple(known.get(name, "") if name == missing else row.get(name, "") for name in self._columns)


class Changes:
    """Each delivery tells what changed, in the order of its lines."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self._columns = columns
        self._state: dict[str, Content] = {}

    def apply(self, sheet: Sheet) -> Applied:
        state, versions = dict(self._state), []
        for _, row in sheet.good:
            content = self._content(row, sheet.missing)
            if state.get(row["id"]) != content:
                versions.append((row["id"], content, str(sheet.day)))
            state[row["id"]] = content
        return Applied(tuple(versions))

    def take(self, applied: Applied) -> None:
        self._state |= {key: content for key, content, _ in applied.versions}

    _content = Snapshots._content


class TimedChanges:
    """Each delivery tells what changed and when."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self._columns = columns
        self._versions: dict[str, list[Version]] = {}

    def apply(self, sheet: Sheet) -> Applied:
        versions: dict[tuple[str, Content], Version] = {}
        for _, row in sheet.good:
            since = row["changed"] or f"{sheet.day} 00:00:00"
            content = self._content(row, sheet.missing, since)
            stands = any(content == said for _, said, _ in self._versions.get(row["id"], []))
            if not stands:
                versions.setdefault((row["id"], content), (row["id"], content, since))
        return Applied(tuple(versions.values()))

    def take(self, applied: Applied) -> None:
        for version in applied.versions:
            self._versions.setdefault(version[0], []).append(version)

    def _content(self, row: dict[str, str], missing: str, since: str) -> Content:
        order = sorted(self._versions.get(row["id"], []), key=lambda version: version[2])
        before = [said for _, said, began in order if began <= since]
        known = dict(zip(self._columns, before[-1], strict=True)) if before else {}
        return tuple(known.get(name, "") if name == missing else row.get(name, "") for name in self._columns)


Reference = Snapshots | Changes | TimedChanges
