"""Where in a YAML settings file a setting stands, for faults that show only when several settings are compared.

Belongs here: the line and the written text of a setting. Does not belong here: reading settings (warehouse.company).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml


class Place(NamedTuple):
    """The line (1-based) of a setting and its value as written, before environment variables are filled in."""

    line: int
    written: str


def place_of(path: Path, *keys: str | int) -> Place:
    """The place of the setting reached by `keys`, or of its nearest enclosing setting that exists."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    line = 1
    for key in keys:
        step = _step(node, key)
        if step is None:
            return Place(line, "")
        line, node = step
    return Place(line, str(node.value) if isinstance(node, yaml.ScalarNode) else "")


def _step(node: yaml.Node | None, key: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
        item = node.value[key]
        return item.start_mark.line + 1, item
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == key:
                return key_node.start_mark.line + 1, value_node
    return None
