"""What this version can load of all that a contract may say; the rest is refused before any file is read.

Belongs here: modes, keys and formats that are loaded. Does not belong here: whether a contract is sound (grammar.py).
"""

from __future__ import annotations

from pathlib import Path

from ingest.grammar import ContractSettings, EntitySettings
from ingest.readers import READERS
from ingest.settings_place import place_of
from warehouse.company import SettingsError

MODES = ("events",)


def refuse_unsupported(path: Path, contract: ContractSettings) -> None:
    """Raises SettingsError, with its line, for the first setting of `contract` that cannot be loaded yet."""
    for name, entity in contract.entities.items():
        for keys, reason in _unsupported(entity):
            place = ("entities", name, *keys)
            reason = f"{'.'.join(place)}: {reason}"
            raise SettingsError(path, place_of(path, *place).line, reason)


def _unsupported(entity: EntitySettings) -> list[tuple[tuple[str, ...], str]]:
    checks = [
        (("mode",), "mode " + entity.mode, entity.mode in MODES, ", ".join(MODES)),
        (("key",), "a key of columns", entity.key == "none", "none"),
        (("changed_at",), "changed_at", entity.changed_at is None, "null"),
        (("deleted",), "deleted", entity.deleted is None, "null"),
        (
            ("format", "type"),
            "format " + entity.format.type,
            entity.format.type in READERS,
            ", ".join(READERS),
        ),
    ]
    return [
        (keys, f"{what} is not supported yet by this version; supported: {supported}")
        for keys, what, is_supported, supported in checks
        if not is_supported
    ]
