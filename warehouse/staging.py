"""What a company's staging still lacks, told from its files before dbt runs.

Belongs here: systems without staging models, entities whose columns are not the canonical ones, raw tables that are not
declared. Does not belong here: what the SQL says (dbt holds each model to the columns of its YAML), contracts and
extracts (ingest/check.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from warehouse.canonical import CanonicalEntity, canonical_entities
from warehouse.company import Company
from warehouse.dbt_project import staged_models
from warehouse.finding import Finding
from warehouse.model_files import DescribedModel, read_model_files

GUIDE = "docs/bring-your-own-extracts.md"
_NAME = re.compile(r"stg_(?P<system>[a-z0-9_]+?)__(?P<entity>[a-z0-9_]+)")
_SAME_TYPE = {
    "varchar": "string",
    "text": "string",
    "integer": "int",
    "int4": "int",
    "int8": "bigint",
    "long": "bigint",
}


def staging_findings(company: Company, delivered: Mapping[str, Sequence[str]]) -> list[Finding]:
    """What is missing between raw and the canonical entities; `delivered` names the entities of each sound contract."""
    return [
        *(finding for system in delivered for finding in _unstaged(company, system)),
        *_model_findings(company),
        *_raw_findings(company, delivered),
    ]


def _unstaged(company: Company, system: str) -> Iterator[Finding]:
    """Rows are loaded without a staging model, but nothing of them reaches the star."""
    if not any(name.startswith(f"stg_{system}__") for name in staged_models(company)):
        message = (
            f"there is no model stg_{system}__<entity>.sql, so nothing of {system} reaches the star; "
            f"{GUIDE} says how to write one"
        )
        yield Finding("warning", system, None, company.models_folder, None, message)


def _model_findings(company: Company) -> Iterator[Finding]:
    files = read_model_files(company.models_folder)
    yield from files.faults
    entities = canonical_entities()
    for name, path in files.models.items():
        match = _NAME.fullmatch(name)
        if not match:
            continue
        system, entity = match["system"], match["entity"]
        if system not in {one.name for one in company.systems}:
            yield Finding("error", system, entity, path, None, f"company.yml names no system {system}")
        elif entity in entities:
            yield from _column_findings(system, entities[entity], path, files.described.get(name))
        elif name not in files.referred:
            known = ", ".join(entities)
            message = f"there is no entity {entity}, so nothing reads this model; known are {known}"
            yield Finding("error", system, entity, path, None, message)


def _column_findings(
    system: str, entity: CanonicalEntity, path: Path, described: DescribedModel | None
) -> Iterator[Finding]:
    """A column that the entity does not have is read by nobody, so it is no fault."""
    if described is None:
        message = f"no YAML describes {path.stem}; declare the columns of dbt/models/canonical/{entity.name}.yml there"
        yield Finding("error", system, entity.name, path, None, message)
        return
    missing = [f"{name} ({data_type})" for name, data_type in entity.columns.items() if name not in described.columns]
    if missing:
        message = f"columns of the entity {entity.name} are missing: {', '.join(missing)}"
        yield Finding("error", system, entity.name, described.file, described.line, message)
    for name, data_type in entity.columns.items():
        column = described.columns.get(name)
        if column and _plain(column.data_type) != _plain(data_type):
            given = column.data_type or "given without a type"
            message = f"{name} is {given}; the entity {entity.name} has {data_type}"
            yield Finding("error", system, entity.name, described.file, column.line, message)


def _plain(data_type: str) -> str:
    plain = re.sub(r"\s+", "", data_type.lower())
    return _SAME_TYPE.get(plain, plain)


def _raw_findings(company: Company, delivered: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    files = read_model_files(company.models_folder)
    tables = {f"{system}__{entity}": (system, entity) for system in delivered for entity in delivered[system]}
    for table, place in files.read_raw.items():
        if table not in files.declared_raw:
            message = f"source('raw', '{table}') is not declared; declare it in models/sources.yml"
            yield Finding("error", table.split("__")[0], None, place.file, place.line, message)
    for table, place in files.declared_raw.items():
        system = table.split("__")[0]
        if system in delivered and table not in tables:
            known = ", ".join(f"{system}__{entity}" for entity in delivered[system])
            message = f"the contract of {system} delivers no {table}; it delivers {known}"
            yield Finding("error", system, None, place.file, place.line, message)
    for table, (system, entity) in tables.items():
        if table not in files.declared_raw and any(name.startswith(f"stg_{system}__") for name in files.models):
            message = f"raw.{table} is loaded but not declared in models/sources.yml, so no model can read it"
            yield Finding("warning", system, entity, company.models_folder, None, message)
