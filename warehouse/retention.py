"""How long a version stays on the shelf, and how one leaves it.

Belongs here: which versions are kept, and their removal, which may be killed at any moment.
Does not belong here: finding versions (versions.py).
"""

from __future__ import annotations

import datetime as dt
import shutil

from warehouse.company import Company
from warehouse.durable_files import rename
from warehouse.versions import Version, VersionError, current_version, list_versions

_RETIRED = ".retired-"


def retire(company: Company, now: dt.datetime | None = None) -> list[str]:
    """Removes what is beyond `retention` of company.yml, the oldest first, and returns the names.

    The newest version and the current one, which a rollback may hold, always stay. A reader that has a removed version
    open goes on reading it. Call it under the writer lock.
    """
    versions = list_versions(company)
    kept = {current_version(company), *versions[:1]}
    too_many = set(versions[company.retention.versions :])
    retired = [v for v in reversed(versions) if v not in kept and (v in too_many or _is_too_old(company, v, now))]
    for version in retired:
        _remove(version)
    return [version.name for version in retired]


def _is_too_old(company: Company, version: Version, now: dt.datetime | None) -> bool:
    if company.retention.days is None:
        return False
    try:
        built_at = version.facts().built_at
    except VersionError:  # nobody knows its age; it leaves by number
        return False
    age = (now or dt.datetime.now(dt.UTC)) - built_at
    return age > dt.timedelta(days=company.retention.days)


def remove_half_retired(company: Company) -> None:
    """Removes what is left of versions whose removal was killed. Call it under the writer lock."""
    for folder in company.published_folder.glob(f"{_RETIRED}*"):
        shutil.rmtree(folder)


def _remove(version: Version) -> None:
    """Renamed first, so that a removal killed half way leaves nothing that looks like a version."""
    leaving = version.folder.with_name(_RETIRED + version.name)
    rename(version.folder, leaving)
    shutil.rmtree(leaving)
