"""A company's settings in a folder of their own, for tools that read the dbt project and must not touch its data.

Belongs here: making that folder. Does not belong here: what is done with it (sql_style.py, the architecture tests).
"""

from __future__ import annotations

from pathlib import Path

from warehouse.company import Company, System, load_company

_SETTINGS = ("company.yml", "contracts", "models", "seeds")


def bare_company(folder: Path, made_in: Path) -> Company:
    """The company of `folder` as if nothing had been loaded: in the empty folder `made_in`, settings linked.

    A landing that is still to be made, as the demo company's, is empty there.
    """
    for name in _SETTINGS:
        if (folder / name).exists():
            (made_in / name).symlink_to((folder / name).resolve())
    company = load_company(folder)
    systems = tuple(_with_landing(system, made_in.resolve()) for system in company.systems)
    company = company.model_copy(update={"folder": made_in.resolve(), "systems": systems})
    for data_folder in (company.warehouse_folder, company.candidate_folder):
        data_folder.mkdir(parents=True)
    return company


def _with_landing(system: System, made_in: Path) -> System:
    if system.landing.is_dir():
        return system
    landing = made_in / "landing" / system.name
    landing.mkdir(parents=True)
    return system.model_copy(update={"landing": landing})
