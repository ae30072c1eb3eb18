"""The CRM's exports: in the vendor's form, true to the day they are made, and loadable with the shipped contract."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from deliveries_of_systems import Deliver, load

from demo.systems import salesforce
from demo.systems.salesforce_ids import NOTHING, OPPORTUNITY, salesforce_id, with_check
from demo.systems.window import Window
from ingest.ledger import DeliveryResult
from ingest.workshop import open_workshop
from tests.conftest import ROOT
from warehouse.company import load_company

WINDOWS = [
    Window(dt.date(2023, 3, 1), dt.date(2023, 3, 31)),
    Window(dt.date(2024, 9, 1), dt.date(2024, 9, 30)),
    Window(dt.date(2025, 12, 31), dt.date(2025, 12, 31)),
]
PLANS = {"CloseDate", "PrevCloseDate", "ExpirationDate", "StartDate", "EndDate"}  # days that lie ahead
UNSEEN = {"LastName", "FirstName", "PersonContactId", "IsPersonAccount", "PersonEmail", "PersonBirthdate", "EndDate"}
AUDIT = "CreatedDate, CreatedById, LastModifiedDate, LastModifiedById, SystemModstamp"
ADDRESS = "Street, {0}City, {0}State, {0}PostalCode, {0}Country, {0}StateCode, {0}CountryCode"


@dataclass(frozen=True)
class Loaded:
    """Where the exports lie, what became of them, and the workshop they were loaded into."""

    landing: Path
    results: list[DeliveryResult]
    raw: duckdb.DuckDBPyConnection


@pytest.fixture(scope="module")
def loaded(deliver: Deliver, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    folder = tmp_path_factory.mktemp("company")
    landing = deliver(salesforce, WINDOWS)
    results = load(folder, landing, "salesforce", "crm").results
    with open_workshop(load_company(folder)) as raw:
        yield Loaded(landing, results, raw)


def rows(loaded: Loaded, window: Window, name: str) -> list[dict[str, str]]:
    with (loaded.landing / str(window.last_day) / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def documented_columns(name: str) -> list[str]:
    """The columns of an object in the order of docs/vendor-layouts.md."""
    text = (ROOT / "docs" / "vendor-layouts.md").read_text(encoding="utf-8")
    match = re.search(rf"^\*\*{name}\*\*[^:]*: (.*)$", text, re.MULTILINE)
    assert match, f"no columns of {name} are documented"
    columns = match[1].split("**No ")[0].replace("**AUDIT**", AUDIT)
    columns = re.sub(r"ADDR\((\w*)\)", lambda of: of[1] + ADDRESS.replace("{0}", of[1]), columns)
    return re.findall(r"\b[A-Z]\w+\b", columns)


def test_an_id_is_checked_as_the_vendor_checks_it() -> None:
    assert with_check("0" * 15) == NOTHING
    assert salesforce_id(OPPORTUNITY, 63) == with_check("0068d0000000011")


def test_every_value_is_quoted_and_lines_end_with_a_line_feed(loaded: Loaded) -> None:
    for path in (loaded.landing / "2024-09-30").iterdir():
        text = path.read_bytes().decode("utf-8")
        assert "\r" not in text
        assert all(re.fullmatch(r'"([^"]|"")*"(,"([^"]|"")*")*', line) for line in text.splitlines())


@pytest.mark.parametrize("name", salesforce.OBJECTS)
def test_columns_stand_in_the_vendors_order_and_the_companys_own_last(loaded: Loaded, name: str) -> None:
    header = list(rows(loaded, WINDOWS[-1], name)[0])
    documented = documented_columns(name)
    assert [column for column in header if column in documented] == sorted(
        (column for column in header if column in documented), key=documented.index
    )
    own = [column for column in header if column.endswith("__c")]
    assert header[len(header) - len(own) :] == own
    assert set(header) - set(documented) - set(own) <= UNSEEN


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: str(window.last_day))
def test_ids_are_well_formed_and_point_at_rows_of_the_same_export(loaded: Loaded, window: Window) -> None:
    known = {row["Id"] for name in salesforce.OBJECTS for row in rows(loaded, window, name)} | {"", NOTHING}
    for name in salesforce.OBJECTS:
        for row in rows(loaded, window, name):
            ids = {value for column, value in row.items() if column.endswith("Id") or column == "Renewed_By__c"}
            assert ids <= known, name
            assert all(one == with_check(one[:15]) for one in ids - {""}), name


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: str(window.last_day))
def test_nothing_is_known_before_it_happens(loaded: Loaded, window: Window) -> None:
    for name in salesforce.OBJECTS:
        for row in rows(loaded, window, name):
            times = [
                value
                for column, value in row.items()
                if column not in PLANS and re.fullmatch(r"\d{4}-\d\d-\d\d [\d:]{8}", value)
            ]
            assert max(times) < str(window.ends_at) or max(times) == f"{window.last_day} 00:00:00", name


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: str(window.last_day))
def test_deals_stand_where_they_stood(loaded: Loaded, truth: duckdb.DuckDBPyConnection, window: Window) -> None:
    exported = {row["Id"]: (row["StageName"], float(row["Amount"])) for row in rows(loaded, window, "Opportunity")}
    stood = truth.execute(
        "select opportunity_no, max_by(stage_name, stage_no), max_by(amount, stage_no) from opportunity_stage "
        "where entered_at < ? group by opportunity_no",
        [window.ends_at],
    ).fetchall()
    words = {"needs": "Needs Analysis", "proposal": "Proposal/Price Quote", "negotiation": "Negotiation/Review"}
    words |= {"qualification": "Qualification", "won": "Closed Won", "lost": "Closed Lost"}
    assert exported == {salesforce_id(OPPORTUNITY, no): (words[stage], float(worth)) for no, stage, worth in stood}


STANDING = "_valid_to_at is null and not _is_deleted and _withdrawn_delivery_id is null"
# What the last export holds of each kind of fact, and what is true.
SUMS = {
    "leads": (
        "select case when IsConverted then 'converted' when Status like '%Not Conv%' then 'disqualified' else 'open' "
        "end, count(*) from system__lead group by all",
        "select status, count(*) from lead group by all",
    ),
    "accounts": (
        "select IsPersonAccount, count(*) from system__account group by all",
        "select party_type = 'person', count(*) from membership join party using (party_no) left join lead "
        "using (party_no) where system = 'crm' and (lead_no is null or status = 'converted') "
        "and party_no not in (select party_no from organisation_person) group by all",
    ),
    "tiers": (
        "select Tier__c, count(*) from system__account group by all",
        "select tier, count(*) from (select party_no, max_by(coalesce(tier, ''), valid_from_at) as tier from "
        "party_version group by party_no) join crm_account using (party_no) where created_at is not null "
        "and organisation_party_no is null group by all",
    ),
    "deals": (
        "select IsWon, CurrencyIsoCode, count(*), sum(Amount) from system__opportunity where IsClosed group by all",
        "select status = 'won', currency_code, count(*), sum(amount) from opportunity where status <> 'open' "
        "group by all",
    ),
    "stages": (
        "select count(*), sum(Amount), sum(Probability) from system__opportunity_history",
        "select count(*), sum(amount), cast(round(sum(probability) * 100) as bigint) from opportunity_stage",
    ),
    "lines": (
        "select count(*), sum(Quantity), sum(TotalPrice) from system__opportunity_line_item",
        "select count(*), sum(quantity), sum(quantity * unit_price) from opportunity_line",
    ),
    "quotes": (
        "select case Status when 'Presented' then 'sent' when 'Denied' then 'rejected' else lower(Status) end, "
        "count(*), sum(Amount__c), count(Sent_At__c), count(Decided_At__c) from system__quote group by all",
        "select status, count(*), sum(amount), count(sent_at), count(decided_at) from quote group by all",
    ),
    "contracts": (
        "select count(*), sum(Value__c), count(Opportunity__c), count(Renewed_By__c), max(EndDate) "
        "from system__contract",
        "select count(*), sum(value), count(opportunity_no), count(renewed_by_contract_no), max(end_date) "
        "from contract",
    ),
    "calls and follow-ups": (
        "select Type, IsClosed, count(*), max(CompletedDateTime) from system__task group by all",
        "select case kind when 'call' then 'Call' else 'Follow-up' end, done_at is not null, count(*), max(done_at) "
        "from activity where kind <> 'visit' group by all",
    ),
    "visits": (
        "select count(*), count(Done_At__c), min(ActivityDate) from system__event",
        "select count(*), count(done_at), min(planned_date) from activity where kind = 'visit'",
    ),
    "campaigns": (
        "select Code__c, Name, StartDate, EndDate from system__campaign where Code__c is not null",
        "select 'c' || lpad(campaign_no::varchar, 4, '0'), campaign_name, first_date, last_date from campaign",
    ),
}


@pytest.mark.parametrize("fact", SUMS)
def test_the_last_export_holds_what_is_true(loaded: Loaded, truth: duckdb.DuckDBPyConnection, fact: str) -> None:
    exported, true = SUMS[fact]
    standing = re.sub(r"system__\w+", rf"(from raw.\g<0> where {STANDING})", exported)
    empty_as_text = "select columns(*)::varchar from ({})"
    found = loaded.raw.execute(empty_as_text.format(standing)).fetchall()
    wanted = truth.execute(empty_as_text.format(true)).fetchall()
    assert sorted(map(plain, found)) == sorted(map(plain, wanted))


def plain(row: tuple[str | None, ...]) -> tuple[str, ...]:
    """Numbers without their zeros at the end: engines and types write more or fewer of them."""
    return tuple(re.sub(r"(\.\d*?)0+$", r"\1", value or "").removesuffix(".") for value in row)


def test_a_change_is_known_from_the_moment_it_happened(loaded: Loaded, truth: duckdb.DuckDBPyConnection) -> None:
    """Also where the export is made weeks after it: the state of each export began when the org heard of it."""
    versions = set(loaded.raw.execute("select Id, Tier__c, _valid_from_at from raw.system__account").fetchall())
    for window in WINDOWS:
        heard = truth.execute(
            "select account_id, tier, valid_from_at from crm_record where created_at < valid_from_at "
            "and valid_from_at < $1 and (valid_to_at is null or valid_to_at >= $1) and organisation_party_no is null",
            [window.ends_at],
        ).fetchall()
        assert heard
        assert set(heard) <= versions


def test_the_shipped_contract_loads_every_row(loaded: Loaded) -> None:
    assert len(loaded.results) == len(WINDOWS) * len(salesforce.OBJECTS)
    for one in loaded.results:
        assert (one.status, one.rows_quarantined, one.rows_read) == ("loaded", 0, one.rows_loaded + one.rows_known)
        assert (one.new_columns, one.missing_columns) == ((), ())


def test_an_export_is_due_at_ends_of_months_and_on_sundays() -> None:
    assert salesforce.is_due(Window(dt.date(2024, 2, 1), dt.date(2024, 2, 29)))
    assert salesforce.is_due(Window(dt.date(2025, 12, 7), dt.date(2025, 12, 7)))
    assert not salesforce.is_due(Window(dt.date(2025, 12, 8), dt.date(2025, 12, 8)))
