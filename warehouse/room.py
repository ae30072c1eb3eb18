"""Room on the disk: whether a fault means that there is none left, and how much a build wants.

Belongs here: telling a full disk from other faults, and the size of a build.
Does not belong here: who is told, and how.
"""

from __future__ import annotations

import re
import shutil
import traceback
from pathlib import Path

from warehouse.company import Company
from warehouse.versions import VersionError, current_version

# What Linux, SQLite and DuckDB say of it.
_SAID = re.compile(r"No space left on device|Disk quota exceeded|database or disk is full|Out of disk space", re.I)
# With less than this no build goes far; SQLite says "disk I/O error" then, and DuckDB many things.
_LEAST_BYTES = 2_000_000
_BESIDE_THE_DATA_BYTES = 50_000_000  # dbt's target, Dagster's history, temporary files


def is_lacking(company: Company, said: str) -> bool:
    """Whether the fault that `said` tells of is a full disk."""
    return bool(_SAID.search(said)) or _free_bytes(company) < _LEAST_BYTES


def says(error: BaseException) -> str:
    """All that an error and those it came from say."""
    return "".join(traceback.format_exception(error))


def what_is_wrong(company: Company) -> str:
    """That the disk is full, and which."""
    return f"the disk is full: {_words(_free_bytes(company))} are free where {company.folder} lies"


def what_to_do(company: Company) -> str:
    """How much to free, and that what is kept can be less. A build makes a copy of the version and may compact it."""
    return (
        f"free about {_words(_wanted_bytes(company))} and build again; `retention` in company.yml says how many "
        f"versions are kept (now {company.retention.versions}), and a lower number holds before anything is built"
    )


def _wanted_bytes(company: Company) -> int:
    try:
        version = current_version(company)
    except VersionError:
        version = None
    sizes = [path.stat().st_size for path in version.folder.iterdir()] if version else [0]
    return 2 * sum(sizes) + _BESIDE_THE_DATA_BYTES


def _free_bytes(company: Company) -> int:
    """Of the folder that has least; warehouse/ and published/ may be disks of their own."""
    folders = [company.folder, company.warehouse_folder, company.published_folder]
    return min(shutil.disk_usage(folder).free for folder in folders if Path(folder).is_dir())


def _words(size: int) -> str:
    return f"{size / 1e9:,.1f} GB" if size >= 1e9 else f"{size / 1e6:,.0f} MB"
