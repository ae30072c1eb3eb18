"""Whether there is anything to build, found without Dagster and without changing anything.

Belongs here: comparing landing, ledger and the current version.
Does not belong here: what is done about it (running.py, defs/automation).
"""

from __future__ import annotations

import datetime as dt
import hashlib

import duckdb

from dagster_project.choice import ALL_NEW, Choice
from ingest.contract import load_contract
from ingest.deliveries import Extract, landed_extracts, new_extracts
from ingest.shape import count_of
from ingest.workshop import open_workshop
from warehouse.company import Company
from warehouse.fingerprint import fingerprint
from warehouse.hold import base_version
from warehouse.transform import deliveries_facts
from warehouse.versions import VersionError, VersionFacts, current_version


def look(company: Company, as_of: dt.date | None = None, choice: Choice = ALL_NEW) -> str | None:
    """Why a build is due, in words; None where the current version holds all there is. Call it under the writer lock.

    Extracts that `choice` leaves out are not looked for; what it wants read again is always a reason.
    Raises SettingsError and WorkshopError as loading would.
    """
    version = base_version(company)
    if version is None:
        return "nothing has been published yet"
    try:
        facts = version.facts()
    except VersionError as error:
        return str(error)
    if facts.fingerprint != fingerprint(company):
        return "models, contracts, company.yml or Rapport itself changed"
    if not company.workshop_path.is_file():
        return "there is no workshop, so it is made anew from landing"
    if choice.reads_again:
        return str(choice)
    extracts = [extract for extract in _landed(company) if choice.includes_system(extract.system)]
    with open_workshop(company) as con:
        new = new_extracts(con, extracts)
        if new:
            return _arrived([one.extract.file for one in new])
        return _unpublished(con, facts, as_of)


def _arrived(files: list[str]) -> str:
    first = ", the first of them" if len(files) > 1 else ":"
    return f"{count_of(len(files), 'new delivery', 'new deliveries')}{first} {files[0]}"


def outside_signature(company: Company) -> str:
    """Differs as soon as a file in landing, a model, a contract or the current version does; opens no database."""
    version = current_version(company)
    parts = [version.name if version else "", fingerprint(company)]
    parts += [
        f"{extract.system} {extract.entity} {extract.file} {extract.size_bytes} {extract.modified_ns}"
        for extract in _landed(company)
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _landed(company: Company) -> list[Extract]:
    return landed_extracts(company, [load_contract(company, system) for system in company.systems])


def _unpublished(con: duckdb.DuckDBPyConnection, facts: VersionFacts, as_of: dt.date | None) -> str | None:
    """What stands in the ledger and not in the version: a build that was ended between loading and publishing."""
    workshop_id = con.execute("select workshop_id from ledger.workshop").fetchone()
    if workshop_id != (facts.workshop_id,):
        return "the workshop was made anew from landing"
    if deliveries_facts(con) != facts.deliveries:
        return "deliveries were loaded and not published"
    if as_of is not None and as_of != facts.as_of_date:
        return f"{as_of} is asked for, the current version looks from {facts.as_of_date}"
    return None
