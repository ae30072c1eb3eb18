"""The program as a whole: help, exit codes, and how errors are told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

from cli import errors
from cli.app import app, main
from cli.errors import explain
from warehouse.settings_file import SettingsError

ROOT = Path(__file__).resolve().parents[3]
COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]


@dataclass
class Result:
    code: object
    out: str
    err: str


Rapport = Callable[..., Result]


@pytest.fixture
def rapport(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Rapport:
    """Runs the program in this process, as ./rapport would in its own."""

    def run(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["rapport", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        return Result(end.value.code or 0, *capsys.readouterr())

    return run


def in_a_process(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "cli", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_commands_are_those_that_the_documentation_promises() -> None:
    daily = ["demo", "build", "serve", "query", "sql", "versions"]
    assert [
        *daily,
        "rollback",
        "export",
        "deliveries",
        "quarantine",
        "new-company",
        "sniff",
        "new-model",
        "check",
        "test",
    ] == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(rapport: Rapport, command: str) -> None:
    result = rapport(command, "--help")
    assert result.code == 0
    assert "Example" in result.out
    assert f"rapport {command}" in result.out


@pytest.mark.parametrize("heavy", ["pydantic", "duckdb", "pyarrow", "dagster", "metricflow", "rich.console"])
def test_starting_imports_no_library_that_a_command_may_not_need(heavy: str) -> None:
    code = f"import sys, cli.app; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing-of-the-kind"],
        ["build"],
        ["build", "--company", "no such folder"],
        ["build", "--company", "{folder}", "--as-of", "yesterday"],
        ["build", "--company", "{folder}", "--wait", "-1"],
        ["serve", "--company", "{folder}", "--port", "70000"],
        ["sql", "--company", "{folder}"],
        ["sql", "--company", "{folder}", "--format", "xml", "select 1"],
        ["query", "--company", "{folder}"],
        ["query", "--company", "{folder}", "--metrics", "orders", "--where", "country like F%"],
        ["demo", "--size", "XXL"],
    ],
)
def test_a_wrong_call_ends_with_2_and_says_what_was_wrong(
    rapport: Rapport, arguments: list[str], tmp_path: Path
) -> None:
    result = rapport(*(argument.format(folder=tmp_path) for argument in arguments))
    assert result.code == 2, result.err
    assert "Usage: rapport" in result.err
    assert result.out == ""


@pytest.mark.parametrize("command", ["build", "serve", "versions", "check", "query"])
def test_a_wrong_company_yml_is_told_with_its_line_and_no_traceback(
    rapport: Rapport, command: str, tmp_path: Path
) -> None:
    (tmp_path / "company.yml").write_text("name: X\ncurrency: pounds\n")
    more = ["--metrics", "orders"] if command == "query" else []
    result = rapport(command, "--company", str(tmp_path), *more)
    assert result.code == 1
    assert f"{tmp_path}/company.yml, line 2" in " ".join(result.err.split())
    assert "what to do:" in result.err


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    result = in_a_process("--debug", "versions", "--company", str(tmp_path))
    assert result.returncode == 1
    assert "Traceback" in result.stderr


@pytest.mark.parametrize("name", errors.REMEDIES)
def test_every_error_that_is_told_exists(name: str) -> None:
    module, _, kind = name.rpartition(".")
    assert issubclass(getattr(import_module(module), kind), Exception)


def test_a_foreseen_error_is_told_in_its_own_words() -> None:
    told = explain(SettingsError(Path("company.yml"), 3, "currency: not known"))
    assert told.startswith("rapport: company.yml, line 3: currency: not known")
    assert "what to do: correct that line" in told


def test_an_error_nobody_foresaw_says_how_to_see_where_it_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["rapport", "sql", "--company", "a b", "select 1"])
    assert explain(ZeroDivisionError("division by zero")).splitlines() == [
        "rapport: ZeroDivisionError: division by zero",
        "  what to do: to see where: rapport --debug sql --company 'a b' 'select 1'",
    ]
