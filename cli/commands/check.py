"""`rapport check`: are settings, contracts, landed files and staging sound? Nothing is loaded, dbt does not run.

Belongs here: showing what was found, and the exit code. Does not belong here: the checks (ingest/check.py,
warehouse/staging.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cli.errors import FAILED
from cli.example import DEMO_COMPANY
from cli.options import CompanyFolder

if TYPE_CHECKING:
    from warehouse.finding import Finding

EXAMPLE = f"Example: rapport check --company {DEMO_COMPANY}"


def check(company: CompanyFolder) -> None:
    """Check settings, contracts, landed files and staging models; load nothing. Exit code 1 where something is wrong.

    Of staging it says what is missing before dbt runs: systems without a model, entities whose columns are not the
    canonical ones, raw tables that are not declared. A note tells what may well be meant.
    """
    from ingest.check import check as findings_of
    from ingest.check import delivered_entities
    from ingest.shape import count_of
    from warehouse.company import load_company
    from warehouse.staging import staging_findings

    settings = load_company(company)
    findings = [*findings_of(settings), *staging_findings(settings, delivered_entities(settings))]
    for finding in findings:
        print(_told(finding))
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = sum(finding.severity == "warning" for finding in findings)
    print(f"{settings.name}: {count_of(errors, 'error')}, {count_of(warnings, 'warning')}")
    if errors:
        raise typer.Exit(FAILED)


def _told(finding: Finding) -> str:
    line = f", line {finding.line}" if finding.line else ""
    entity = f" {finding.entity}" if finding.entity else ""
    return f"{finding.severity}: {finding.system}{entity}: {finding.file}{line}: {finding.message}"
