"""What a source system delivers: its contract, found, read and judged sound.

Belongs here: contracts as the rest of ingest uses them, joined with the system of the company they serve.
Does not belong here: the grammar of the file (grammar.py, column.py), which files have come (deliveries.py).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ingest.column import Column
from ingest.grammar import ContractSettings, EntitySettings, Format, Kind, Name
from ingest.readers.unpacking import inner_suffix
from ingest.settings_place import place_of
from warehouse.company import Company, SettingsError, System, read_settings

SHIPPED_CONTRACTS = Path(__file__).parent / "contracts"


class Entity(EntitySettings):
    """An entity of a contract, with its name."""

    name: Name

    @property
    def declared(self) -> dict[str, object]:
        """What the raw table is made from: a change of this asks for a rebuild."""
        key = self.key if self.key == "none" else list(self.key)
        columns = {name: column.declared for name, column in self.columns.items()}
        rules = {"mode": self.mode, "key": key, "changed_at": self.changed_at, "deleted": self.deleted}
        return {**rules, "columns": columns}

    def format_of(self, file: str) -> Format:
        """How the file of this name is read: by its ending where `formats` names it."""
        return self.formats.get(inner_suffix(file), self.format)

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns of the key; none where rows are told apart by their content."""
        return () if self.key == "none" else self.key

    @property
    def is_ordered_by_delivery(self) -> bool:
        """Whether only the day of a delivery says which of two versions of a row is the later one."""
        return bool(self.keys) and (self.mode == "snapshot" or self.changed_at is None)

    @property
    def depends_on_order(self) -> bool:
        """Whether what a delivery gives depends on those before it: one that lacks a column takes what stood."""
        may_lack = any(column.optional for column in self.columns.values())
        return self.is_ordered_by_delivery or (bool(self.keys) and may_lack)

    @property
    def fingerprint(self) -> str:
        """Differs where any rule differs by which a file is accepted or refused."""
        return hashlib.sha256(self.model_dump_json(by_alias=True).encode()).hexdigest()


@dataclass(frozen=True)
class Contract:
    """The contract of one system of a company. `landing` is absolute; `path` is the contract file."""

    system: str
    kind: Kind
    time_zone: str
    entities: dict[str, Entity]
    landing: Path
    path: Path
    company_folder: Path


def load_contract(company: Company, system: System) -> Contract:
    """Reads the contract of `system`: the company's own where there is one, else the one that ships with Rapport.

    Raises SettingsError, with file and line, where there is none, it is not sound, or contradicts
    company.yml.
    """
    path = _contract_path(company, system)
    settings = read_settings(path, ContractSettings)
    _refuse_contradictions(path, settings, system)
    return Contract(
        system=system.name,
        kind=settings.kind,
        time_zone=system.time_zone,
        entities={name: _entity(name, entity) for name, entity in settings.entities.items()},
        landing=system.landing,
        path=path,
        company_folder=company.folder,
    )


def _entity(name: str, settings: EntitySettings) -> Entity:
    """A row without its key cannot be told from others, so the columns of the key are required, said or not."""
    keys = () if settings.key == "none" else settings.key
    columns = {name: _required(column) if name in keys else column for name, column in settings.columns.items()}
    return Entity(name=name, **{**dict(settings), "columns": columns})


def _required(column: Column) -> Column:
    return column.model_copy(update={"required": True})


def _contract_path(company: Company, system: System) -> Path:
    places = [folder / f"{system.contract}.yml" for folder in (company.contracts_folder, SHIPPED_CONTRACTS)]
    for path in places:
        if path.is_file():
            return path
    position = company.systems.index(system)
    line = place_of(company.settings_path, "systems", position, "contract").line
    searched = " nor ".join(str(path) for path in places)
    reason = f"systems.{position}.contract: there is no contract '{system.contract}', neither {searched}"
    raise SettingsError(company.settings_path, line, reason)


def _refuse_contradictions(path: Path, settings: ContractSettings, system: System) -> None:
    claims = [
        ("system", settings.system, system.contract, "the file is named"),
        ("kind", settings.kind, system.kind, "company.yml says"),
        ("time_zone", settings.time_zone or system.time_zone, system.time_zone, "company.yml says"),
    ]
    for setting, written, expected, who in claims:
        if written != expected:
            reason = f"{setting}: '{written}' stands here, but {who} '{expected}'"
            raise SettingsError(path, place_of(path, setting).line, reason)
