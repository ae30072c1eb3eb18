"""Makes a built candidate complete: what it was built from, what its numbers mean, and the facts of the build.

Belongs here: the order of these steps, after the gate and before publishing.
Does not belong here: what each step writes (about.py, semantics.py) and the swap (publishing.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import duckdb

from warehouse.about import Expectation, write_about
from warehouse.candidate import Candidate
from warehouse.company import Company
from warehouse.durable_files import write_private
from warehouse.gate import BuildResult
from warehouse.semantics import published_manifest
from warehouse.transform import BuildPlan, deliveries_facts
from warehouse.versions import BuildFacts


def complete(
    company: Company,
    candidate: Candidate,
    plan: BuildPlan,
    result: BuildResult,
    expectations: Sequence[Expectation],
) -> BuildFacts:
    """Writes `about` and the semantic manifest into the candidate; returns what version.json is to say of it."""
    built_at = dt.datetime.now(dt.UTC)
    write_about(company, candidate, plan, result.checks, expectations, built_at)
    manifest = (company.dbt_target_folder / "semantic_manifest.json").read_text(encoding="utf-8")
    write_private(candidate.manifest_path, published_manifest(manifest))
    with duckdb.connect(company.workshop_path, read_only=True) as workshop:
        deliveries = deliveries_facts(workshop)
    return BuildFacts(
        built_at=built_at,
        as_of_date=plan.as_of_date,
        company_name=company.name,
        fingerprint=plan.fingerprint,
        workshop_id=plan.workshop_id,
        deliveries=deliveries,
    )
