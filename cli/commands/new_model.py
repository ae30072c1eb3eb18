"""`rapport new-model`: the first text of a staging model, so that a person fills in columns and types none.

Belongs here: which files are written and what is said of them. Does not belong here: their text
(warehouse/staging_draft.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import CompanyFolder

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from ingest.contract import Contract
    from warehouse.company import Company

EXAMPLE = "Example: rapport new-model --company data/acme --system shop --entity order_line --table sales"


def new_model(
    company: CompanyFolder,
    entity: Annotated[str, typer.Option(metavar="NAME", help="What the star calls it: customer, order, ticket …")],
    system: Annotated[str, typer.Option(metavar="NAME", help="The system that delivers it.")],
    table: Annotated[
        str | None, typer.Option(metavar="NAME", help="The contract's entity it is made of; else the one of that name.")
    ] = None,
) -> None:
    """Draft models/staging/stg_SYSTEM__ENTITY.sql and .yml, and models/sources.yml where there is none.

    Every column stands there as not delivered; replace those that are. Nothing that exists is changed.
    """
    from warehouse.canonical import canonical_entities
    from warehouse.company import load_company
    from warehouse.staging_draft import model_sql, model_yaml

    settings = load_company(company)
    contracts = _contracts(settings)
    known = canonical_entities()
    contract = contracts[_one_of(contracts, system, "system")]
    wanted = known[_one_of(known, entity, "entity")]
    source = contract.entities[_one_of(contract.entities, table or entity, f"--table of {system}")]
    macro = "current_rows" if source.keys else "standing_rows"
    path = settings.models_folder / "staging" / f"stg_{system}__{entity}.sql"
    _write_new(path, model_sql(system, wanted, source.name, macro))
    _write_new(path.with_suffix(".yml"), model_yaml(system, wanted))
    _declare(settings, contracts, f"{system}__{source.name}")


def _contracts(company: Company) -> dict[str, Contract]:
    from ingest.contract import load_contract

    return {system.name: load_contract(company, system) for system in company.systems}


def _declare(company: Company, contracts: Mapping[str, Contract], table: str) -> None:
    """Declares all raw tables where none is; what a person wrote is not touched, so a missing one is asked for."""
    from warehouse.model_files import read_model_files
    from warehouse.staging_draft import sources_yaml

    declared = read_model_files(company.models_folder).declared_raw
    path = company.models_folder / "sources.yml"
    if not declared and not path.exists():
        _write_new(path, sources_yaml(f"{one}__{name}" for one, each in contracts.items() for name in each.entities))
    elif table not in declared:
        print(f"now add to the tables of {path}:\n      - name: {table}")


def _one_of(known: Collection[str], name: str, what: str) -> str:
    if name not in known:
        raise typer.BadParameter(f"there is no {what} '{name}'; known are {', '.join(known)}")
    return name


def _write_new(path: Path, text: str) -> None:
    if path.exists():
        raise typer.BadParameter(f"{path} is there already")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"wrote {path}")
