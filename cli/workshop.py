"""Reading the workshop for the terminal, while nobody writes it.

Belongs here: opening it read-only and saying plainly why that cannot be. Does not belong here: what is asked of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from warehouse.company import Company


class WorkshopUnreadable(Exception):
    """The workshop cannot be read now; the message says why and what to do."""


def read_workshop(company: Company, query: str, parameters: Mapping[str, object]) -> pa.Table:
    """The rows of `query`. Raises WorkshopUnreadable where there is no workshop yet, or a build is writing it."""
    import duckdb

    from warehouse.lock import is_written

    if not company.workshop_path.is_file():
        raise WorkshopUnreadable(
            f"nothing has been loaded for {company.name} yet; run: rapport build --company {company.folder}"
        )
    if is_written(company):  # between two steps of a build nobody has the file open, and it must stay so
        raise _being_written(company)
    try:
        with duckdb.connect(str(company.workshop_path), read_only=True) as workshop:
            return workshop.sql(query, params=dict(parameters)).to_arrow_table()
    except duckdb.IOException as error:
        if "lock" not in str(error):
            raise
        raise _being_written(company) from error


def _being_written(company: Company) -> WorkshopUnreadable:
    return WorkshopUnreadable(f"a build of {company.name} is writing its workshop; ask again once it has ended")
