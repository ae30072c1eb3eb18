"""Both catalogues say the same, and every message that the pages ask for is there."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboards.i18n import NoSuchMessage, load_words

FOLDER = Path(__file__).parents[3] / "dashboards"
PLURALS = {"zero", "one", "two", "few", "many", "other"}
ASKED = re.compile(r"""\bwords\(\s*"([a-z_0-9.]+)["]""")
ENGLISH, CHINESE = load_words("en"), load_words("zh-CN")


def messages(node: Any, name: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every message by its dotted name with the values it takes; plural forms are one message."""
    if not isinstance(node, dict):
        yield name, {field for _, field, _, _ in string.Formatter().parse(str(node)) if field}
    elif "other" in node and set(node) <= PLURALS:
        yield name, {field for form in node.values() for _, fields in messages(form) for field in fields} - {"count"}
    else:
        for key, child in node.items():
            yield from messages(child, f"{name}.{key}" if name else key)


# What only one language needs: its own units, and labels that the dictionary of a version has in English.
OWN = re.compile(r"chart\.(amount|count)\.x\d+|metric\..*")


def test_both_languages_have_the_same_messages() -> None:
    english, chinese = dict(messages(ENGLISH.messages)), dict(messages(CHINESE.messages))
    assert {name for name in english.keys() ^ chinese.keys() if not OWN.fullmatch(name)} == set()


def test_no_language_needs_a_value_the_other_does_not_get() -> None:
    english, chinese = dict(messages(ENGLISH.messages)), dict(messages(CHINESE.messages))
    wrong = {name for name in english.keys() & chinese.keys() if chinese[name] - english[name] - {"count"}}
    assert wrong == set()


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.py")), ids=lambda file: file.name)
def test_every_message_asked_for_is_there(file: Path) -> None:
    asked = ASKED.findall(file.read_text(encoding="utf-8"))
    assert [name for name in asked if not ENGLISH.has(name)] == []


def test_plural_forms_go_by_the_count() -> None:
    assert ENGLISH("rows.counted", count=1, count_written="1") == "1 row."
    assert ENGLISH("rows.counted", count=2, count_written="2") == "2 rows."
    assert CHINESE("rows.counted", count=1, count_written="1") == "1 行。"


def test_a_message_that_is_not_there_is_named() -> None:
    with pytest.raises(NoSuchMessage, match=r"rows\.colour"):
        ENGLISH("rows.colour")
