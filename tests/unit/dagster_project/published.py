"""A version on the shop's shelf that holds what its ledger holds now, made without dbt.

Belongs here: publishing such a version. Does not belong here: any model.
"""

from __future__ import annotations

import datetime as dt

import duckdb

from ingest.workshop import open_workshop
from warehouse.candidate import begin_candidate
from warehouse.company import Company
from warehouse.fingerprint import fingerprint
from warehouse.publishing import publish
from warehouse.transform import deliveries_facts
from warehouse.versions import BuildFacts, Version

AS_OF = dt.date(2025, 1, 2)


def fingerprint_of_the_company_alone(company: Company) -> str:
    """Stands in for the fingerprint, so that the tests pass while somebody edits Rapport beside them."""
    return fingerprint(company, repository=company.folder / "landing")


def publish_what_is_loaded(company: Company) -> Version:
    candidate = begin_candidate(company)
    for path in (candidate.warehouse_path, company.registry_path):
        with duckdb.connect(path) as con:
            con.execute("create table if not exists one as select 1 as n")
    candidate.manifest_path.write_text("{}")
    with open_workshop(company) as con:
        (workshop_id,) = con.execute("select workshop_id from ledger.workshop").fetchall()[0]
        facts = BuildFacts(
            built_at=dt.datetime.now(dt.UTC),
            as_of_date=AS_OF,
            company_name=company.name,
            fingerprint=fingerprint_of_the_company_alone(company),
            workshop_id=workshop_id,
            deliveries=deliveries_facts(con),
        )
    return publish(company, candidate, facts)
