"""The bar that says what is shown, and where it is changed: chips, a chooser, the comparison, reset.

Belongs here: saying the filters in words, and links that take them away.
Does not belong here: the state itself (filters.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import streamlit as st

from dashboards.blocks.listener import go
from dashboards.blocks.markup import show
from dashboards.blocks.sheet import Sheet
from dashboards.periods import Versus

Names = Mapping[str, Mapping[str | None, str]]  # of a dimension, its members' names
SHOWN_MEMBERS = 3


def show_filter_bar(sheet: Sheet, names: Names) -> None:
    """`names` has the members that there are to choose from, by dimension."""
    with st.container(key="filter_bar", horizontal=True, vertical_alignment="center", gap="medium"):
        show(
            "filter_bar",
            label=sheet.words("filter.label"),
            everything=sheet.words("filter.all"),
            chips=[*_period_chip(sheet), *(_chip(sheet, name, names[name]) for name in sheet.view.members)],
            reset=sheet.link(sheet.view.reset()) if sheet.view.is_filtered else None,
            reset_text=sheet.words("filter.reset"),
        )
        # Thousands of members go to the browser only when somebody opens it.
        chooser = st.popover(sheet.words("filter.choose"), type="tertiary", key="chooser", on_change="rerun")
        if chooser.open:
            with chooser:
                for dimension in names:
                    _chooser(sheet, dimension, names[dimension])
        _comparison(sheet)


def _period_chip(sheet: Sheet) -> list[dict[str, str]]:
    period = sheet.view.period
    if period is None:
        return []
    part = sheet.part(period)
    text = sheet.formats.period(period)
    return [
        {
            "text": f"{text} ({part})" if part else text,
            "link": sheet.link(sheet.view.into(None)),
            "remove": sheet.words("filter.remove", dimension=sheet.words("dimension.plural.date")),
        }
    ]


def _chip(sheet: Sheet, dimension: str, names: Mapping[str | None, str]) -> dict[str, str]:
    kept = sheet.view.members[dimension]
    shown = ", ".join(sheet.member(names.get(member, member)) for member in kept[:SHOWN_MEMBERS])
    more = sheet.words("filter.more", count=len(kept) - SHOWN_MEMBERS) if len(kept) > SHOWN_MEMBERS else ""
    return {
        "text": f"{sheet.words(f'dimension.{dimension}')}: {shown}{more}",
        "link": sheet.link(sheet.view.keeping(dimension, ())),
        "remove": sheet.words("filter.remove", dimension=sheet.words(f"dimension.plural.{dimension}")),
    }


def _chooser(sheet: Sheet, dimension: str, names: Mapping[str | None, str]) -> None:
    """Keeps what is chosen; made anew with every state, so that it shows what the address says."""
    kept = sheet.view.members.get(dimension, ())
    key = f"keep {dimension} {sheet.link(sheet.view)}"

    def keep() -> None:
        go(sheet.link(sheet.view.keeping(dimension, st.session_state[key])))

    st.multiselect(
        sheet.words(f"dimension.{dimension}"),
        options=list(dict.fromkeys([*kept, *names])),
        default=list(kept),
        format_func=lambda member: sheet.member(names.get(member, member)),
        placeholder=sheet.words("filter.placeholder"),
        key=key,
        on_change=keep,
    )


def _comparison(sheet: Sheet) -> None:
    choices: list[Versus | None] = [None, *get_args(Versus)]
    show(
        "choices",
        narrow=True,
        kind="versus",
        label=sheet.words("filter.versus"),
        said=True,
        choices=[
            {
                "text": sheet.words(f"filter.{versus or 'automatic'}"),
                "link": sheet.link(sheet.view.compared(versus)),
                "chosen": versus == sheet.view.versus,
            }
            for versus in choices
        ],
    )
