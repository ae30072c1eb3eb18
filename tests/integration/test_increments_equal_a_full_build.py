"""Whatever comes late, moves or proves to be another: the months that are written again are those, and the star is the
one that a full build makes.

One sequence of builds, each step in months of its own, so that the report tells the steps apart.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.integration.content import differences
from tests.integration.three_systems import CONTRACTS, ThreeSystems

MOVED = "versions of customers came, moved or went"
PROVED = "customers proved to be one, or not to be"
RATED = "exchange rates came or changed"
GONE = "rows that are gone or replaced"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> ThreeSystems:
    made = ThreeSystems.made(tmp_path_factory.mktemp("increments") / "three_systems")
    made.receive(
        "crm",
        "2024-12-01",
        "A,a@example.com,silver,2024-01-01 00:00:00",
        "B,b@example.com,silver,2024-01-01 00:00:00",
        "B,b@example.com,gold,2024-06-01 00:00:00",
        "C,,silver,2024-01-01 00:00:00",
    )
    made.receive(
        "shop",
        "2024-12-01",
        "o1,sa,a@example.com,2024-01-20 10:00:00,10,EUR",
        "o2,sb,b@example.com,2024-03-10 10:00:00,20,EUR",
        "o3,sc,c@example.com,2024-05-05 10:00:00,30,EUR",
        "o5,sd,d@example.com,2024-09-15 10:00:00,50,USD",
        "o6,se,e@example.com,2024-06-30 20:00:00,60,EUR",
    )
    made.receive("shop", "2024-12-02", "o4,sd,d@example.com,2024-07-07 10:00:00,40,EUR")
    made.receive("calls", "2024-12-01", "k1,x,ann,2024-02-02 10:00:00,60", "k2,y,ann,2024-04-04 10:00:00,60")
    made.receive("bank", "2024-12-01", "2024-01-01,USD,0.5")
    made.build()
    return made


@pytest.fixture(scope="module")
def said(company: ThreeSystems) -> str:
    """What a build says of all that comes after the first: late, back-dated, corrected, gone."""
    company.receive(
        "crm",
        "2024-12-03",
        "A,a@example.com,bronze,2024-01-10 00:00:00",  # back-dated: before an order that stands
        "B,b@example.com,platinum,2024-03-01 00:00:00",  # between two versions that stand
        "C,c@example.com,silver,2024-11-01 00:00:00",  # bears the address of a buyer
    )
    company.receive("shop", "2024-12-03", "o0,sf,f@example.com,2023-11-11 10:00:00,5,EUR")  # a first order, late
    company.receive("shop", "2024-12-02", "o4,sd,d@example.com,2024-08-08 10:00:00,40,EUR")  # corrected: another month
    company.receive("bank", "2024-12-03", "2024-09-01,USD,0.8")  # a rate that comes late
    company.receive("calls", "2024-12-03", "k1,x,ann,2024-02-02 10:00:00,60", "k3,y,ann,2024-10-10 10:00:00,60")
    return company.build()


def restated(said: str, fact: str) -> set[str]:
    return {line.removeprefix(f"Restated: {fact}, ") for line in said.splitlines() if f"Restated: {fact}, " in line}


def rebuilt(company: ThreeSystems, folder: Path) -> Path:
    """The version that a copy of the company makes of all its deliveries anew."""
    copy = ThreeSystems(Path(shutil.copytree(company.folder, folder / company.folder.name, symlinks=True)))
    copy.build("--rebuild")
    return copy.published_path()


def test_the_report_says_which_months_are_restated_and_why(said: str) -> None:
    assert restated(said, "fct_order_line") == {
        "7 months, 2023-11 to 2024-09",  # 2023-11, 07 and 08 hold new or corrected rows; June is left alone
        f"{MOVED}: 2024-01, 2024-03, 2024-05",
        f"{PROVED}: 2024-05",
        f"{RATED}: 2024-09",
    }
    assert restated(said, "fct_call") == {"2 months, 2024-04 to 2024-10", f"{GONE}: 2024-04"}
    assert restated(said, "fct_ticket") == set()


@pytest.mark.usefixtures("said")
def test_facts_are_those_that_the_deliveries_tell(company: ThreeSystems) -> None:
    tiers = company.ask("""
        select order_id, tier, invoiced_amount::int, month
        from core.fct_order_line inner join core.dim_customer_history using (customer_version_key) order by 1""")
    assert tiers == [
        ("o0", None, 5, "2023-11"),
        ("o1", "bronze", 10, "2024-01"),
        ("o2", "platinum", 20, "2024-03"),
        ("o3", "silver", 30, "2024-05"),
        ("o4", None, 40, "2024-08"),
        ("o5", None, 40, "2024-09"),
        ("o6", None, 60, "2024-06"),
    ]
    assert company.ask("select call_id from core.fct_call order by 1") == [("k1",), ("k3",)]
    assert company.ask("""
        select source_id, identity_rule, count(*) over (partition by customer_key)
        from core.bridge_customer_identity where source_id in ('C', 'sc', 'sd') order by 1""") == [
        ("C", "shared_identifier", 2),
        ("sc", "shared_identifier", 2),
        ("sd", "own_id", 1),
    ]


@pytest.mark.usefixtures("said")
def test_the_increment_equals_a_full_build(company: ThreeSystems, tmp_path: Path) -> None:
    assert differences(company.published_path(), rebuilt(company, tmp_path)) == {}


@pytest.mark.usefixtures("said")
def test_another_time_zone_and_another_contract_restate_every_month(company: ThreeSystems, tmp_path: Path) -> None:
    company.set(time_zone="Asia/Tokyo")
    entity, rules, columns = CONTRACTS["crm"]
    company.set_contract(
        "crm", entity, rules, columns | {"tier": "varchar", "changed_at": "timestamp"} | {"note": "varchar"}
    )
    for path in (company.folder / "landing" / "crm").iterdir():
        header, *rows = path.read_text().splitlines()
        path.write_text("\n".join([f"{header},note", *(f"{row},-" for row in rows)]) + "\n")
    said = company.build("--rebuild", "--system", "crm")
    assert restated(said, "fct_order_line") == {"7 months, 2023-11 to 2024-09"}
    months = company.ask("select month from core.fct_order_line where order_id = 'o6'")
    assert months == [("2024-07",)]  # 20:00 in London on the last of June
    assert differences(company.published_path(), rebuilt(company, tmp_path)) == {}
