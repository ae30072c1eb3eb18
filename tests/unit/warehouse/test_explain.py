"""The rows behind a cell: they add up to it, whatever the cell; one row per thing where things are counted."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sales_company import manifest_text, publish_sales
from sales_oracle import METRICS, SUMS, Row, keeps, random_question, sales_rows, value
from tiny_company import make_company

from warehouse.company import Company
from warehouse.metrics import Door, Filter, Question, QuestionError

SHOWN = (
    "ordered_at_local",
    "system_name",
    "order_id",
    "customer__id",
    "product__sku",
    "product__name",
    "geography__country",
    "line_type",
    "item_type",
    "quantity",
    "unit_price_amount_local",
    "invoiced_amount",
    "net_revenue_amount",
)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    company = make_company(tmp_path_factory.mktemp("sales"))
    publish_sales(company, manifest=manifest_text(rows=SHOWN))
    return company


@pytest.fixture(scope="module")
def door(company: Company) -> Door:
    return Door(company)


@pytest.fixture(scope="module")
def sales(company: Company) -> list[Row]:
    return sales_rows(company)


@pytest.fixture
def other_door(tmp_path: Path) -> Callable[[str], Door]:
    """The door of a company that has the metrics of some YAML besides the real ones."""

    def make(more: str) -> Door:
        company = make_company(tmp_path)
        publish_sales(company, manifest=manifest_text(rows=SHOWN, more=more))
        return Door(company)

    return make


def cell(door: Door, question: Question) -> Row:
    return dict(door.ask(question).table.to_pylist()[0])


def adds(metric: str, row: Row) -> bool:
    """Whether a line adds something to a metric."""
    if metric in SUMS:
        return bool(row[SUMS[metric]])
    return row["line_type"] == "sale" and (metric == "orders" or row["customer_key"] > 0)


@pytest.mark.parametrize("seed", range(100, 130))
def test_rows_of_random_cells_add_up_to_them(door: Door, sales: list[Row], seed: int) -> None:
    question = random_question(random.Random(seed), sales)
    rows = door.drill(question, limit=10_000)
    behind = [row for row in sales if all(keeps(asked, row) for asked in question.where)]
    adding = [row for row in behind if any(adds(metric, row) for metric in question.metrics)]
    asked = cell(door, question)
    assert {metric: value or 0 for metric, value in rows.sums.items()} == {m: asked[m] or 0 for m in question.metrics}
    counted = value(question.metrics[0], behind) if question.metrics in COUNTS else len(adding)
    assert rows.total_rows == rows.table.num_rows == counted
    for metric in set(question.metrics) & set(rows.table.schema.names):
        assert sum(rows.table.column(metric).to_pylist()) == (asked[metric] or 0)


COUNTS = (("orders",), ("customers_buying",))


@pytest.mark.parametrize("by", [("geography__country", "product__category"), ("date__month",), ("customer__id",)])
@pytest.mark.parametrize("metric", METRICS)
def test_every_cell_of_a_table_has_its_rows(door: Door, metric: str, by: tuple[str, ...]) -> None:
    """Cells of empty and unknown members too: a member is handed back as it came in the answer."""
    for row in door.ask(Question((metric,), by=by)).table.to_pylist():
        where = tuple(Filter(name, "=", (row[name],)) for name in by)
        assert (door.drill(Question((metric,), where=where), limit=1).sums[metric] or 0) == row[metric]


def test_a_line_shows_the_columns_of_the_manifest_and_where_it_was_delivered(door: Door, sales: list[Row]) -> None:
    rows = door.drill(Question(("net_revenue",)), limit=5_000)
    assert rows.table.schema.names == [*SHOWN, "file", "line", "net_revenue"]
    delivered = {(row["file"], row["line"]): row for row in rows.table.to_pylist()}
    for row in sales:
        if row["net_revenue_amount"]:
            found = delivered[f"by-day/{row['_delivery_id']}.csv", row["_line"]]
            assert found["order_id"] == row["order_id"]
            assert found["product__sku"] == row["product__sku"]
            assert found["net_revenue"] == row["net_revenue_amount"]


def test_an_order_is_one_row_with_what_its_lines_have_in_common(door: Door, sales: list[Row]) -> None:
    rows = door.drill(Question(("orders",)), limit=5_000)
    found = {(row["system_name"], row["order_id"]): row for row in rows.table.to_pylist()}
    assert len(found) == rows.total_rows == rows.sums["orders"]
    assert {row["orders"] for row in found.values()} == {1}
    for key, row in found.items():
        lines = [s for s in sales if (s["system_name"], s["order_id"]) == key and s["line_type"] == "sale"]
        skus = {line["product__sku"] for line in lines}
        assert row["product__sku"] == (lines[0]["product__sku"] if len(skus) == 1 else None)
        assert row["net_revenue_amount"] == sum(line["net_revenue_amount"] for line in lines)
        times = [line["ordered_at_local"] for line in lines if line["ordered_at_local"]]
        assert row["ordered_at_local"] == min(times, default=None)


def test_a_customer_is_one_row(door: Door, sales: list[Row]) -> None:
    rows = door.drill(Question(("customers_buying",), where=(Filter("date__year", "=", (2011,)),)), limit=5_000)
    ids = [row["customer__id"] for row in rows.table.to_pylist()]
    assert len(set(ids)) == len(ids) == rows.total_rows == rows.sums["customers_buying"]
    assert None not in ids


def test_pages_of_rows_follow_each_other(door: Door) -> None:
    question = Question(("invoiced_amount", "units"))
    everything = door.drill(question, limit=5_000)
    pages = [door.drill(question, limit=97, offset=offset) for offset in range(0, everything.total_rows, 97)]
    assert [row for page in pages for row in page.table.to_pylist()] == everything.table.to_pylist()
    assert {page.total_rows for page in pages} == {everything.total_rows}
    assert all(page.sums == everything.sums for page in pages)


def test_rows_are_in_the_order_of_their_columns(door: Door) -> None:
    times = door.drill(Question(("units",)), limit=5_000).table.column("ordered_at_local").to_pylist()
    assert times == sorted(times, key=lambda at: (at is None, at))


def test_an_empty_cell_has_no_rows(door: Door) -> None:
    nowhere = (Filter("geography__country", "=", ("Atlantis",)),)
    rows = door.drill(Question(("orders", "units"), where=nowhere))
    assert (rows.total_rows, rows.table.num_rows, rows.sums) == (0, 0, {"orders": 0, "units": None})


def test_hostile_members_are_found(door: Door) -> None:
    for sku in door.members("product__sku"):
        question = Question(("invoiced_amount",), where=(Filter("product__sku", "=", (sku,)),))
        rows = door.drill(question, limit=1)
        assert rows.sums == cell(door, question)
        assert len(str(sku)) < 5 or str(sku) not in rows.sql


FILTERED = """
metrics:
  - name: average_order_value
    type: ratio
    type_params: {numerator: net_revenue, denominator: {name: orders, filter: {where_filters: [
      {where_sql_template: "{{ Dimension('product__category') }} = 'A'"}]}}}
  - name: known_sales
    type: simple
    type_params: {measure: gross_sales_amount}
    filter: "{{ Entity('customer') }} > 0 and {{ TimeDimension('metric_time', 'year') }} = date '2011-01-01'"
  - name: shipped_and_sold
    type: derived
    type_params: {expr: known_sales + shipping_amount, metrics: [{name: known_sales}, {name: shipping_amount}]}
"""


def test_a_filter_of_the_metric_holds_for_its_rows(other_door: Callable[[str], Door]) -> None:
    door = other_door(FILTERED)
    question = Question(("known_sales",), where=(Filter("geography__country", "not in", ("France",)),))
    rows = door.drill(question, limit=5_000)
    assert rows.sums == cell(door, question)
    assert sum(rows.table.column("known_sales").to_pylist()) == rows.sums["known_sales"]
    assert {row["ordered_at_local"].year for row in rows.table.to_pylist()} == {2011}


def test_a_metric_made_of_others_shows_the_rows_of_its_parts(other_door: Callable[[str], Door]) -> None:
    door = other_door(FILTERED)
    where = (Filter("geography__country", "=", ("France",)),)
    ratio = door.drill(Question(("average_order_value",), where=where))
    assert set(ratio.sums) == {"net_revenue", "orders"}
    orders: Any = ratio.sums["orders"]
    net_revenue: Any = ratio.sums["net_revenue"]
    assert float(net_revenue) / orders == pytest.approx(
        cell(door, Question(("average_order_value",), where=where))["average_order_value"]
    )
    sums: dict[str, Any] = door.drill(Question(("shipped_and_sold",), where=where)).sums
    assert sum(sums.values()) == cell(door, Question(("shipped_and_sold",), where=where))["shipped_and_sold"]


ELSEWHERE = """
semantic_models:
  - name: channel_count
    model: ref('dim_channel')
    defaults: {agg_time_dimension: since}
    primary_entity: channel_row
    entities: [{name: sales_channel, type: foreign, expr: channel_key}]
    dimensions: [{name: since, type: time, expr: date '2011-01-01', type_params: {time_granularity: day}}]
    measures:
      - {name: channel_count, agg: sum, expr: '1'}
      - {name: longest_name, agg: max, expr: length(channel_name)}
      - {name: open_channels, agg: sum, expr: '1', non_additive_dimension: {name: since}}
metrics:
  - {name: channels, type: simple, type_params: {measure: channel_count}}
  - {name: longest, type: simple, type_params: {measure: longest_name}}
  - {name: open, type: simple, type_params: {measure: open_channels}}
"""


@pytest.mark.parametrize(
    ("metrics", "says"),
    [(("orders", "channels"), "one at a time"), (("longest",), "do not add up"), (("open",), "do not add up")],
)
def test_what_has_no_rows_to_show_is_refused(
    other_door: Callable[[str], Door], metrics: tuple[str, ...], says: str
) -> None:
    with pytest.raises(QuestionError, match=says):
        other_door(ELSEWHERE).drill(Question(metrics))


def test_a_table_that_was_not_delivered_line_by_line_shows_no_file(other_door: Callable[[str], Door]) -> None:
    rows = other_door(ELSEWHERE).drill(Question(("channels",)))
    assert rows.table.schema.names == ["channel_code", "channel_name", "channel_group", "channels"]
    assert rows.sums == {"channels": 2}


def test_a_column_that_is_none_is_named(tmp_path: Path) -> None:
    company = make_company(tmp_path)
    publish_sales(company, manifest=manifest_text(rows=("order_id", "colour")))
    with pytest.raises(QuestionError, match=r"order_line: meta\.rows lists 'colour'"):
        Door(company).drill(Question(("units",)))


@pytest.mark.parametrize(
    ("question", "limit", "offset", "says"),
    [
        (Question(("units",), by=("date__year",)), 1, 0, "one cell"),
        (Question(("units",), order=("units",)), 1, 0, "one cell"),
        (Question(("units",)), 0, 0, "limit"),
        (Question(("units",)), 1, -1, "offset"),
        (Question(()), 1, 0, "at least one metric"),
    ],
)
def test_faults_are_said(door: Door, question: Question, limit: int, offset: int, says: str) -> None:
    with pytest.raises(QuestionError, match=says):
        door.drill(question, limit, offset)
