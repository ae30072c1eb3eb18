"""`demo`: what it builds, what it says of --size, and whether it serves."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

import warehouse.company
from cli.app import app
from cli.commands import demo
from cli.example import DEMO_COMPANY


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[Path, int, int]]:
    """Building and serving are replaced; what would have been served is noted."""
    served: list[tuple[Path, int, int]] = []
    monkeypatch.setenv("RAPPORT_ROOT", str(tmp_path))
    monkeypatch.setattr(demo, "run_and_report", lambda folder: SimpleNamespace(status="published"))
    monkeypatch.setattr(demo, "show_built", lambda company: print("built"))
    monkeypatch.setattr(demo, "serve", lambda *arguments: served.append(arguments))
    monkeypatch.setattr(warehouse.company, "load_company", lambda folder: folder)
    return served


def test_it_serves_what_it_built_on_the_ports_asked_for(served: list[tuple[Path, int, int]], tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["demo", "--port", "9001", "--dagster-port", "9002"])
    assert result.exit_code == 0, result.output
    assert result.stdout == "built\n"
    assert served == [(tmp_path / DEMO_COMPANY, 9001, 9002)]


def test_without_serving_it_says_how_to_and_that_a_size_has_no_effect(
    served: list[tuple[Path, int, int]],
) -> None:
    result = CliRunner().invoke(app, ["demo", "--no-serve", "--size", "L"])
    assert "--size L has no effect" in result.stdout
    assert f"./rapport serve --company {DEMO_COMPANY}" in result.stdout
    assert served == []


def test_a_failed_build_is_not_served(served: list[tuple[Path, int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "run_and_report", lambda folder: SimpleNamespace(status="failed"))
    assert CliRunner().invoke(app, ["demo"]).exit_code == 1
    assert served == []
