"""The frame of all pages: theme, navigation, the company shown, and what is said when there is nothing to show.

Belongs here: what is the same on every page.
Does not belong here: any one page (pages/).
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from dashboards.blocks.listener import listen
from dashboards.blocks.markup import FOLDER
from dashboards.blocks.state import show_nothing_published, show_problem, show_state
from dashboards.desk import Desk, open_desk
from dashboards.i18n import Words, load_words
from dashboards.pages.sales import show_sales
from dashboards.theme import palette
from warehouse.company import SettingsError, load_company
from warehouse.question import QuestionError
from warehouse.reader import TooSlow
from warehouse.versions import NothingPublished, VersionError

COMPANY_VARIABLE = "RAPPORT_COMPANY_FOLDER"
LOG = logging.getLogger(__name__)


def run() -> None:
    """Shows the page that the address names, in the company that the pages were started for."""
    words = load_words("en")
    st.set_page_config(page_title=words("page.sales"), page_icon=str(FOLDER / "icon.svg"), layout="wide")
    st.html(FOLDER / "page.css")
    st.html(palette().css())
    page = st.Page(lambda: _show(show_sales), title=words("page.sales"), url_path="sales", default=True)
    st.navigation([page], position="hidden").run()


def company_folder() -> Path | None:
    """From `-- --company DIR` after the script's name, else from the environment; None where neither says."""
    arguments = sys.argv[1:]
    if "--company" in arguments[:-1]:
        return Path(arguments[arguments.index("--company") + 1])
    named = os.environ.get(COMPANY_VARIABLE)
    return Path(named) if named else None


def _show(show_page: Callable[[Desk], None]) -> None:
    folder = company_folder()
    words = load_words("en")
    if folder is None:
        show_state(words("state.no_company"), words("state.no_company_text"), words("state.no_company_command"))
        return
    try:
        with st.spinner(words("state.opening"), show_time=False):
            desk = open_desk(folder)
        show_page(desk)
    except Exception as error:  # whatever it is, it is told in words and not as a traceback
        _tell(error, folder, words)
        listen("en", "?")


def _tell(error: Exception, folder: Path, words: Words) -> None:
    if isinstance(error, NothingPublished):
        show_nothing_published(words, load_company(folder).name, str(folder))
    elif isinstance(error, SettingsError | VersionError):
        show_problem(words, "no_company", str(error))
    elif isinstance(error, QuestionError):
        show_problem(words, "cannot_ask", str(error))
    elif isinstance(error, TooSlow):
        show_problem(words, "too_slow", str(error))
    else:
        LOG.exception("the page cannot be shown")
        show_problem(words, "failed", words("state.failed_text"))
