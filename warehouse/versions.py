"""The versions on a company's shelf: which there are, which is current, what version.json says of each.

Belongs here: finding and naming published versions.
Does not belong here: making one (candidate.py, publishing.py), removing one (retention.py), asking one.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from warehouse.company import Company

_NAME = re.compile(r"(?P<stamp>\d{8}T\d{6}Z)(?:-(?P<number>[1-9]\d*))?")
_STAMP = "%Y%m%dT%H%M%SZ"


class VersionError(Exception):
    """A version cannot be had; the message says which, why and what to do."""


class UnknownVersion(VersionError):
    """There is no version of the name asked for; the message names the nearest."""


class NothingPublished(VersionError):
    """The company has no current version yet."""


class DeliveriesFacts(BaseModel):
    """Which deliveries a version holds: how many, and a digest that differs where the deliveries differ."""

    model_config = ConfigDict(frozen=True)

    count: int = Field(ge=0)
    digest: str


class BuildFacts(BaseModel):
    """What the build that made a version knows of it; `built_at` in UTC, `as_of_date` in company time."""

    model_config = ConfigDict(frozen=True)

    built_at: AwareDatetime
    as_of_date: date
    company_name: str
    fingerprint: str
    workshop_id: str
    deliveries: DeliveriesFacts


class VersionFacts(BuildFacts):
    """version.json: the build's facts and what was found in the files when they were published.

    `base` is the version the build started from. `row_counts` has one entry per table ("core.fct_order"),
    `checksums` the SHA-256 of each file beside version.json. `storage_version` is that of the DuckDB file.
    """

    version: str
    base: str | None
    row_counts: dict[str, int]
    checksums: dict[str, str]
    storage_version: str


class VersionFiles:
    """Which files a version consists of, in the making and on the shelf, beside its version.json."""

    folder: Path

    @property
    def warehouse_path(self) -> Path:
        return self.folder / "warehouse.duckdb"

    @property
    def registry_path(self) -> Path:
        return self.folder / "registry.duckdb"

    @property
    def manifest_path(self) -> Path:
        return self.folder / "semantic_manifest.json"


@dataclass(frozen=True)
class Version(VersionFiles):
    """A published version: a folder on the shelf that is never changed."""

    name: str
    folder: Path

    @property
    def facts_path(self) -> Path:
        return self.folder / "version.json"

    def facts(self) -> VersionFacts:
        """Reads version.json; raises VersionError where it cannot be read."""
        try:
            return VersionFacts.model_validate_json(self.facts_path.read_bytes())
        except (OSError, ValidationError) as error:
            raise VersionError(f"{self.facts_path} cannot be read: {error}") from error


def list_versions(company: Company) -> list[Version]:
    """The whole versions on the shelf, newest first. A folder without version.json is no version."""
    versions = [Version(name, company.published_folder / name) for name in _names_on_shelf(company)]
    return [version for version in versions if version.facts_path.is_file()]


def current_path(company: Company) -> Path:
    """The one-line file that names the version readers open."""
    return company.published_folder / "current"


def current_version(company: Company) -> Version | None:
    """The version readers open, or None before the first was published.

    Raises VersionError where published/current names a version that is not there.
    """
    name = _current_name(company)
    while name is not None:
        version = Version(name, company.published_folder / name)
        if _NAME.fullmatch(name) and version.facts_path.is_file():
            return version
        before, name = name, _current_name(company)
        if name == before:  # otherwise a newer version was published, and this one retired, in between
            raise VersionError(_dangling(company, name))
    return None


def find_version(company: Company, name: str | None = None) -> Version:
    """The version called `name`; without one the current version. Raises UnknownVersion, NothingPublished."""
    if name is None:
        return _current_or_raise(company)
    versions = {version.name: version for version in list_versions(company)}
    if name not in versions:
        nearest = difflib.get_close_matches(name, versions, n=3, cutoff=0.0)
        hint = f"The nearest are {', '.join(nearest)}" if nearest else "None is published"
        raise UnknownVersion(f"{company.name} has no version '{name}'. {hint}; ./rapport versions lists all.")
    return versions[name]


def next_version_name(company: Company, now: datetime) -> str:
    """The name of a version begun at `now` (UTC), later than all others: 20250131T235959Z, then -2, -3."""
    stamp = now.strftime(_STAMP)
    newest_stamp, newest_number = next(map(_age, _names_on_shelf(company)), ("", 0))
    if stamp > newest_stamp:
        return stamp
    return f"{newest_stamp}-{newest_number + 1}"


def _names_on_shelf(company: Company) -> list[str]:
    """Names of the folders that are named as versions are, latest name first."""
    if not company.published_folder.is_dir():
        return []
    names = (folder.name for folder in company.published_folder.iterdir())
    return sorted(filter(_NAME.fullmatch, names), key=_age, reverse=True)


def _current_or_raise(company: Company) -> Version:
    version = current_version(company)
    if version is None:
        raise NothingPublished(
            f"{company.name} has no published version yet; make one with ./rapport build --company {company.folder}"
        )
    return version


def _current_name(company: Company) -> str | None:
    try:
        return current_path(company).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def _age(name: str) -> tuple[str, int]:
    match = _NAME.fullmatch(name)
    assert match, name
    return match["stamp"], int(match["number"] or 1)


def _dangling(company: Company, name: str) -> str:
    path = current_path(company)
    whole = list_versions(company)
    remedy = (
        f"The newest whole version is {whole[0].name}; write that name into the file to read it."
        if whole
        else f"No whole version is left; remove the file and run ./rapport build --company {company.folder}"
    )
    return f"{path}, line 1: names the version '{name}', which is not there. {remedy}"
