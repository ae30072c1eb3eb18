"""How long a version stays on the shelf, and how one leaves it.

Belongs here: which versions are kept, and their removal, which may be killed at any moment.
Does not belong here: finding versions (versions.py).
"""

from __future__ import annotations

import shutil

from warehouse.company import Company
from warehouse.durable_files import rename
from warehouse.versions import Version, current_version, list_versions

_RETIRED = ".retired-"


def retire(company: Company) -> list[str]:
    """Removes all versions but the `retention.versions` newest and the current one; returns their names.

    A reader that has a removed version open goes on reading it. Call it under the writer lock.
    """
    current = current_version(company)
    too_old = list_versions(company)[company.retention.versions :]
    retired = [version for version in reversed(too_old) if version != current]
    for version in retired:
        _remove(version)
    return [version.name for version in retired]


def remove_half_retired(company: Company) -> None:
    """Removes what is left of versions whose removal was killed. Call it under the writer lock."""
    for folder in company.published_folder.glob(f"{_RETIRED}*"):
        shutil.rmtree(folder)


def _remove(version: Version) -> None:
    """Renamed first, so that a removal killed half way leaves nothing that looks like a version."""
    leaving = version.folder.with_name(_RETIRED + version.name)
    rename(version.folder, leaving)
    shutil.rmtree(leaving)
