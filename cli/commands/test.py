"""`rapport test`: the checks of the code and the tests, with the tools of the environment.

Belongs here: which tools run, in which order, and the exit code. Does not belong here: their settings (pyproject.toml).
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import typer

from cli.errors import FAILED

EXAMPLE = """\b
Examples: rapport test                          everything
          rapport test types                    one check
          rapport test tests/unit -k contract   pytest alone, with these arguments"""
HANDS_ON_ARGUMENTS = {"allow_extra_args": True, "ignore_unknown_options": True}

# Modules go to two workers; what a module has built once serves all its tests. More than two would want more memory.
BY_TWO = ("-n", "2", "--dist", "loadfile")

ROOT = Path(__file__).resolve().parents[2]


def run(tool: str, *arguments: str) -> int:
    """Runs a Python tool of this environment from the root, and returns its exit code."""
    return subprocess.run([sys.executable, "-P", "-m", tool, *arguments], cwd=ROOT).returncode


def sql_style() -> int:
    """Lints the SQL as dbt compiles it; imported late, since it reads every company."""
    from cli.sql_style import lint_sql

    return lint_sql(ROOT)


CHECKS: dict[str, Callable[[], int]] = {
    "style": lambda: run("ruff", "check", "."),
    "format": lambda: run("ruff", "format", "--check", "."),
    "types": lambda: run("mypy"),
    "sql": sql_style,
    "tests": lambda: run("pytest", *BY_TWO),
}


def test(context: typer.Context) -> None:
    """Check the code and run the tests.

    Without arguments: style and format (ruff), types (mypy), sql (sqlfluff), then the tests (pytest). All of them run;
    one that fails makes the exit code 1. With names of checks: only those. What follows them, or stands without them,
    are arguments for pytest; with those alone the exit code is that of pytest.
    """
    names = list(takewhile(CHECKS.__contains__, context.args))
    for_pytest = context.args[len(names) :]
    if for_pytest and not names:
        raise typer.Exit(run("pytest", *for_pytest))
    failed = [name for name in names or CHECKS if timed(name)]
    if for_pytest and run("pytest", *for_pytest):
        failed.append("tests")
    print(f"\nfailed: {', '.join(failed)}" if failed else "\nall checks passed", flush=True)
    raise typer.Exit(FAILED if failed else 0)


def timed(name: str) -> int:
    """Runs a check, says how long it took, and returns its exit code."""
    print(f"== {name}", flush=True)
    start = time.monotonic()
    code = CHECKS[name]()
    print(f"== {name} {'failed' if code else 'passed'}, {time.monotonic() - start:.0f} s", flush=True)
    return code
