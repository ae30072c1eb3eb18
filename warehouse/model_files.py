"""The dbt files of a company as far as they can be read without dbt: its models and what their YAML declares.

Belongs here: names, columns, declared raw tables, each with its line. Does not belong here: whether they are right
(staging.py), the SQL itself (dbt).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from warehouse.finding import Finding
from warehouse.settings_file import SettingsError, line_finder, read_settings

_SOURCE = re.compile(r"""source\(\s*['"]raw['"]\s*,\s*['"](?P<table>\w+)['"]\s*\)""")
_REF = re.compile(r"""ref\(\s*['"](?P<name>\w+)['"]\s*\)""")


class Place(NamedTuple):
    file: Path
    line: int


class DescribedColumn(NamedTuple):
    data_type: str
    line: int


@dataclass(frozen=True)
class DescribedModel:
    """A model as its YAML declares it."""

    file: Path
    line: int
    columns: dict[str, DescribedColumn]


@dataclass
class ModelFiles:
    """`models` by name with their SQL file; `read_raw` and `declared_raw` name raw tables with where that stands."""

    models: dict[str, Path] = field(default_factory=dict)
    referred: set[str] = field(default_factory=set)
    described: dict[str, DescribedModel] = field(default_factory=dict)
    read_raw: dict[str, Place] = field(default_factory=dict)
    declared_raw: dict[str, Place] = field(default_factory=dict)
    faults: list[Finding] = field(default_factory=list)


class _Column(BaseModel):
    name: str
    data_type: str = ""


class _Model(BaseModel):
    name: str
    columns: tuple[_Column, ...] = ()


class _Table(BaseModel):
    name: str


class _Source(BaseModel):
    name: str
    tables: tuple[_Table, ...] = ()


class _Yaml(BaseModel):
    """What is asked of a YAML file of dbt; everything else in it is dbt's."""

    models: tuple[_Model, ...] = ()
    sources: tuple[_Source, ...] = ()


def read_model_files(folder: Path) -> ModelFiles:
    """Reads all SQL and YAML below `folder`; a YAML file that cannot be read is a fault."""
    files = ModelFiles()
    for path in sorted(folder.rglob("*.sql")):
        files.models[path.stem] = path
        _read_sql(files, path)
    for path in sorted(folder.rglob("*.yml")):
        try:
            _read_yaml(files, path, read_settings(path, _Yaml))
        except SettingsError as error:
            files.faults.append(Finding("error", "models", None, error.file, error.line, error.reason))
    return files


def _read_sql(files: ModelFiles, path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for match in _SOURCE.finditer(line):
            files.read_raw.setdefault(match["table"], Place(path, number))
        files.referred |= {match["name"] for match in _REF.finditer(line)}


def _read_yaml(files: ModelFiles, path: Path, content: _Yaml) -> None:
    line_of = line_finder(path)
    for at, model in enumerate(content.models):
        columns = {
            column.name: DescribedColumn(column.data_type, line_of("models", at, "columns", nth))
            for nth, column in enumerate(model.columns)
        }
        files.described[model.name] = DescribedModel(path, line_of("models", at), columns)
    for at, source in enumerate(content.sources):
        if source.name == "raw":
            for nth, table in enumerate(source.tables):
                files.declared_raw[table.name] = Place(path, line_of("sources", at, "tables", nth))
