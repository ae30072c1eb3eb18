"""What the documentation says is so: commands exist and are written as they are called, links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer
from repository import ROOT, DbtProject, files, text_of

from cli.app import app
from cli.example import DEMO_COMPANY

PAGES = [name for name in files() if name.endswith(".md") and name.count("/") <= 1 and not name.startswith(".")]
COMMAND_LINE = re.compile(r"^(?:\$ )?(\./rapport .*)$|`(\./rapport [^`]*)`", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def command_lines(page: str) -> list[str]:
    """Every call of ./rapport that a page shows with its arguments; <placeholders> and … are no calls."""
    found = [whole or quoted for whole, quoted in COMMAND_LINE.findall(text_of(page))]
    calls = [line.partition(" #")[0].replace(" DIR", f" {DEMO_COMPANY}") for line in found]
    return [line for line in calls if len(line.split()) > 2 and not re.search(r"<[a-z]|…|\.\.\.", line)]


CALLS = [(page, line) for page in PAGES for line in command_lines(page)]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert any(f"rapport {command}" in text_of(page) for page in PAGES)


@pytest.mark.parametrize(("page", "line"), CALLS)
def test_every_call_that_is_documented_is_a_right_call(page: str, line: str) -> None:
    name, *arguments = shlex.split(line)[1:]
    assert name in COMMANDS, f"{page}: there is no command {name}"
    try:
        COMMANDS[name].make_context(name, [*arguments])
    except Exception as error:
        pytest.fail(f"{page}: {line}\n{getattr(error, 'message', error)}")


def test_every_option_is_described() -> None:
    wrong = [
        f"{command.name} {parameter.name}"
        for command in COMMANDS.values()
        for parameter in command.params
        if not getattr(parameter, "help", None)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file(page: str) -> None:
    wrong = [link for link in LINK.findall(text_of(page)) if not (ROOT / Path(page).parent / link).exists()]
    assert not wrong, "\n".join(wrong)


def test_every_metric_is_in_the_dictionary(dbt_project: DbtProject) -> None:
    dictionary = text_of("docs/metrics.md")
    wrong = [metric["name"] for metric in dbt_project.nodes("metric") if f"`{metric['name']}`" not in dictionary]
    assert not wrong, "\n".join(wrong)
