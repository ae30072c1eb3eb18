"""A copy of a published version for people's own tools.

Belongs here: making that copy whole or not at all. Does not belong here: what a role may see of it.
"""

from __future__ import annotations

from pathlib import Path

from warehouse.durable_files import copy_private, flush, rename
from warehouse.versions import Version


class TargetExists(Exception):
    """There is a file of that name already."""


def export_version(version: Version, target: Path, *, overwrite: bool = False) -> None:
    """Writes the DuckDB file of `version` to `target`, readable by its owner alone. Raises TargetExists, OSError."""
    if target.exists() and not overwrite:
        raise TargetExists(f"{target} is there already; choose another name or say --overwrite")
    beside = target.with_name(f".{target.name}.part")
    beside.unlink(missing_ok=True)
    try:
        copy_private(version.warehouse_path, beside)
        flush(beside)
        rename(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
