"""`rapport check`: are settings, contracts and landed files sound? Nothing is loaded.

Belongs here: showing what ingest found, and the exit code. Does not belong here: the checks (ingest/check.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cli.errors import FAILED
from cli.example import DEMO_COMPANY
from cli.options import CompanyFolder

if TYPE_CHECKING:
    from ingest.check import Finding

EXAMPLE = f"Example: rapport check --company {DEMO_COMPANY}"


def check(company: CompanyFolder) -> None:
    """Check settings, contracts and landed files without loading anything. Exit code 1 where something is wrong."""
    from ingest.check import check as findings_of
    from warehouse.company import load_company

    settings = load_company(company)
    findings = findings_of(settings)
    for finding in findings:
        print(_told(finding))
    errors = sum(finding.severity == "error" for finding in findings)
    print(f"{settings.name}: {errors} errors, {len(findings) - errors} warnings")
    if errors:
        raise typer.Exit(FAILED)


def _told(finding: Finding) -> str:
    line = f", line {finding.line}" if finding.line else ""
    entity = f" {finding.entity}" if finding.entity else ""
    return f"{finding.severity}: {finding.system}{entity}: {finding.file}{line}: {finding.message}"
