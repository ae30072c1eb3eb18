"""A rollback that holds: while it does, builds go on and are kept, and none becomes current.

Belongs here: the hold, its file beside `current`, and the version that a build starts from.
Does not belong here: publishing (publishing.py), what versions there are (versions.py).
"""

from __future__ import annotations

from pathlib import Path

from warehouse.company import Company
from warehouse.durable_files import flush, rename, write_private
from warehouse.versions import (
    UnknownVersion,
    Version,
    VersionError,
    current_path,
    current_version,
    find_version,
    list_versions,
)


class NotHeld(Exception):
    """There is no rollback to release."""


def held_version(company: Company) -> Version | None:
    """The version that a rollback holds current, or None. Raises VersionError where that one is gone."""
    name = _held_name(company)
    if name is None:
        return None
    try:
        return find_version(company, name)
    except UnknownVersion as error:
        raise VersionError(
            f"{company.name} is rolled back to version '{name}', which is not there any more. Let readers have the "
            f"newest with ./rapport rollback --release --company {company.folder}, or roll back to another."
        ) from error


def base_version(company: Company) -> Version | None:
    """The version that a build starts from: the current one; under a hold the newest, which knows the latest keys."""
    if held_version(company) is None:
        return current_version(company)
    return next(iter(list_versions(company)), None)


def roll_back(company: Company, name: str) -> Version:
    """Makes the version `name` current and holds it. Raises UnknownVersion. Call it under the writer lock."""
    version = find_version(company, name)
    _write_line(_hold_path(company), version.name)
    make_current(company, version)
    return version


def settle(company: Company) -> None:
    """Carries out a rollback that was killed after it was noted. Call it under the writer lock."""
    held = held_version(company)
    if held is not None and current_version(company) != held:
        make_current(company, held)


def release(company: Company) -> Version:
    """Ends the hold; the newest version is current. Raises NotHeld. Call it under the writer lock."""
    if _held_name(company) is None:
        raise NotHeld(f"{company.name} is not rolled back, so there is nothing to release")
    newest = next(iter(list_versions(company)), None) or find_version(company)  # which says that none is left
    path = _hold_path(company)
    path.unlink()
    flush(path.parent)
    make_current(company, newest)
    return newest


def make_current(company: Company, version: Version) -> None:
    """Lets readers open `version` from their next question on. Call it under the writer lock."""
    _write_line(current_path(company), version.name)


def _held_name(company: Company) -> str | None:
    try:
        return _hold_path(company).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def _hold_path(company: Company) -> Path:
    return company.published_folder / "held"


def _write_line(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.tmp")
    write_private(beside, f"{text}\n")
    flush(beside)
    rename(beside, path)
