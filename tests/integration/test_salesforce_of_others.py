"""Objects of a real org, from a connector that renamed their columns: with the names put back they load and build.

The files are the public test data of Fivetran's Salesforce packages, whose texts were made unreadable by their owner.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from decimal import Decimal
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
NEXT_DAY = "2019-11-28"
# As Bulk API 2.0 writes it: quotes where needed, true and false, days without a midnight, times in UTC.
BULK = """\
Id,IsDeleted,AccountId,Name,StageName,Amount,Probability,CloseDate,IsClosed,IsWon,OwnerId,CreatedDate,LastStageChangeDate
0061G00000ZZZZZQA1,false,001q000000wW9BeAAK,"Chairs, many",Closed Won,1200.5,100.0,2019-11-25,true,true,\
0051G000005MumuQAC,2019-10-01T22:30:00.000Z,2019-11-26T01:15:30.000Z
"""
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
    (folder / "landing" / NEXT_DAY).mkdir()
    (folder / "landing" / NEXT_DAY / "Opportunity.csv").write_text(BULK)
    company = BuiltCompany(folder)
    company.build()
    return company, counts


def test_every_row_of_every_object_is_loaded(delivered: tuple[BuiltCompany, dict[str, int]]) -> None:
    company, counts = delivered
    told = company.ask(
        "select entity_name, status, rows_read, rows_loaded, rows_quarantined from about.delivery "
        f"where delivery_date = '{DAY}'"
    )
    assert sorted(told) == sorted((name, "loaded", count, count, 0) for name, count in counts.items())


@pytest.mark.parametrize("name", OBJECTS)
def test_what_nobody_declared_is_told_and_kept(delivered: tuple[BuiltCompany, dict[str, int]], name: str) -> None:
    company, counts = delivered
    entity = ENTITIES[name]
    with (company.folder / "landing" / DAY / f"{OBJECTS[name]}.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["Id"]: row for row in csv.DictReader(file)}
    with duckdb.connect(company.folder / "warehouse" / "workshop.duckdb", read_only=True) as workshop:
        kept = workshop.execute(
            f"select Id, _extra from raw.sales__{entity} semi join (from ledger.delivery "
            f"where delivery_date = '{DAY}') as delivered on _delivery_id = delivery_id"
        ).fetchall()
        ((told,),) = workshop.execute(
            "select new_columns from ledger.delivery where entity_name = ? and delivery_date = ?", [entity, DAY]
        ).fetchall()
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
    opportunities = company.ask("select opportunity_id from core.fct_opportunity")
    assert opportunities == [("0061G00000ZZZZZQA1",)]  # all ten of the former bear the org's own deleted flag
    ((employees,),) = company.ask("select count(*) from core.dim_employee where employee_key > 0")
    assert employees >= 10


def test_times_and_days_of_the_bulk_api_are_read(delivered: tuple[BuiltCompany, dict[str, int]]) -> None:
    company, _ = delivered
    deal = company.ask(
        "select created_at, closed_at, expected_close_date, opportunity_amount_local, currency_code "
        "from core.fct_opportunity"
    )
    assert deal == [
        (
            dt.datetime(2019, 10, 1, 22, 30),
            dt.datetime(2019, 11, 26, 1, 15, 30),
            dt.date(2019, 11, 25),
            Decimal("1200.5000"),
            "USD",
        )
    ]
