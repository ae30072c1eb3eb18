"""The colours of .streamlit/config.toml, as pages and charts use them.

Belongs here: which of the theme's colours means what.
Does not belong here: the colours themselves (.streamlit/config.toml), the layout (blocks/page.css).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import streamlit as st


@dataclass(frozen=True)
class Palette:
    """Colours by meaning. Green and red colour differences; a sign always says the same."""

    ink: str
    second: str
    ground: str
    raised: str
    line: str
    accent: str
    green: str
    red: str
    actual: str
    previous: str
    partial: str

    def css(self) -> str:
        """Custom properties for the page's style sheet."""
        properties = "".join(f"--{name}:{colour};" for name, colour in asdict(self).items())
        return f"<style>:root{{{properties}}}</style>"


def palette() -> Palette:
    """The palette of the reader's theme."""
    theme = st.context.theme.type or "light"
    actual, previous, partial = st.get_option(f"theme.{theme}.chartCategoricalColors")
    return Palette(
        ink=_option(theme, "textColor"),
        second=_option(theme, "grayTextColor"),
        ground=_option(theme, "backgroundColor"),
        raised=_option(theme, "secondaryBackgroundColor"),
        line=_option(theme, "borderColor"),
        accent=_option(theme, "primaryColor"),
        green=_option(theme, "greenTextColor"),
        red=_option(theme, "redTextColor"),
        actual=actual,
        previous=previous,
        partial=partial,
    )


def _option(theme: str, name: str) -> str:
    return str(st.get_option(f"theme.{theme}.{name}"))
