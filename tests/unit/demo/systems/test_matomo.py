"""The shop's visits: Matomo's layout, and all of the truth's sessions in it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest
from deliveries_of_systems import SPAN, Deliver, load

from demo.systems import matomo
from demo.systems.shop_ids import FIRST_NUMBERS

WORDS = {
    "outcome": {"ordered": "ordered", "abandonedCart": "cart", "none": "browsed"},
    "device": {"Desktop": "desktop", "Smartphone": "mobile", "Tablet": "tablet"},
}


@pytest.fixture(scope="module")
def landing(deliver: Deliver) -> Path:
    return deliver(matomo, SPAN)


@pytest.fixture(scope="module")
def visits(landing: Path, truth: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    found = truth.execute(f"select * from read_csv('{landing}/*/visits.csv', filename = true) order by idVisit")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_the_file_is_written_as_matomo_writes_it(landing: Path) -> None:
    for window in SPAN:
        text = (landing / str(window.last_day) / "visits.csv").read_text(encoding="utf-8")
        header, *rows = text.split("\n")
        assert header.startswith("idSite,idVisit,visitorId,serverDate,lastActionTimestamp,serverTimestamp,")
        assert rows[-1].startswith("1,")
        assert '"' not in text
        times = [int(row.split(",")[6]) for row in rows]
        assert times == sorted(times, reverse=True)


def test_every_session_is_told_as_it_was(visits: list[dict[str, Any]], truth: duckdb.DuckDBPyConnection) -> None:
    told = [
        (
            visit["idVisit"],
            visit["userId"] and visit["userId"] - FIRST_NUMBERS["Customer"],
            visit["firstActionTimestamp"],
            visit["dimension2"],
            visit["referrerUrl"],
            WORDS["device"][visit["deviceType"]],
            visit["actions"],
            "bounced" if visit["actions"] == 1 else WORDS["outcome"][visit["visitEcommerceStatus"]],
            visit["dimension1"] and visit["dimension1"] - FIRST_NUMBERS["Order"],
            visit["campaignName"] and int(visit["campaignName"].removeprefix("c")),
        )
        for visit in visits
    ]
    true = truth.execute(
        "select session_no, record_no, epoch(started_at)::bigint, landing_page, referrer, device, page_views, outcome, "
        "order_no, campaign_no from web_session where started_at < $1 order by session_no",
        [SPAN[-1].ends_at],
    ).fetchall()
    assert told == true


def test_the_source_can_be_told(visits: list[dict[str, Any]], truth: duckdb.DuckDBPyConnection) -> None:
    told = {}
    for visit in visits:
        source = visit["campaignSource"] or {"website": "referral"}.get(visit["referrerType"], visit["referrerType"])
        told[visit["idVisit"]] = source
    assert told == dict(
        truth.execute("select session_no, source from web_session where started_at < $1", [SPAN[-1].ends_at]).fetchall()
    )


def test_visits_of_a_browser_are_counted(visits: list[dict[str, Any]]) -> None:
    seen: dict[str, int] = {}
    for visit in sorted(visits, key=lambda visit: (visit["firstActionTimestamp"], visit["idVisit"])):
        seen[visit["visitorId"]] = seen.get(visit["visitorId"], 0) + 1
        assert visit["visitCount"] == seen[visit["visitorId"]]
        assert (visit["visitorType"] == "new") == (visit["visitCount"] == 1)
    assert max(seen.values()) > 3


def test_no_visit_reaches_beyond_the_window(visits: list[dict[str, Any]]) -> None:
    ends = {str(window.last_day): window.ends_at.replace(tzinfo=dt.UTC).timestamp() for window in SPAN}
    for visit in visits:
        assert visit["firstActionTimestamp"] + visit["visitDuration"] == visit["lastActionTimestamp"]
        assert visit["lastActionTimestamp"] < ends[Path(visit["filename"]).parent.name]


def test_every_file_loads_by_the_shipped_contract(landing: Path, tmp_path: Path) -> None:
    loaded = load(tmp_path, landing, "matomo", "web_shop")
    assert len(loaded.results) == len(SPAN)
    for one in loaded.results:
        assert (one.status, one.reason, one.rows_quarantined, one.new_columns) == ("loaded", None, 0, ())
