"""The dbt project as one company sees it: Rapport's models, its vendors' and the company's own, side by side.

Belongs here: the folder dbt runs in and the environment it reads.
Does not belong here: what is pending for a build (transform.py), running dbt (dagster_project).
"""

from __future__ import annotations

from pathlib import Path

from warehouse.company import Company
from warehouse.shipped import SHIPPED_FOLDER
from warehouse.vendor_staging import vendor_models, write_vendor_models

_SHIPPED_PARTS = ("dbt_project.yml", "profiles.yml", "models", "macros", "data_tests", "docs", "seeds")


def project_folder(company: Company) -> Path:
    """The folder to run dbt in for `company`: links to the shipped project and to the company's models and seeds.

    dbt writes what it compiles below its target folder under the path that a file has in the project. For a file
    outside the project that path is absolute and the compiled text overwrites the file itself (dbt-core 1.11, seen
    on seeds), so a company's folder is never named in `model-paths`; it is linked into a project of its own.
    """
    folder = company.warehouse_folder / "dbt_project"
    (folder / "company").mkdir(parents=True, exist_ok=True)
    for part in _SHIPPED_PARTS:
        _link(folder / part, SHIPPED_FOLDER / part)
    for own in (company.models_folder, company.seeds_folder):
        own.mkdir(exist_ok=True)
        _link(folder / "company" / own.name, own)
    write_vendor_models(company, folder / "vendors" / "models" / "staging")
    return folder


def dbt_environment(company: Company) -> dict[str, str]:
    """The environment variables under which dbt runs for `company` (read by dbt itself and in dbt/profiles.yml)."""
    folder = str(project_folder(company))
    return {
        "RAPPORT_COMPANY_FOLDER": str(company.folder),
        "RAPPORT_STAGED_MODELS": ",".join(staged_models(company)),
        "DBT_PROJECT_DIR": folder,
        "DBT_PROFILES_DIR": folder,
        "DBT_TARGET_PATH": str(company.dbt_target_folder),
        "DBT_LOG_PATH": str(company.dbt_target_folder / "logs"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
    }


def staged_models(company: Company) -> list[str]:
    """Names of the staging models of the company's systems, its own and those made for its vendors."""
    found = {path.stem for path in company.models_folder.rglob("stg_*__*.sql")} | vendor_models(company).keys()
    systems = [system.name for system in company.systems]
    return [name for system in systems for name in sorted(found) if name.startswith(f"stg_{system}__")]


def _link(link: Path, target: Path) -> None:
    if link.is_symlink() and link.readlink() == target:
        return
    link.unlink(missing_ok=True)
    link.symlink_to(target)
