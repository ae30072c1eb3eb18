"""The guide lists the canonical entities as their YAML says them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from warehouse.canonical import CanonicalEntity, canonical_entities

GUIDE = "docs/bring-your-own-extracts.md"
KINDS = ("web_shop", "crm", "call_centre", "external")
LIST = re.compile(r"(<!-- entities: .*? -->\n).*?(<!-- /entities -->)", re.DOTALL)


def test_entities_in_the_guide(root: Path, approve: Callable[[Path, str], None]) -> None:
    written = (root / GUIDE).read_text(encoding="utf-8")
    assert LIST.search(written), f"{GUIDE} has lost the marks between which the entities stand"
    approve(root / GUIDE, LIST.sub(lambda marks: marks[1] + _table() + marks[2], written))


def test_every_entity_is_delivered_by_some_kind_of_system() -> None:
    wrong = {
        entity.name: entity.kinds for entity in canonical_entities().values() if not set(entity.kinds) <= set(KINDS)
    }
    assert wrong == {}
    assert all(entity.kinds for entity in canonical_entities().values())


def _table() -> str:
    entities = sorted(canonical_entities().values(), key=lambda entity: (KINDS.index(entity.kinds[0]), entity.name))
    return "| entity | delivered by | what one row is |\n|---|---|---|\n" + "".join(_row(entity) for entity in entities)


def _row(entity: CanonicalEntity) -> str:
    link = f"[`{entity.name}`](../dbt/models/canonical/{entity.name}.yml)"
    return f"| {link} | {', '.join(entity.kinds)} | {_first_sentence(entity.grain)} |\n"


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=\.) (?=[A-Z])", text)[0]
