"""The listener that turns a click on a link into a new state of the page, without loading it anew.

Belongs here: mounting listener.js and writing the state a link asks for into the address.
Does not belong here: links themselves (sheet.py makes them from states).
"""

from __future__ import annotations

from urllib.parse import parse_qs

import streamlit as st

from dashboards.blocks.markup import FOLDER
from dashboards.formats import Language

KEY = "links"

_listener = st.components.v2.component("rapport_links", js=(FOLDER / "listener.js").read_text(encoding="utf-8"))


def listen(language: Language, address: str) -> None:
    """Follows the page's links; `address` is the page's own, so that the listener hears of every change."""
    with st.container(key="listener"):
        _listener(key=KEY, data={"language": language, "address": address}, on_followed_change=_follow)


def _follow() -> None:
    followed = st.session_state[KEY].followed
    if isinstance(followed, str):
        go(followed)


def go(link: str) -> None:
    """Makes the query string `link` ("?date=2011") the page's state."""
    st.query_params.from_dict(parse_qs(link.removeprefix("?"), keep_blank_values=True))
