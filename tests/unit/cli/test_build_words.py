"""What a person sees of a build: while it runs and at its end."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest

from cli import build_report
from cli.build_progress import Lines, watched_build
from cli.build_report import show_outcome
from cli.quarantine import QuarantinedValue
from dagster_project.outcome import BuildOutcome, Problem
from ingest.ledger import DeliveryResult
from warehouse.company import Company, System
from warehouse.gate import Check

DAY = dt.date(2011, 12, 9)


@pytest.fixture
def company(tmp_path: Path) -> Company:
    system = System(name="shop", kind="web_shop", contract="shop", landing=Path("landing"), time_zone="UTC")
    return Company(name="A shop", currency="EUR", time_zone="UTC", systems=(system,), folder=tmp_path)


@pytest.fixture(autouse=True)
def _values_in_quarantine(monkeypatch: pytest.MonkeyPatch) -> None:
    value = QuarantinedValue("shop/two.csv", 7, "Quantity", "many", "is no bigint")
    monkeypatch.setattr(build_report, "first_quarantined", lambda *_: [value])


def delivery(number: int, file: str, status: str = "loaded", **more: object) -> DeliveryResult:
    return DeliveryResult(number, "shop", "order_line", file, DAY, status, **more)  # type: ignore[arg-type]


DELIVERIES = (
    delivery(1, "one.csv", rows_read=1000, rows_loaded=1000, new_columns=("Voucher",)),
    delivery(
        2,
        "two.csv",
        rows_read=10,
        rows_loaded=8,
        rows_known=1,
        rows_quarantined=1,
        rows_withdrawn=3,
        missing_columns=("Note",),
        replaced_delivery_id=1,
    ),
    delivery(3, "three.csv", "refused", reason="the column 'Price' is missing"),
)


def test_a_column_that_no_file_has_is_told_once(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    lacking = tuple(delivery(number, f"{number}.csv", missing_columns=("Note", "Tags")) for number in range(70))
    show_outcome(company, BuildOutcome("published", "20111209T120000Z", lacking, (), {}))
    told = capsys.readouterr().out
    assert (
        "Not delivered: shop has in none of its files order_line Note, order_line Tags, which may be missing." in told
    )
    assert "Missing column" not in told


def test_a_published_build_tells_deliveries_rows_quarantine_months_checks_and_version(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = (Check("unique_order", "pass", 0, ""),)
    restated = {"fct_order_line": ["2011-11", "2011-12"], "fct_order": ["2011-12"], "fct_call": []}
    show_outcome(company, BuildOutcome("published", "20111209T120000Z", DELIVERIES, checks, restated))
    told = capsys.readouterr().out
    for part in (
        "Deliveries: 3",
        "the column 'Price' is missing",
        "Have them delivered again under their names, or mend the contract; the next build takes them.",
        "delivers 'Voucher', which its contract does not declare",
        "Missing column: shop order_line lacks 'Note' in two.csv; what was known last stands.",
        "Changed file: shop two.csv differs from what delivery 1 brought; 8 rows came in for 3.",
        "1,010",
        "Quarantined rows: 1",
        "is no bigint",
        "Restated: fct_order_line, 2 months, 2011-11 to 2011-12",
        "Restated: fct_order, 2011-12",
        "Checks: 1 passed, 0 failed",
        "Published: version 20111209T120000Z of A shop",
    ):
        assert part in told
    assert "fct_call" not in told


def test_a_failed_build_names_the_failed_checks_and_says_that_nothing_was_published(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = (Check("assert_sums_agree", "fail", 3, "Got 3 results"), Check("unique_order", "pass", 0, ""))
    problem = Problem("a check failed", "dbt", "read it")
    show_outcome(company, BuildOutcome("failed", "20111208T120000Z", checks=checks, problem=problem))
    told = capsys.readouterr().out
    assert "assert_sums_agree" in told
    assert "Checks: 1 passed, 1 failed" in told
    assert "Failed: nothing was published; version 20111208T120000Z stays" in told


def test_a_published_build_names_the_checks_that_found_rows_odd_as_delivered(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = (Check("no_stretch_of_a_call_is_negative", "warn", 3, "Got 3 results"), Check("unique", "pass", 0, ""))
    show_outcome(company, BuildOutcome("published", "20111209T120000Z", checks=checks))
    told = capsys.readouterr().out
    assert "Odd as delivered, and published so" in told
    assert [line.split() for line in told.splitlines() if "negative" in line] == [
        ["no_stretch_of_a_call_is_negative", "3"]
    ]
    assert "Checks: 1 passed, 1 found rows that are odd, 0 failed" in told


def test_a_build_with_nothing_new_says_only_that(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    show_outcome(company, BuildOutcome("nothing new", "20111209T120000Z", seconds={"look": 0.52}))
    assert capsys.readouterr().out == "Nothing new: version 20111209T120000Z of A shop stays (look 0.5 s)\n"


def test_of_many_deliveries_the_refused_and_the_latest_are_shown(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    many = tuple(delivery(number, f"{number}.csv") for number in range(4, 309))
    show_outcome(company, BuildOutcome("published", "v", (DELIVERIES[2], *many)))
    told = capsys.readouterr().out
    assert "Deliveries: 306; the refused and the latest, 20 of them" in told
    assert "three.csv" in told
    assert "308.csv" in told
    assert " 4.csv" not in told


def test_without_a_terminal_progress_is_plain_lines_without_times() -> None:
    stream = io.StringIO()
    progress = Lines(stream)
    progress.phase("load")
    for number in range(1, 52):
        progress.delivery(delivery(number, f"{number}.csv"))
    progress.delivery(DELIVERIES[2])
    progress.phase("transform")
    progress.model("dim_date", "success")
    progress.model("assert_sums_agree", "fail")
    assert stream.getvalue().splitlines() == [
        "loading",
        "  50 deliveries, up to 50.csv",
        "  refused: shop order_line three.csv: the column 'Price' is missing",
        "transforming and testing",
        "  assert_sums_agree: fail",
    ]


def test_progress_is_still_seen_when_a_build_takes_standard_error_over(capfd: pytest.CaptureFixture[str]) -> None:
    with watched_build() as progress:
        progress.phase("publish")
    assert capfd.readouterr().err == "publishing\n"
