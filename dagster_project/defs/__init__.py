"""The definitions of one company, put together from the folders of a row's way.

Belongs here: which folders there are. Does not belong here: any single definition.
"""

import dagster as dg

from dagster_project.defs import automation, landing, publish, transform
from dagster_project.defs.transform.manifest import read_manifest
from dagster_project.workbench import workbench_resource
from ingest.contract import load_contract
from warehouse.company import Company


def company_definitions(company: Company) -> dg.Definitions:
    """Everything Dagster knows of `company`. Raises SettingsError where company.yml or a contract is wrong."""
    contracts = [load_contract(company, system) for system in company.systems]
    manifest = read_manifest(company)
    return dg.Definitions.merge(
        landing.definitions(company, contracts),
        transform.definitions(manifest, landing.extract_keys(contracts)),
        publish.definitions(contracts, transform.shelf_keys(manifest)),
        automation.definitions(company),
        dg.Definitions(resources={"workbench": workbench_resource(company)}, executor=dg.in_process_executor),
    )
