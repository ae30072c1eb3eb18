"""What the architecture tests look at: the files of the repository and dbt's manifest of each company.

Belongs here: reading them once. Does not belong here: what is expected of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from repository import ROOT, DbtProject, company_folders

from cli.bare_company import bare_company
from warehouse.dbt_project import dbt_environment


@pytest.fixture(scope="session", params=[pytest.param(folder, id=folder.name) for folder in company_folders()])
def dbt_project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> DbtProject:
    """The dbt project of a company, parsed without its data."""
    folder: Path = request.param
    company = bare_company(folder, tmp_path_factory.mktemp(folder.name))
    command = ["parse", "--no-partial-parse", "--show-all-deprecations", "--log-format", "json"]
    result = subprocess.run(
        [sys.executable, "-P", "-m", "dbt.cli.main", *command],
        cwd=ROOT,
        env=os.environ | dbt_environment(company),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    manifest = json.loads((company.dbt_target_folder / "manifest.json").read_text(encoding="utf-8"))
    events = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    return DbtProject(company, manifest, [event["info"] for event in events])
