"""Where pages ask: one published version, held open, with its small answers remembered.

Belongs here: opening the door for a company, and remembering answers of that version.
Does not belong here: making questions (questions.py). Rows behind a figure are never remembered.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from warehouse.company import Company, load_company
from warehouse.freshness import Freshness
from warehouse.metrics import Door
from warehouse.question import Answer, Metric, Question, Rows
from warehouse.versions import find_version

REMEMBERED_ANSWERS = 2_000  # of all readers; an answer of a page is some kilobytes
HELD_VERSIONS = 2  # the current one, and the one before it for readers in the middle of a page


@dataclass(frozen=True)
class Desk:
    """Asks one version of a company. Errors are those of the door (QuestionError, VersionError, TooSlow)."""

    company: Company
    door: Door
    version: str

    def answer(self, question: Question) -> Answer:
        return _answer(str(self.company.folder), self.version, question, self.door)

    def table(self, question: Question) -> list[dict[str, Any]]:
        """The answer as one dict a row."""
        rows: list[dict[str, Any]] = self.answer(question).table.to_pylist()
        return rows

    def figures(self, question: Question) -> dict[str, Any]:
        """The one row of a question without `by`; empty where nothing was found."""
        rows = self.table(question)
        return rows[0] if rows else dict.fromkeys(question.metrics)

    def metrics(self) -> dict[str, Metric]:
        return {metric.name: metric for metric in self.door.metrics()}

    def labels(self) -> dict[str, str]:
        """What people call metrics and dimensions, by name."""
        return self.door.labels()

    def freshness(self) -> Freshness:
        return self.door.freshness()

    def rows(self, question: Question, limit: int, offset: int = 0) -> Rows:
        return self.door.drill(question, limit=limit, offset=offset)


def open_desk(folder: Path) -> Desk:
    """The desk of the version that is current now. Raises SettingsError, VersionError."""
    company = _company(folder, _modified(folder))
    version = find_version(company).name
    return Desk(company, _door(str(company.folder), version, company), version)


def _modified(folder: Path) -> int:
    """Differs once company.yml was changed; 0 where there is none, which load_company then says."""
    path = folder / "company.yml"
    return path.stat().st_mtime_ns if path.is_file() else 0


@st.cache_resource(max_entries=1, show_spinner=False)  # reading it takes 0.1 s, mostly for the time zones there are
def _company(folder: Path, modified_ns: int) -> Company:
    return load_company(folder)


@st.cache_resource(max_entries=HELD_VERSIONS, show_spinner=False)
def _door(folder: str, version: str, _company: Company) -> Door:
    return Door(_company, version)


@st.cache_data(max_entries=REMEMBERED_ANSWERS, show_spinner=False, hash_funcs={Question: repr})
def _answer(folder: str, version: str, question: Question, _door: Door) -> Answer:
    return _door.ask(question)
