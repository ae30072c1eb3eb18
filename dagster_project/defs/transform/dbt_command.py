"""How dbt is called: as a process of its own, in the company's project, without a word to anybody outside.

Belongs here: its command line and environment. Does not belong here: the project (warehouse.dbt_project).
"""

import os
import sys
from pathlib import Path

from dagster_project import leash
from warehouse.company import Company
from warehouse.dbt_project import dbt_environment


def dbt_command(*arguments: str) -> list[str]:
    """The command line of `dbt arguments`, a child that ends with this process; dbt need not be on PATH."""
    program = [sys.executable, "-P", str(Path(leash.__file__).resolve()), str(os.getpid())]
    return [*program, "dbt.cli.main:cli", *arguments]


def dbt_process_environment(company: Company) -> dict[str, str]:
    """The whole environment of a dbt process. Its own log file is off: it would keep values of rows."""
    return {
        **os.environ,
        **dbt_environment(company),
        "DBT_LOG_FORMAT": "json",
        "DBT_LOG_LEVEL_FILE": "none",
        "PYTHONUNBUFFERED": "1",
    }
