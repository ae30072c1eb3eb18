"""`demo`: that the company is made once, what is said of another size, and whether it is served."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

import demo.company
import warehouse.company
from cli.app import app
from cli.commands import demo as command
from cli.example import DEMO_COMPANY
from demo.company import Made

Served = list[tuple[Path, int, int]]


class Watched:
    """A display that keeps what it was told."""

    def __init__(self) -> None:
        self.stages: list[str] = []

    def stage(self, title: str) -> None:
        self.stages.append(title)

    def step(self, what: str) -> None:
        pass


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Made]:
    """Making is replaced; what would have been made is noted, and then there."""
    made: list[Made] = []

    def make(folder: Path, what: Made, progress: Callable[[str, str, float], None]) -> None:
        progress("living", "2023-01", 0.0)
        progress("living", "2023-02", 0.5)
        progress("writing", "2023-01-31", 0.0)
        made.append(what)

    monkeypatch.setattr(demo.company, "make_company", make)
    monkeypatch.setattr(demo.company, "what_is_made", lambda folder: made[0] if made else None)
    return made


@pytest.fixture
def served(made: list[Made], watched: Watched, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Served:
    """Building and serving are replaced; what would have been served is noted."""
    served: Served = []

    def build(folder: Path, first: Callable[[Any], None]) -> SimpleNamespace:
        first(watched)
        return SimpleNamespace(status="published")

    monkeypatch.setenv("RAPPORT_ROOT", str(tmp_path))
    monkeypatch.setattr(command, "run_and_report", build)
    monkeypatch.setattr(command, "show_built", lambda company: print("built"))
    monkeypatch.setattr(command, "serve", lambda *arguments: served.append(arguments))
    monkeypatch.setattr(warehouse.company, "load_company", lambda folder: folder)
    return served


def test_it_serves_what_it_built_on_the_ports_asked_for(served: Served, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["demo", "--port", "9001", "--dagster-port", "9002"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("built\n")
    assert served == [(tmp_path / DEMO_COMPANY, 9001, 9002)]


def test_the_company_is_made_once_and_each_stage_is_shown_once(
    served: Served, made: list[Made], watched: Watched
) -> None:
    first = CliRunner().invoke(app, ["demo", "--no-serve"])
    assert made == [Made("M", 1)]
    assert watched.stages == ["living", "writing"]
    assert "size M (living 0.0 s, writing 0.0 s)" in first.stdout
    second = CliRunner().invoke(app, ["demo", "--no-serve", "--size", "M"])
    assert made == [Made("M", 1)]
    assert "made before" not in second.stdout
    assert f"./rapport serve --company {DEMO_COMPANY}" in second.stdout
    assert served == []


def test_another_size_is_not_made_over_what_is_there(served: Served, made: list[Made]) -> None:
    made.append(Made("S", 1))
    result = CliRunner().invoke(app, ["demo", "--size", "L"])
    assert result.exit_code == 1
    assert "holds the company of size S" in result.stderr
    assert f"rm -r {DEMO_COMPANY}/landing" in result.stderr
    assert made == [Made("S", 1)]
    assert served == []


def test_a_failed_build_is_not_served(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "run_and_report", lambda folder, first: SimpleNamespace(status="failed"))
    assert CliRunner().invoke(app, ["demo"]).exit_code == 1
    assert served == []
