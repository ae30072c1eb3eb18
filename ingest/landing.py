"""The landing folders: which files lie there for which entity.

Belongs here: finding files, and refusing a landing folder or patterns that cannot be right.
Does not belong here: the day of a file (delivery_day.py), whether it is new (deliveries.py).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.contract import Contract, Entity
from ingest.grammar import Only
from ingest.settings_place import place_of
from warehouse.company import Company, SettingsError

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)")


def refuse_missing_landing(company: Company, contract: Contract) -> None:
    """Raises SettingsError, naming the setting and its environment variables, where the landing folder is not there."""
    if contract.landing.is_dir():
        return
    position = [system.name for system in company.systems].index(contract.system)
    place = place_of(company.settings_path, "systems", position, "landing")
    reason = f"systems.{position}.landing: the landing folder {contract.landing} of {contract.system} does not exist"
    variables = _VARIABLE.findall(place.written)
    said = [f"{name} is {os.environ.get(name) or 'not set'}" for name in variables]
    hint = f" (written as {place.written}; {', '.join(said)})" if said else ""
    raise SettingsError(
        company.settings_path, place.line, f"{reason}{hint}; put the extracts there or name their folder"
    )


def files_of(contract: Contract, entity: Entity) -> dict[str, Path]:
    """The files of `entity` by their posix path below landing, in order; hidden ones are not, or not yet, extracts.

    Bytes of a name that are no UTF-8 text stand as the replacement character.
    """
    found = [path for path in contract.landing.glob(entity.files) if path.is_file()]
    below = {path: path.relative_to(contract.landing) for path in found}
    named = {_text(file): path for path, file in below.items() if not any(part.startswith(".") for part in file.parts)}
    return dict(sorted(named.items()))


def untaken_files(contracts: Sequence[Contract]) -> dict[Path, list[str]]:
    """By landing folder, the files below it that no entity of any of `contracts` takes, in order; hidden ones aside."""
    taken = {path for one in contracts for entity in one.entities.values() for path in files_of(one, entity).values()}
    untaken: dict[Path, list[str]] = {}
    for landing in dict.fromkeys(one.landing for one in contracts):
        below = {path: path.relative_to(landing) for path in landing.rglob("*") if path.is_file() and path not in taken}
        left = sorted(_text(file) for file in below.values() if not any(part.startswith(".") for part in file.parts))
        untaken.update({landing: left} if left else {})
    return untaken


def _text(file: Path) -> str:
    return os.fsencode(file.as_posix()).decode(errors="replace")


def refuse_shared_files(contracts: Iterable[Contract]) -> None:
    """Raises SettingsError where the patterns of two entities match the same file, and not other lines of it."""
    owners: dict[Path, dict[str, Only | None]] = {}
    for contract in contracts:
        for entity in contract.entities.values():
            for file, path in files_of(contract, entity).items():
                only = entity.format_of(file).only
                others = owners.setdefault(path, {})
                for other, lines in others.items():
                    if only is None or lines is None or not only.shares_with(lines):
                        raise _shared(contract, entity, file, other)
                others[f"{contract.system}.{entity.name}"] = only


def _shared(contract: Contract, entity: Entity, file: str, other: str) -> SettingsError:
    place = ("entities", entity.name, "files")
    reason = (
        f"{'.'.join(place)}: '{entity.files}' matches {file}, which belongs to {other} too; each file has one owner, "
        "unless the format of both says which lines it takes (only)"
    )
    return SettingsError(contract.path, place_of(contract.path, *place).line, reason)
