"""The grammar of a contract file: every setting a contract may hold, and which of them fit together.

Belongs here: what can be judged within the file itself, for all modes and formats that a contract may name.
Does not belong here: one column (column.py), finding the file (contract.py).
"""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from ingest.column import Column, Settings
from ingest.date_pattern import day_pattern_fault

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Share = Annotated[float, Field(ge=0, le=1)]
Kind = Literal["crm", "call_centre", "web_shop", "external"]
OUR_COLUMNS = (
    "_extra",
    "_delivery_id",
    "_line",
    "_withdrawn_delivery_id",
    "_occurrence",
    "_standing_row",
    "_valid_from_at",
    "_valid_to_at",
    "_is_deleted",
    "_is_flagged",
    "_nth",
)


class DeliveryDay(Settings):
    """Where the day of a delivery is written. In a column, it is the latest day that the column holds."""

    source: Literal["name", "folder", "column", "file_time"] = Field(alias="from")
    pattern: str | None = None
    column: str | None = None

    @model_validator(mode="after")
    def _sound(self) -> DeliveryDay:
        needs = {"name": "pattern", "folder": "pattern", "column": "column"}.get(self.source)
        for setting in ("pattern", "column"):
            given = getattr(self, setting) is not None
            if given != (setting == needs):
                raise ValueError(f"from: {self.source} {'takes no' if given else 'needs a'} {setting}")
        fault = day_pattern_fault(self.pattern) if self.pattern is not None else None
        if fault:
            raise ValueError(fault)
        return self


_SETTINGS_OF: dict[str, set[str]] = {
    "csv": {"delimiter", "quote", "encoding", "header"},
    "json": {"encoding", "records"},
    "jsonl": {"encoding", "only"},
    "parquet": set(),
    "xlsx": {"sheet"},
    "queue_log": {"encoding"},
}


class Only(Settings):
    """Which lines of a file of several kinds are an entity's: those whose `field` begins with `begins`.

    Lines that begin with one of `others` belong to other entities; what is neither goes to quarantine.
    """

    field: str
    begins: Annotated[str, Field(min_length=1)]
    others: tuple[Annotated[str, Field(min_length=1)], ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Only:
        for other in self.others:
            if other.startswith(self.begins) or self.begins.startswith(other):
                raise ValueError(
                    f"a line may begin with both '{self.begins}' and '{other}'; one of them must be longer"
                )
        return self

    def shares_with(self, other: Only) -> bool:
        """Whether a line may be this one's or the other's, and never both's."""
        is_either = self.begins.startswith(other.begins) or other.begins.startswith(self.begins)
        return self.field == other.field and not is_either


class Format(Settings):
    """The format of a file; delimiter, quote and encoding are those of text, `quote: none` means that none quotes.

    `sheet` names a workbook's sheet, else it is the first; `records` the place of the array in a JSON document.
    `only` says which lines of a file of several kinds are read. `header` names the columns of a CSV file that begins
    with its first row.
    """

    type: Literal["csv", "json", "jsonl", "parquet", "xlsx", "queue_log"] = "csv"
    delimiter: str = ","
    quote: str = '"'
    encoding: str = "utf-8"
    header: tuple[str, ...] | None = Field(default=None, min_length=1)
    sheet: str | None = None
    records: str | None = None
    only: Only | None = None

    @field_validator("delimiter", "quote")
    @classmethod
    def _one_character(cls, text: str) -> str:
        if text != "none" and (len(text) != 1 or not text.isascii() or text in "\r\n\0"):
            raise ValueError("write one ASCII character that ends no line")
        return text

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, encoding: str) -> str:
        try:
            io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        except LookupError as error:
            raise ValueError(f"'{encoding}' is no known text encoding; write it as in utf-8 or gb18030") from error
        return encoding

    @model_validator(mode="after")
    def _sound(self) -> Format:
        strangers = self.model_fields_set - {"type"} - _SETTINGS_OF[self.type]
        if strangers:
            raise ValueError(f"the format {self.type} takes no {min(strangers)}")
        if self.delimiter in (self.quote, "none"):
            raise ValueError("the delimiter must be a character, and another one than the quote")
        for name in self.header or ():
            if not name or {self.delimiter, self.quote, "\r", "\n", "\0"} & set(name):
                raise ValueError(f"'{name}' cannot be a name in a header: it is empty, or holds delimiter or quote")
        return self


class EntitySettings(Settings):
    """One kind of row that a system delivers, and by which rules its files are read."""

    files: str
    delivery: DeliveryDay
    expected: Literal["daily", "weekdays", "weekly", "none"] = "none"
    format: Format = Format()
    formats: dict[Annotated[str, Field(pattern=r"^\.[a-z0-9]+$")], Format] = Field(default={})
    mode: Literal["events", "changes", "snapshot"]
    key: Literal["none"] | tuple[str, ...] = "none"
    changed_at: str | None = None
    deleted: str | None = None
    min_share: Share = 0.8
    max_quarantined: Share = 0.05
    columns: dict[str, Column] = Field(min_length=1)

    @field_validator("files")
    @classmethod
    def _below_landing(cls, files: str) -> str:
        path = PurePosixPath(files)
        if not files or path.is_absolute() or ".." in path.parts or "\\" in files:
            raise ValueError(f"'{files}' is no pattern of files below the landing folder; write it as in by-day/*.csv")
        return files

    @field_validator("columns")
    @classmethod
    def _tell_apart(cls, columns: dict[str, Column]) -> dict[str, Column]:
        seen: dict[str, str] = {}
        for name in columns:
            if name.lower() in OUR_COLUMNS:
                raise ValueError(f"a column cannot be named '{name}': loading uses a column of that name itself")
            if name.lower() in seen:
                raise ValueError(
                    f"'{seen[name.lower()]}' and '{name}' differ only in case; a raw table cannot hold both"
                )
            seen[name.lower()] = name
        return columns

    @model_validator(mode="after")
    def _columns_fit_rules(self) -> EntitySettings:
        if self.mode != "events" and self.key == "none":
            raise ValueError(f"mode {self.mode} tells versions apart by a key, but key is none")
        for setting, name in self._named_columns():
            if name not in self.columns:
                raise ValueError(f"{setting} names the column '{name}', which is not declared under columns")
            if self.columns[name].optional:
                raise ValueError(f"{setting} names the column '{name}', which may be missing from a file (optional)")
        self._check_types()
        return self

    def _named_columns(self) -> list[tuple[str, str]]:
        named = [
            ("delivery", self.delivery.column),
            ("changed_at", self.changed_at),
            ("deleted", self.deleted),
        ]
        keys = () if self.key == "none" else self.key
        return [(setting, name) for setting, name in named if name is not None] + [("key", name) for name in keys]

    def _check_types(self) -> None:
        for setting, name in (("delivery", self.delivery.column), ("changed_at", self.changed_at)):
            if name is not None and self.columns[name].type not in ("date", "timestamp"):
                raise ValueError(f"{setting} names the column '{name}', which is neither date nor timestamp")


class ContractSettings(Settings):
    """A whole contract file. Without a time zone the contract takes that of the system in company.yml."""

    system: Name
    kind: Kind
    time_zone: str | None = None
    entities: dict[Name, EntitySettings] = Field(min_length=1)
