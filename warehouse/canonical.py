"""The canonical entities: what every source is turned into, as dbt/models/canonical says.

Belongs here: reading those files for people and for checks. Does not belong here: whether a company's staging keeps to
them (staging.py), what the models make of them (dbt/).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from warehouse.shipped import SHIPPED_FOLDER

CANONICAL_FOLDER = SHIPPED_FOLDER / "models" / "canonical"
_PREFIX = "canonical__"


@dataclass(frozen=True)
class CanonicalEntity:
    """`kinds` of systems that deliver it; `grain` says what one row is; `columns` and their types in order, and what
    each of them means; the `required` ones must be filled."""

    name: str
    kinds: tuple[str, ...]
    grain: str
    columns: dict[str, str]
    meanings: dict[str, str]
    required: frozenset[str]


def canonical_entities(folder: Path = CANONICAL_FOLDER) -> dict[str, CanonicalEntity]:
    """All entities by name."""
    found = [_entity(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.yml"))]
    return {entity.name: entity for entity in found}


def _entity(content: dict[str, Any]) -> CanonicalEntity:
    (model,) = content["models"]
    return CanonicalEntity(
        name=model["name"].removeprefix(_PREFIX),
        kinds=tuple(model["config"]["meta"]["kinds"]),
        grain=" ".join(model["description"].split()),
        columns={column["name"]: column["data_type"] for column in model["columns"]},
        meanings={column["name"]: " ".join(column["description"].split()) for column in model["columns"]},
        required=frozenset(_required(model["data_tests"])),
    )


def _required(data_tests: list[dict[str, Any]]) -> Iterator[str]:
    for test in data_tests:
        yield from test.get("required_columns_are_filled", {}).get("arguments", {}).get("columns", [])
