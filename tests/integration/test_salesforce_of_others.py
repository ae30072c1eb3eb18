"""Objects of a real org, from a connector that renamed their columns: with the names put back they load and build.

The files are the public test data of Fivetran's Salesforce packages, whose texts were made unreadable by their owner.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest

from tests.conftest import SHARED, require_public_data
from tests.integration.conftest import BuiltCompany

FILES = SHARED / "data" / "saas_seeds_fivetran" / "salesforce"
DAY = "2019-11-27"
OBJECTS = {
    "account": "Account",
    "contact": "Contact",
    "lead": "Lead",
    "opportunity": "Opportunity",
    "opportunity_line_item": "OpportunityLineItem",
    "product_2": "Product2",
    "task": "Task",
    "event": "Event",
    "user": "User",
}
ENTITIES = {name: "product" if name == "product_2" else name for name in OBJECTS}
SETTINGS = """\
name: Others
currency: USD
time_zone: America/Los_Angeles
systems:
  - {name: sales, kind: crm, contract: salesforce_api, landing: landing, time_zone: UTC}
"""


def api_name(name: str) -> str:
    """`is_deleted` is IsDeleted again, `product_2_id` Product2Id, `notes_c` an org's own Notes__c."""
    own = name.removesuffix("_c")
    joined = "".join(word.capitalize() for word in own.split("_"))
    return joined if own == name else f"{joined}__c"


def put_names_back(source: Path, target: Path) -> int:
    """Writes the rows of `source` under the API's names; returns how many there are."""
    with source.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    names = [name if name.startswith("_") else api_name(name) for name in header]
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([names, *rows])
    return len(rows)


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltCompany, dict[str, int]]:
    """The company, built, and the number of rows that were delivered of each object."""
    require_public_data()
    folder = tmp_path_factory.mktemp("others") / "company"
    (folder / "landing" / DAY).mkdir(parents=True)
    (folder / "company.yml").write_text(SETTINGS)
    counts = {
        ENTITIES[name]: put_names_back(FILES / f"sf_{name}_data.csv", folder / "landing" / DAY / f"{object_name}.csv")
        for name, object_name in OBJECTS.items()
    }
    company = BuiltCompany(folder)
    company.build()
    return company, counts


def test_every_row_of_every_object_is_loaded(delivered: tuple[BuiltCompany, dict[str, int]]) -> None:
    company, counts = delivered
    told = company.ask("select entity_name, status, rows_read, rows_loaded, rows_quarantined from about.delivery")
    assert sorted(told) == sorted((name, "loaded", count, count, 0) for name, count in counts.items())


@pytest.mark.parametrize("name", OBJECTS)
def test_what_nobody_declared_is_told_and_kept(delivered: tuple[BuiltCompany, dict[str, int]], name: str) -> None:
    company, counts = delivered
    entity = ENTITIES[name]
    with (company.folder / "landing" / DAY / f"{OBJECTS[name]}.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["Id"]: row for row in csv.DictReader(file)}
    with duckdb.connect(company.folder / "warehouse" / "workshop.duckdb", read_only=True) as workshop:
        kept = workshop.execute(f"select Id, _extra from raw.sales__{entity}").fetchall()
        told = workshop.execute("select new_columns from ledger.delivery where entity_name = ?", [entity]).fetchall()[
            0
        ][0]
        declared = [column[0] for column in workshop.execute(f"describe raw.sales__{entity}").fetchall()]
    filled = {(key, column): value for key, row in rows.items() for column, value in row.items() if value}
    undeclared = {place: value for place, value in filled.items() if place[1] not in declared}
    extra = {(key, column): value for key, text in kept for column, value in json.loads(text).items() if value}
    assert len(kept) == counts[entity]
    assert extra == undeclared
    assert {column for _, column in undeclared} <= set(told)


def test_the_star_holds_what_the_org_has_not_deleted(delivered: tuple[BuiltCompany, dict[str, int]]) -> None:
    company, _ = delivered
    ((leads,),) = company.ask("select count(*) from core.fct_lead where is_converted")
    assert leads == 1
    assert company.ask("select count(*) from core.fct_opportunity") == [(0,)]  # all ten bear the org's own deleted flag
    ((employees,),) = company.ask("select count(*) from core.dim_employee where employee_key > 0")
    assert employees >= 10
