"""A first contract, written from what was seen of the files, for a person to correct.

Belongs here: the YAML and its remarks where a person has to decide. Does not belong here: looking at files
(sniffing.py), the grammar (grammar.py).
"""

from __future__ import annotations

import json
import re
from itertools import chain, count
from pathlib import Path

import yaml

from ingest.column import Column
from ingest.sniffing import Sniffed


def contract_text(system: str, kind: str, sniffed: list[Sniffed]) -> str:
    """The contract of `system` over the files, as YAML with remarks where a person has to decide."""
    lines = [f"system: {system}", f"kind: {kind}    # as in company.yml", "entities:"]
    names: list[str] = []
    for one in sniffed:
        names.append(_entity_name(one.file, names))
        lines += _entity_lines(names[-1], one)
    return "\n".join(lines) + "\n"


def _entity_lines(name: str, one: Sniffed) -> list[str]:
    form = yaml.safe_dump(one.form.model_dump(exclude_unset=True), default_flow_style=True, width=200).strip()
    return [
        f"  {name}:",
        f"    files: {_quoted(one.file.name)}    # a pattern below landing that matches the coming days too",
        "    delivery: {from: file_time}    # or name, folder, column: where the day of a delivery stands",
        f"    format: {form}",
        "    mode: events    # events: only added; changes: new versions by key; snapshot: the whole table each time",
        f"    key: none    # {_key_hint(one)}",
        "    columns:    # say required: true where a row without it is worthless, pii: where it is personal",
        *(f"      {_quoted(name)}: {_column_text(column)}" for name, column in one.columns.items()),
    ]


def _key_hint(one: Sniffed) -> str:
    if not one.keys:
        return "or a list of columns"
    if len(one.keys[0]) == 1:
        return f"or a list of columns; each value stands once in {', '.join(name for (name,) in one.keys)}"
    return f"or a list of columns; each pair stands once in [{', '.join(map(_quoted, one.keys[0]))}]"


def _column_text(column: Column) -> str:
    parts = [f'type: "{column.type}"' if "(" in column.type else f"type: {column.type}"]
    parts += [f"format: {_quoted(column.format)}"] if column.format else []
    return f"{{{', '.join(parts)}}}"


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text) else json.dumps(text, ensure_ascii=False)


def _entity_name(file: Path, taken: list[str]) -> str:
    """The file's name without its ending; with it where another file has that name."""
    stem, _, ending = file.name.lower().partition(".")
    longer = (f"{stem}_{ending}_{number}" for number in count(2))
    names = (_word(name) for name in chain((stem, f"{stem}_{ending}"), longer))
    return next(name for name in names if name not in taken)


def _word(text: str) -> str:
    word = re.sub(r"[^a-z0-9]+", "_", text).strip("_")
    return word if word[:1].isalpha() else f"table_{word}"
