"""What a company is: the settings in its company.yml and where its folders lie.

Belongs here: company.yml, its meaning, and the paths below a company's folder.
Does not belong here: contracts (ingest/contract.py) and anything about one company in particular.
"""

from __future__ import annotations

import shlex
import zoneinfo
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from warehouse.finding import Finding
from warehouse.settings_file import SettingsError, read_settings

__all__ = ["Company", "Finding", "Retention", "SettingsError", "System", "load_company", "read_settings"]

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Settings(BaseModel):
    """Settings as written by a person: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def known_time_zone(name: str) -> str:
    """Returns `name` where the IANA database knows it; raises ValueError otherwise."""
    if name not in zoneinfo.available_timezones() or name == "localtime":
        raise ValueError(f"'{name}' is no time zone; write it as in Europe/London")
    return name


def _as_words(command: object) -> object:
    """A command as one line of text is split as a shell splits it, though none is started."""
    return shlex.split(command) if isinstance(command, str) else command


def _some_path(text: object) -> object:
    if text == "" or (isinstance(text, str) and "\0" in text):
        raise ValueError("name a folder, such as landing/crm")
    return text


class System(Settings):
    """One operational system of the company and where its extracts land."""

    name: Name
    kind: Literal["crm", "call_centre", "web_shop", "external"]
    contract: Name
    landing: Annotated[Path, BeforeValidator(_some_path)]
    time_zone: str

    _time_zone = field_validator("time_zone")(known_time_zone)


class Retention(Settings):
    """How many published versions are kept, and for how many days; the current and the newest one always are."""

    versions: int = Field(default=5, ge=1)
    days: int | None = Field(default=None, ge=1)


class History(Settings):
    """For how many days runs are kept on Dagster's pages; which days of an extract are loaded stays for ever."""

    days: int = Field(default=90, ge=1)


class Company(Settings):
    """The settings of a company (company.yml) and the folders that belong to it.

    The order of `systems` decides where two systems disagree and in which order new keys are numbered. `on_failure`
    is a command, with its arguments, that is started when a build has failed.
    """

    name: str = Field(min_length=1)
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    time_zone: str
    fiscal_year_start_month: int = Field(default=1, ge=1, le=12)
    week_start: Weekday = "monday"
    languages: tuple[Literal["en", "zh-CN"], ...] = Field(default=("en",), min_length=1)
    retention: Retention = Retention()
    history: History = History()
    on_failure: Annotated[tuple[str, ...], BeforeValidator(_as_words), Field(min_length=1)] | None = None
    systems: tuple[System, ...] = Field(min_length=1)
    folder: Path = Path()

    _time_zone = field_validator("time_zone")(known_time_zone)

    @field_validator("systems")
    @classmethod
    def _names_differ(cls, systems: tuple[System, ...]) -> tuple[System, ...]:
        names = [system.name for system in systems]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two systems are named '{twice[0]}'; names must differ")
        return systems

    @property
    def settings_path(self) -> Path:
        return self.folder / "company.yml"

    @property
    def contracts_folder(self) -> Path:
        return self.folder / "contracts"

    @property
    def models_folder(self) -> Path:
        return self.folder / "models"

    @property
    def seeds_folder(self) -> Path:
        return self.folder / "seeds"

    @property
    def warehouse_folder(self) -> Path:
        return self.folder / "warehouse"

    @property
    def workshop_path(self) -> Path:
        return self.warehouse_folder / "workshop.duckdb"

    @property
    def registry_path(self) -> Path:
        return self.warehouse_folder / "registry.duckdb"

    @property
    def lock_path(self) -> Path:
        return self.warehouse_folder / "writer.lock"

    @property
    def dagster_home(self) -> Path:
        return self.warehouse_folder / "dagster"

    @property
    def dbt_target_folder(self) -> Path:
        return self.warehouse_folder / "dbt"

    @property
    def published_folder(self) -> Path:
        return self.folder / "published"

    @property
    def candidate_folder(self) -> Path:
        return self.published_folder / ".candidate"


def load_company(folder: Path) -> Company:
    """Reads `folder`/company.yml; paths in it are taken from the folder. Raises SettingsError."""
    folder = folder.resolve()
    path = folder / "company.yml"
    if not path.is_file():
        raise SettingsError(path, 1, "there is no company.yml here; name the folder of a company")
    company = read_settings(path, Company)
    if company.folder != Path():
        raise SettingsError(path, 1, "folder: this setting is not known; it is the folder of company.yml itself")
    systems = tuple(
        system.model_copy(update={"landing": (folder / system.landing).resolve()}) for system in company.systems
    )
    return company.model_copy(update={"folder": folder, "systems": systems})
