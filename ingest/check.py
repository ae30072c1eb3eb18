"""A look at contracts and landing without loading anything: what a build would refuse, said beforehand.

Belongs here: findings. Does not belong here: the rules themselves (contract.py, landing.py, header.py), printing (cli).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

from ingest.contract import Contract, Entity, load_contract
from ingest.deliveries import Extract, entity_extracts
from ingest.header import fit_header
from ingest.landing import refuse_missing_landing, refuse_shared_files, untaken_files
from ingest.readers import FileRefused, open_rows
from ingest.shape import count_of
from warehouse.company import Company, Finding, SettingsError, System

MOST_FILES_NAMED = 5


def check(company: Company) -> list[Finding]:
    """What is wrong with the contracts of `company` and the files in landing, by system; loads nothing."""
    findings: list[Finding] = []
    sound: list[Contract] = []
    for system in company.systems:
        try:
            contract = load_contract(company, system)
            refuse_missing_landing(company, contract)
            refuse_shared_files([*sound, contract])
        except SettingsError as error:
            findings.append(_settings_finding(system, error))
            continue
        sound.append(contract)
        for entity in contract.entities.values():
            findings += _entity_findings(contract, entity)
    return findings + (_untaken_findings(sound) if len(sound) == len(company.systems) else [])


def delivered_entities(company: Company) -> dict[str, list[str]]:
    """The entities that each system of `company` delivers, of the contracts that are sound."""
    delivered: dict[str, list[str]] = {}
    for system in company.systems:
        with suppress(SettingsError):
            delivered[system.name] = list(load_contract(company, system).entities)
    return delivered


def _untaken_findings(contracts: Sequence[Contract]) -> list[Finding]:
    """What lies in landing and is left there. It may be meant, so it is no warning."""
    owners = {contract.landing: contract.system for contract in reversed(contracts)}
    return [
        Finding("note", owners[landing], None, landing, None, f"no entity takes {_listed(files)}; nothing loads them")
        for landing, files in untaken_files(contracts).items()
    ]


def _listed(files: Sequence[str]) -> str:
    more = len(files) - MOST_FILES_NAMED
    return ", ".join(files[:MOST_FILES_NAMED]) + (f" and {count_of(more, 'more file')}" if more > 0 else "")


def _settings_finding(system: System, error: SettingsError) -> Finding:
    return Finding("error", system.name, None, error.file, error.line, error.reason)


def _entity_findings(contract: Contract, entity: Entity) -> list[Finding]:
    extracts = entity_extracts(contract, entity)
    if not extracts:
        message = f"no file in {contract.landing} matches '{entity.files}'"
        return [Finding("warning", contract.system, entity.name, contract.path, None, message)]
    return [finding for extract in extracts for finding in _extract_findings(entity, extract)]


def _extract_findings(entity: Entity, extract: Extract) -> list[Finding]:
    findings = []
    if extract.fault:
        findings.append(_extract_finding("error", extract, None, extract.fault))
    try:
        with open_rows(extract.path, entity.format_of(extract.file)) as reader:
            new_columns = fit_header(entity, reader).new_names
            line = reader.header_line or None
    except FileRefused as refusal:
        return [*findings, _extract_finding("error", extract, refusal.line, refusal.reason)]
    if new_columns:
        named = ", ".join(f"'{name}'" for name in new_columns)
        findings.append(_extract_finding("warning", extract, line, f"columns that are not declared: {named}"))
    return findings


def _extract_finding(
    severity: Literal["error", "warning"], extract: Extract, line: int | None, message: str
) -> Finding:
    return Finding(severity, extract.system, extract.entity, extract.path, line, message)
