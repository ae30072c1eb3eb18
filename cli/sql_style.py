"""Lints the SQL of dbt/ and of the companies with sqlfluff, compiled by dbt itself.

Belongs here: the variables dbt needs for that, and which files go together.
Does not belong here: the rules (.sqlfluff).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from cli.bare_company import bare_company

_SHIPPED_SQL = ("dbt/models", "dbt/data_tests")


def lint_sql(root: Path) -> int:
    """Lints every SQL file of the repository at `root`; returns the worst exit code of sqlfluff.

    A dbt project holds one company at a time, so each company is a run; the first also lints what ships.
    """
    companies = sorted(path.parent for path in root.glob("data/*/company.yml"))
    codes = [_lint(root, company, _SHIPPED_SQL if company is companies[0] else ()) for company in companies]
    return max(codes, default=0)


def _lint(root: Path, company_folder: Path, shipped: tuple[str, ...]) -> int:
    from warehouse.dbt_project import dbt_environment

    own = company_folder / "models"
    paths = [*shipped, *([str(own.relative_to(root))] if own.is_dir() else [])]
    if not paths:
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        company = bare_company(company_folder, Path(scratch))
        environment = {**os.environ, **dbt_environment(company), "DBT_INTROSPECT": "false"}
        command = [sys.executable, "-m", "sqlfluff", "lint", "--disable-progress-bar", *paths]
        return subprocess.run(command, cwd=root, env=environment).returncode
