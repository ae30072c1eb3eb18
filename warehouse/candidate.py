"""A candidate: the version in the making, a folder of its own that no reader sees.

Belongs here: beginning one from the current version, removing one that nobody finishes.
Does not belong here: filling it (dbt, transform.py, about.py) and putting it on the shelf (publishing.py).
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from warehouse.company import Company
from warehouse.durable_files import checksum, copy_private, make_private_folder
from warehouse.hold import base_version
from warehouse.versions import Version, VersionError, VersionFiles, next_version_name


@dataclass(frozen=True)
class Candidate(VersionFiles):
    """A version in the making: the name it will have, its folder, and `base`, the version it started from.

    Where `base` is None, `has_no_base_because` says why, and no warehouse file is there yet.
    """

    version: str
    folder: Path
    base: Version | None
    has_no_base_because: str = "nothing has been published yet"


def begin_candidate(company: Company) -> Candidate:
    """Begins a candidate as a copy of the warehouse of the current version, or, while a rollback holds that one, of
    the newest. Call it under the writer lock, after `recover`.

    What is not as it was published any more is no base: a disk that fails must not hand its faults on.
    """
    remove_candidate(company)
    make_private_folder(company.published_folder)
    make_private_folder(company.candidate_folder)
    base = base_version(company)
    candidate = Candidate(next_version_name(company, datetime.now(UTC)), company.candidate_folder, base)
    if base is None or _copy(base.warehouse_path, candidate.warehouse_path, _checksum_of(base)):
        return candidate
    return replace(candidate, base=None, has_no_base_because=f"version {base.name} is not as it was published")


def remove_candidate(company: Company) -> None:
    """Removes what a build that did not end left behind."""
    if company.candidate_folder.exists():
        shutil.rmtree(company.candidate_folder)


def _checksum_of(base: Version) -> str | None:
    try:
        return base.facts().checksums.get(base.warehouse_path.name)
    except VersionError:
        return None


def _copy(source: Path, target: Path, expected: str | None) -> bool:
    """Copies a file where it is there and has the checksum `expected`."""
    if not source.is_file():
        return False
    copy_private(source, target)
    if checksum(target) == expected:
        return True
    target.unlink()
    return False
