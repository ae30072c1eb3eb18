"""Reads a YAML settings file into a pydantic model and says, when it is wrong, which line and why.

Belongs here: YAML with line numbers, validation, environment variables in values.
Does not belong here: what any particular settings file means (company.py, ingest/contract.py).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)

_VARIABLE = re.compile(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?P<default>[^}]*))?\}")


class SettingsError(Exception):
    """A settings file cannot be used; `file`, `line` (1-based) and `reason` say where and why."""

    def __init__(self, file: Path, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


def read_settings(path: Path, model: type[Model]) -> Model:
    """Reads the YAML file `path` and returns it as `model`.

    `${NAME}` and `${NAME:-default}` in text are replaced from the environment. Raises SettingsError where the
    file is missing, is no YAML, names a variable that is not set, or does not fit the model.
    """
    node = _compose(path)
    content = _construct(path, node)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise _first_fault(path, node, error) from error


def line_finder(path: Path) -> Callable[..., int]:
    """Tells the line (1-based) of the setting reached by keys and positions, or of its nearest enclosing one."""
    node = _compose(path)
    return lambda *place: _line_of(node, place)


def variables_in(path: Path) -> dict[str, str]:
    """The environment variables that the settings file `path` names, with the values they have now."""
    found = _VARIABLE.finditer(path.read_text(encoding="utf-8", errors="replace"))
    return {match[0]: os.environ.get(match["name"]) or match["default"] or "" for match in found}


def _compose(path: Path) -> yaml.Node:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise SettingsError(path, 1, f"the file cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SettingsError(path, 1, "the file is not UTF-8 text") from error
    except yaml.YAMLError as error:
        raise SettingsError(path, _line_of_fault(error), f"not valid YAML: {_fault(error)}") from error
    except RecursionError as error:
        raise SettingsError(path, 1, "an alias stands within what it names") from error
    if node is None:
        raise SettingsError(path, 1, "the file is empty")
    return node


def _construct(path: Path, node: yaml.Node) -> object:
    """The Python value of a YAML node, duplicate keys refused and environment variables filled in."""
    if isinstance(node, yaml.MappingNode):
        result: dict[object, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
                raise SettingsError(path, key_node.start_mark.line + 1, "a setting's name must be one word")
            key = _construct(path, key_node)
            if key in result:
                raise SettingsError(path, key_node.start_mark.line + 1, f"'{key}' stands here a second time")
            result[key] = _construct(path, value_node)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_construct(path, item) for item in node.value]
    try:
        value = yaml.SafeLoader("").construct_object(node)
    except (yaml.YAMLError, ValueError) as error:
        reason = f"'{node.value}' cannot be read as a value ({_fault(error)})"
        raise SettingsError(path, node.start_mark.line + 1, reason) from error
    return _fill_in(path, node, value) if isinstance(value, str) else value


def _line_of_fault(error: yaml.YAMLError) -> int:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    return mark.line + 1 if mark else 1


def _fault(error: Exception) -> str:
    return str(error.problem) if isinstance(error, yaml.MarkedYAMLError) else str(error).splitlines()[0]


def _fill_in(path: Path, node: yaml.Node, text: str) -> str:
    def replacement(match: re.Match[str]) -> str:
        value = os.environ.get(match["name"]) or match["default"]
        if value is None:
            line = node.start_mark.line + 1
            raise SettingsError(path, line, f"the environment variable {match['name']} is not set")
        return value

    return _VARIABLE.sub(replacement, text)


def _first_fault(path: Path, node: yaml.Node, error: ValidationError) -> SettingsError:
    faults = sorted(error.errors(), key=lambda fault: fault["type"] != "extra_forbidden")
    fault = faults[0]  # an unknown setting first: it is most often a missing one, misspelt
    place = [part for part in fault["loc"] if part != "[key]"]
    named = ".".join(str(part) for part in place) or "the file"
    others = error.error_count() - 1
    more = f" (and {others} more)" if others else ""
    reason = "this setting is not known" if fault["type"] == "extra_forbidden" else fault["msg"]
    return SettingsError(path, _line_of(node, place), f"{named}: {reason.removeprefix('Value error, ')}{more}")


def _line_of(node: yaml.Node, place: Sequence[str | int]) -> int:
    """The line of the setting at `place`, or of its nearest enclosing setting that exists."""
    line: int = node.start_mark.line + 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            pairs = [(key, value) for key, value in node.value if key.value == str(part)]
            if not pairs:
                return line
            key, node = pairs[0]
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line
