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

REPOSITORY = Path(__file__).resolve().parent.parent

_SUFFIXES = {".sql", ".yml", ".yaml", ".csv", ".md", ".py"}
_MADE_BY_TOOLS = {"target", "logs", "__pycache__", "dbt_packages"}


def fingerprint(company: Company, repository: Path = REPOSITORY) -> str:
    """SHA-256 over names and contents of models, ingest, locked dependencies and the company's own settings.

    Names are relative, so two copies of the same files in different places have the same fingerprint.
    """
    digest = hashlib.sha256()
    for name, path in sorted(_files(company, repository)):
        digest.update(f"{name}\0{checksum(path)}\n".encode())
    return digest.hexdigest()


def _files(company: Company, repository: Path) -> Iterator[tuple[str, Path]]:
    parts = {
        "dbt": repository / "dbt",
        "ingest": repository / "ingest",
        "requirements.lock": repository / "requirements.lock",
        "company/company.yml": company.settings_path,
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
