"""How dbt is called: as a process of its own, in the company's project, without a word to anybody outside.

Belongs here: its command line and environment. Does not belong here: the project (warehouse.dbt_project).
"""

import os
import sys
from pathlib import Path

from warehouse.company import Company
from warehouse.dbt_project import dbt_environment

_CHILD = Path(__file__).resolve().parents[2] / "dbt_child.py"


def dbt_command(*arguments: str) -> list[str]:
    """The command line of `dbt arguments`. It runs under this Python, whether or not dbt is on PATH."""
    return [sys.executable, "-P", str(_CHILD), *arguments]


def dbt_process_environment(company: Company) -> dict[str, str]:
    """The whole environment of a dbt process. Its own log file is off: it would keep values of rows."""
    return {
        **os.environ,
        **dbt_environment(company),
        "RAPPORT_PARENT": str(os.getpid()),
        "DBT_LOG_FORMAT": "json",
        "DBT_LOG_LEVEL_FILE": "none",
        "PYTHONUNBUFFERED": "1",
    }
