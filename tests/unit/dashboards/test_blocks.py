"""Blocks show the figures they got, escape what was delivered, and say what is late or missing."""

# ruff: noqa: RUF001  the signs that readers see are what is tested

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import altair as alt
import pyarrow as pa
import pytest
from shop_shown import MakeSheet

from dashboards.blocks.banner import facts, notices
from dashboards.blocks.breadcrumb import next_grain, offered_grains, steps_to
from dashboards.blocks.csv_file import csv_of
from dashboards.blocks.figures import spark
from dashboards.blocks.markup import render
from dashboards.charts.columns import Column, chart_columns
from dashboards.formats import Scale
from dashboards.i18n import tongue
from dashboards.periods import Period
from warehouse.freshness import EntityFreshness, Freshness, RefusedDelivery, SystemFreshness

ENGLISH = tongue("en", "GBP")


def freshness(days_late: int | None = 0, quarantined: int = 0, refused: tuple[RefusedDelivery, ...] = ()) -> Freshness:
    last = None if days_late is None else dt.date(2011, 12, 8)
    entity = EntityFreshness("web_shop", "order_line", "daily", last, days_late, quarantined)
    return Freshness(
        company_name="A Shop",
        version="20111209T180000Z",
        as_of_date=dt.date(2011, 12, 9),
        data_through_local=dt.datetime(2011, 12, 9, 12, 50),
        built_at=dt.datetime(2011, 12, 9, 18),
        currency_code="GBP",
        time_zone="Europe/London",
        systems=(SystemFreshness("web_shop", (entity,), refused),),
    )


def test_the_banner_is_one_quiet_line_when_all_is_well() -> None:
    said = facts(freshness(), ENGLISH)
    assert said == ["data through 9 Dec 2011, 12:50", "all systems on time", "version 20111209T180000Z"]
    assert list(notices(freshness(), ENGLISH)) == []


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (
            freshness(days_late=2),
            "The order line of web shop is 2 days late: the last delivery is of 8 Dec 2011; later figures lack it.",
        ),
        (freshness(days_late=None), "The order line of web shop was never delivered."),
        (
            freshness(quarantined=1234),
            "1,234 rows of the order line of web shop are in quarantine and counted nowhere.",
        ),
        (
            freshness(refused=(RefusedDelivery("web_shop", "order_line", "a.csv", None, "cut off"),)),
            "1 file of web shop was refused, and nothing in it is counted: a.csv",
        ),
    ],
)
def test_the_banner_speaks_up_about_what_is_missing(state: Freshness, sentence: str) -> None:
    assert list(notices(state, ENGLISH)) == [sentence]
    if state.has_trouble:
        assert "all systems on time" not in facts(state, ENGLISH)


def test_the_breadcrumb_goes_along_the_authored_path() -> None:
    def codes(code: str) -> list[str | None]:
        return [step.code if step else None for step in steps_to(Period.parse(code))]

    assert codes("2011-11-09") == [None, "2011", "2011-Q4", "2011-11", "2011-11-09"]
    assert codes("2011-W45") == [None, "2011-W45"]
    assert steps_to(None) == [None]


def test_each_period_is_shown_by_its_next_level() -> None:
    path = {
        None: "month",
        "2011": "quarter",
        "2011-Q4": "month",
        "2011-11": "day",
        "2011-11-09": "day",
        "2011-W45": "day",
    }
    for code, grain in path.items():
        period = Period.parse(code) if code else None
        assert next_grain(period) == grain
        assert grain in offered_grains(period)


def test_small_columns_start_at_zero_on_both_sides_of_it() -> None:
    up, gap, down = spark([Decimal(30), None, Decimal(-10)], last_is_partial=False)
    assert (up["height"], up["bottom"]) == (75.0, 25.0)
    assert gap["height"] == 0
    assert (down["height"], down["bottom"], down["kind"]) == (25.0, 0.0, "now")
    assert spark([1, 2], last_is_partial=True)[-1]["kind"] == "partial"


def test_what_was_delivered_cannot_become_markup() -> None:
    hostile = "<script>alert(1)</script>\"'"
    html = render("sentence", sentences=[hostile], joint=" ")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_file_of_rows_opens_in_a_spreadsheet_as_text_and_numbers() -> None:
    table = pa.table({"text": ["=1+1", "名", None], "amount": [Decimal("1.50"), Decimal("-2.00"), None]})
    content = csv_of([table, table], str.upper)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[:3] == ['"TEXT","AMOUNT"', '"\'=1+1",1.50', '"名",-2.00']
    assert len(lines) == 7


def test_every_column_of_a_chart_can_be_named_and_clicked(make_sheet: MakeSheet) -> None:
    sheet = make_sheet()
    columns = [
        Column(Period.parse("2011-11"), Decimal("1432.26"), "£1,432.26"),
        Column(Period.parse("2011-12"), Decimal("-441.34"), "−£441.34", part="to 9 Dec"),
    ]
    spec = chart_columns(columns, "Net revenue", Scale(1, "", 0), sheet.tongue, sheet.palette, "What it shows")
    alt.LayerChart.from_dict(spec)  # checks it against the schema, which the page leaves out
    assert spec["usermeta"]["embedOptions"]["renderer"] == "svg"
    assert {param["name"] for param in spec["params"]} == {"pick", "hover"}
    values = spec["data"]["values"]
    assert [row["named"] for row in values] == ["Nov 2011", "Dec 2011 (to 9 Dec)"]
