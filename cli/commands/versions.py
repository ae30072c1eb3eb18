"""`rapport versions`: what stands on the shelf.

Belongs here: the list as a person reads it, with absolute UTC times only. Does not belong here: publishing, retention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.example import DEMO_COMPANY
from cli.options import CompanyFolder

if TYPE_CHECKING:
    from warehouse.versions import Version

EXAMPLE = f"Example: rapport versions --company {DEMO_COMPANY}"

COLUMNS = ["", "version", "built at (UTC)", "as of", "deliveries", "rows in core", "based on"]


def versions(company: CompanyFolder) -> None:
    """List the published versions, newest first; * marks the one that readers open. Times are UTC."""
    from cli.output import show_rows
    from warehouse.company import load_company
    from warehouse.hold import held_version
    from warehouse.versions import current_version, list_versions

    settings = load_company(company)
    published = list_versions(settings)
    if not published:
        print(f"{settings.name} has no published version yet; make one with: rapport build --company {company}")
        return
    current = current_version(settings)
    show_rows(COLUMNS, [_row(version, version == current) for version in published])
    held = held_version(settings)
    if held is not None:
        print(f"Readers are held at {held.name}; to let them have the newest: rapport rollback --release")


def _row(version: Version, is_current: bool) -> list[object]:
    facts = version.facts()
    core_rows = sum(count for table, count in facts.row_counts.items() if table.startswith("core."))
    built_at = f"{facts.built_at:%Y-%m-%d %H:%M:%S}"
    mark = "*" if is_current else ""
    return [mark, version.name, built_at, facts.as_of_date, facts.deliveries.count, core_rows, facts.base]
