"""What Dagster loads: the definitions of the company that RAPPORT_COMPANY_FOLDER names, and nothing else.

Belongs here: one name, `defs`. Does not belong here: any definition (defs/) and any logic (ingest, dbt, warehouse).
"""

import os
from pathlib import Path

from dagster_project.defs import company_definitions
from warehouse.company import load_company

defs = company_definitions(load_company(Path(os.environ["RAPPORT_COMPANY_FOLDER"])))
