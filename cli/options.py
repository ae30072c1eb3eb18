"""Options that several commands share, so that they read and behave the same everywhere.

Belongs here: the type, name and help of an option. Does not belong here: options of one command alone.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a table is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def day(text: str) -> dt.date:
    """A day written YYYY-MM-DD; anything else is a wrong call."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is no day; write it as 2011-12-09") from None


CompanyFolder = Annotated[
    Path,
    typer.Option(
        "--company", metavar="DIR", exists=True, file_okay=False, help="Folder of the company: it holds company.yml."
    ),
]
VersionName = Annotated[
    str | None,
    typer.Option("--version", metavar="VERSION", help="Published version to ask; without it the current one."),
]
OutputFormat = Annotated[Format, typer.Option("--format", help="table for people, csv (UTF-8) and json for programs.")]
AsOf = Annotated[
    dt.date | None,
    typer.Option(
        "--as-of", metavar="DAY", parser=day, help="Today, as far as the models know; else the latest delivery day."
    ),
]
Wait = Annotated[float, typer.Option(metavar="SECONDS", min=0, help="Wait so long for another build to end.")]
