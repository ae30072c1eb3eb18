"""From values to HTML: templates that escape everything, and the links that a click follows without a reload.

Belongs here: rendering, and the listener that turns a click on a link into a new state of the page.
Does not belong here: what any block says.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import streamlit as st

FOLDER = Path(__file__).parent

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


def render(template: str, **values: Any) -> str:
    """The HTML of templates/<template>.html; every value in it is escaped."""
    return _TEMPLATES.get_template(f"{template}.html").render(**values)


def show(template: str, *, narrow: bool = False, **values: Any) -> None:
    """Shows the template, as wide as the page or (`narrow`) as its content, for blocks that stand side by side."""
    st.html(render(template, **values), width="content" if narrow else "stretch")
