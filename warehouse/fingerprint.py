"""The fingerprint of everything but the data that decides what a build makes.

Belongs here: which files those are and one digest over them.
Does not belong here: what is done when it differs (transform.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from warehouse.company import Company
from warehouse.durable_files import checksum
from warehouse.settings_file import variables_in

REPOSITORY = Path(__file__).resolve().parent.parent

_SUFFIXES = {".sql", ".yml", ".yaml", ".csv", ".md", ".py"}
# The modules of this folder that decide what stands in a version; the others conduct, keep or ask it.
WRITERS = (
    "about", "about_dictionary", "canonical", "compaction", "completion", "dbt_project", "gate", "idle", "publishing",
    "semantics", "staging_draft", "transform", "vendor_staging",
)  # fmt: skip
# Settings that say how long something is kept, who is told and what pages show, not what a figure is.
_DECIDES_NOTHING = {"folder", "retention", "history", "on_failure", "languages"}
_MADE_BY_TOOLS = {"target", "logs", "__pycache__", "dbt_packages"}


def fingerprint(company: Company, repository: Path = REPOSITORY) -> str:
    """SHA-256 over names and contents of models, ingest, locked dependencies and the company's own settings.

    Names are relative, so two copies of the same files in different places have the same fingerprint. Of company.yml it
    is the settings that count, with environment variables filled in, and not its comments.
    """
    digest = hashlib.sha256(_settings(company).encode())
    for name, path in sorted(_files(company, repository)):
        digest.update(f"{name}\0{checksum(path)}\n".encode())
    for path in sorted(company.contracts_folder.glob("*.yml")):
        digest.update(f"{path.name}\0{sorted(variables_in(path).items())}\n".encode())
    return digest.hexdigest()


def _settings(company: Company) -> str:
    """Where deliveries lie is no part of it: the ledger knows them by what they hold."""
    return company.model_dump_json(exclude={*_DECIDES_NOTHING, "systems"}) + "".join(
        system.model_dump_json(exclude={"landing"}) for system in company.systems
    )


def _files(company: Company, repository: Path) -> Iterator[tuple[str, Path]]:
    parts = {
        "dbt": repository / "dbt",
        "ingest": repository / "ingest",
        "requirements.lock": repository / "requirements.lock",
        **{f"warehouse/{name}.py": repository / "warehouse" / f"{name}.py" for name in WRITERS},
        "company/contracts": company.contracts_folder,
        "company/models": company.models_folder,
        "company/seeds": company.seeds_folder,
    }
    for name, place in parts.items():
        if place.is_file():
            yield name, place
        for path in place.rglob("*"):
            if _counts(path, place):
                yield f"{name}/{path.relative_to(place).as_posix()}", path


def _counts(path: Path, place: Path) -> bool:
    if path.suffix not in _SUFFIXES or not path.is_file():
        return False
    return _MADE_BY_TOOLS.isdisjoint(path.relative_to(place).parts)
