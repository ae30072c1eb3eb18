"""What `rapport test` runs: checks by name, and pytest with whatever else stands there."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from cli.app import app
from cli.commands import test as command


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    calls: list[tuple[str, ...]] = []

    def run(tool: str, *arguments: str) -> int:
        calls.append((tool, *arguments))
        return int(tool == "mypy")

    monkeypatch.setattr(command, "run", run)
    return calls


def test_arguments_alone_go_to_pytest(calls: list[tuple[str, ...]]) -> None:
    done = CliRunner().invoke(app, ["test", "tests/unit", "-k", "contract"])
    assert calls == [("pytest", "tests/unit", "-k", "contract")]
    assert done.exit_code == 0


def test_checks_come_before_the_tests_that_stand_behind_them(calls: list[tuple[str, ...]]) -> None:
    done = CliRunner().invoke(app, ["test", "types", "style", "tests/unit"])
    assert calls == [("mypy",), ("ruff", "check", "."), ("pytest", "tests/unit")]
    assert done.exit_code == 1
    assert done.stdout.endswith("failed: types\n")
