"""A company's settings in a folder of their own, for tools that read the dbt project and must not touch its data.

Belongs here: making that folder. Does not belong here: what is done with it (sql_style.py, the architecture tests).
"""

from __future__ import annotations

from pathlib import Path

from warehouse.company import Company, load_company

_SETTINGS = ("company.yml", "contracts", "models", "seeds")


def bare_company(folder: Path, made_in: Path) -> Company:
    """The company of `folder` as if nothing had been loaded: in the empty folder `made_in`, settings linked."""
    for name in _SETTINGS:
        if (folder / name).exists():
            (made_in / name).symlink_to((folder / name).resolve())
    company = load_company(folder).model_copy(update={"folder": made_in.resolve()})
    for data_folder in (company.warehouse_folder, company.candidate_folder):
        data_folder.mkdir(parents=True)
    return company
