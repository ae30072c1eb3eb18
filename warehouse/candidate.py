"""A candidate: the version in the making, a folder of its own that no reader sees.

Belongs here: beginning one from the current version and clearing what a killed build left behind.
Does not belong here: filling it (dbt, transform.py, about.py) and putting it on the shelf (publishing.py).
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.company import Company
from warehouse.durable_files import copy_private, flush, make_private_folder, rename
from warehouse.retention import remove_half_retired
from warehouse.versions import Version, VersionFiles, current_version, list_versions, next_version_name


@dataclass(frozen=True)
class Candidate(VersionFiles):
    """A version in the making: the name it will have, its folder, and `base`, the version it started from."""

    version: str
    folder: Path
    base: Version | None


def begin_candidate(company: Company, *, from_scratch: bool = False) -> Candidate:
    """Clears what a killed build left, and begins a candidate as a copy of the current version's warehouse.

    Where nothing is published yet, and with `from_scratch`, `base` is None and no warehouse file is there.
    A registry that is missing beside the workshop is restored from the newest version. Call it under the
    writer lock.
    """
    make_private_folder(company.published_folder)
    _remove_leftovers(company)
    _restore_registry(company)
    base = None if from_scratch else current_version(company)
    name = next_version_name(company, datetime.now(UTC))
    candidate = Candidate(name, company.candidate_folder, base)
    make_private_folder(candidate.folder)
    if base is not None:
        copy_private(base.warehouse_path, candidate.warehouse_path)
    return candidate


def _remove_leftovers(company: Company) -> None:
    if company.candidate_folder.exists():
        shutil.rmtree(company.candidate_folder)
    remove_half_retired(company)


def _restore_registry(company: Company) -> None:
    """Keys only ever grow, so the newest version knows them all, even where an older one is current."""
    versions = list_versions(company)
    if company.registry_path.exists() or not versions:
        return
    make_private_folder(company.warehouse_folder)
    write_ahead_log(company.registry_path).unlink(missing_ok=True)
    restored = company.registry_path.with_name("registry.duckdb.restored")
    restored.unlink(missing_ok=True)
    copy_private(versions[0].registry_path, restored)
    flush(restored)
    rename(restored, company.registry_path)


def write_ahead_log(database: Path) -> Path:
    """Where DuckDB keeps what it has not yet written into the file `database` itself."""
    return database.with_name(database.name + ".wal")
