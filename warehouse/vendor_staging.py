"""The staging models of systems whose vendor's layout Rapport knows: written for each company that has such a system.

A vendor's macros (dbt/macros/staging/<contract>/<contract>__<entity>.sql) take the system's name, since a company may
have two systems of one vendor. dbt wants a model for each of them, with its columns declared; those are made here.
Belongs here: which models those are, and their text. Does not belong here: a company's own staging (its models/),
where in dbt's project they lie (dbt_project.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from warehouse.canonical import canonical_entities
from warehouse.company import Company, System
from warehouse.durable_files import write_private
from warehouse.model_files import read_model_files
from warehouse.shipped import SHIPPED_FOLDER
from warehouse.staging_draft import model_yaml

MACROS_FOLDER = SHIPPED_FOLDER / "macros" / "staging"
_READS = re.compile(r"system\s*~\s*'__(?P<table>\w+)'")


def vendor_models(company: Company) -> dict[str, str]:
    """Names of the models made for `company`, each with the call of the macro that is its SQL.

    A model of that name among the company's own takes its place; so does a contract of its own.
    """
    own = {path.stem for path in company.models_folder.rglob("stg_*__*.sql")}
    return {
        f"stg_{system.name}__{entity}": f"{{{{ {system.contract}__{entity}('{system.name}') }}}}\n"
        for system in company.systems
        for entity in _entities_of(company, system)
        if f"stg_{system.name}__{entity}" not in own
    }


def write_vendor_models(company: Company, folder: Path) -> None:
    """Makes `folder` hold the models of `vendor_models`, what describes them, and the raw tables they read."""
    wanted = dict(_files(company))
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink(missing_ok=True)
    for name, text in wanted.items():
        path = folder / name
        if not (path.is_file() and path.read_text(encoding="utf-8") == text):
            write_private(path, text)


def _files(company: Company) -> Iterator[tuple[str, str]]:
    models = vendor_models(company)
    entities = canonical_entities() if models else {}  # a fifth of a second, at each call of dbt
    for name, call in models.items():
        system, entity = name.removeprefix("stg_").split("__")
        yield f"{name}.sql", call
        yield f"{name}.yml", model_yaml(system, entities[entity])
    tables = sorted(set(_tables_read(company)))
    if tables:
        yield "vendor_sources.yml", _sources_yaml(tables)


def _sources_yaml(tables: list[tuple[str, str]]) -> str:
    lines = ["version: 2", "", "sources:", "  - name: raw", "    schema: raw", "    tables:"]
    for table, contract in tables:
        lines += [f"      - name: {table}", f"        description: As delivered; see ingest/contracts/{contract}.yml."]
    return "\n".join(lines) + "\n"


def _entities_of(company: Company, system: System) -> list[str]:
    if (company.contracts_folder / f"{system.contract}.yml").is_file():
        return []
    return [path.stem.removeprefix(f"{system.contract}__") for path in _macro_files(system.contract)]


def _macro_files(contract: str) -> list[Path]:
    return sorted((MACROS_FOLDER / contract).glob(f"{contract}__*.sql"))


def _tables_read(company: Company) -> Iterator[tuple[str, str]]:
    """The raw tables that the macros of the company's vendors name, each with its contract; what a company's own
    models declare is declared there already."""
    systems = [system for system in company.systems if _entities_of(company, system)]
    declared = set(read_model_files(company.models_folder).declared_raw) if systems else set()
    for system in systems:
        for path in sorted((MACROS_FOLDER / system.contract).glob("*.sql")):
            for match in _READS.finditer(path.read_text(encoding="utf-8")):
                table = f"{system.name}__{match['table']}"
                if table not in declared:
                    yield table, system.contract
