"""What a page says when it has no figures to show: why, and what to do next.

Belongs here: the states nothing published, empty, cannot be asked, too slow, failed.
Does not belong here: finding out which one it is (frame.py, pages).
"""

from __future__ import annotations

from dashboards.blocks.markup import show
from dashboards.blocks.sheet import Sheet
from dashboards.i18n import Words


def show_state(title: str, text: str, command: str = "", link: str = "", link_text: str = "") -> None:
    show("state", title=title, text=text, command=command, link=link, link_text=link_text)


def show_nothing_published(words: Words, company: str, folder: str) -> None:
    show_state(
        words("state.nothing_published"),
        words("state.nothing_published_text", company=company),
        command=f"./rapport build --company {folder}",
    )


def show_empty(sheet: Sheet) -> None:
    """Nothing in the selection; the way back is one click."""
    show_state(
        sheet.words("state.empty"),
        sheet.words("state.empty_text", day=sheet.formats.day(sheet.data.end)),
        link=sheet.link(sheet.view.reset()),
        link_text=sheet.words("filter.reset"),
    )


def show_problem(words: Words, title: str, text: str) -> None:
    """`title` names a message; `text` says what happened."""
    show_state(words(f"state.{title}"), text, link="?", link_text=words("filter.reset"))
