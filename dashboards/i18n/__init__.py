"""Every visible word of the pages, one catalogue a language.

Belongs here: message catalogues (<language>.yml) and looking a message up.
Does not belong here: numbers and dates (formats.py), names of members, which are data.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from dashboards.formats import LOCALES, Formats, Language

FOLDER = Path(__file__).parent


class NoSuchMessage(KeyError):
    """A page asks for a message that no catalogue holds."""


@dataclass(frozen=True)
class Words:
    """The messages of one language by their dotted names; `formats` writes the numbers in them."""

    language: Language
    messages: dict[str, Any]

    def __call__(self, name: str, /, **values: object) -> str:
        """The message `name` with `{value}` filled in. A message with plural forms goes by `count`."""
        message = self._find(name)
        if isinstance(message, dict):
            message = message.get(self._plural(values.get("count")), message["other"])
        return str(message).format(**values)

    def has(self, name: str) -> bool:
        try:
            self._find(name)
        except NoSuchMessage:
            return False
        return True

    def _find(self, name: str) -> Any:
        message: Any = self.messages
        for part in name.split("."):
            if not isinstance(message, dict) or part not in message:
                raise NoSuchMessage(f"{self.language}.yml has no message '{name}'")
            message = message[part]
        return message

    def _plural(self, count: object) -> str:
        rule = Locale.parse(LOCALES[self.language]).plural_form
        return str(rule(count)) if isinstance(count, int) else "other"


@dataclass(frozen=True)
class Tongue:
    """A language as a page speaks it: `words` for what is said, `formats` for numbers and dates."""

    words: Words
    formats: Formats


@functools.cache
def load_words(language: Language) -> Words:
    """The catalogue of `language`."""
    text = (FOLDER / f"{language}.yml").read_text(encoding="utf-8")
    return Words(language, yaml.safe_load(text))


def tongue(language: Language, currency: str) -> Tongue:
    """`language`, with amounts in `currency`."""
    return Tongue(load_words(language), Formats(language, currency))
