"""Answers of the door: the same numbers as plain SQL, in the columns, types and order asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from sales_company import manifest_text, publish_sales
from tiny_company import make_company

from warehouse.company import Company
from warehouse.metrics import Door, Filter, Question, QuestionError
from warehouse.question import DoesNotFit, UnknownName
from warehouse.reader import Reader

STAR = """core.fct_order_line f LEFT JOIN core.dim_geography g USING (geography_key)
    LEFT JOIN core.dim_product p USING (product_key)"""
SALES = ("invoiced_amount", "net_revenue", "gross_sales", "returns_amount", "orders", "customers_buying", "units")
PLAIN = """SUM(invoiced_amount), SUM(net_revenue_amount), SUM(gross_sales_amount), SUM(returns_amount),
    COUNT(DISTINCT CASE WHEN line_type = 'sale' THEN (f.system_name, order_id) END),
    COUNT(DISTINCT CASE WHEN line_type = 'sale' AND customer_key > 0 THEN customer_key END),
    SUM(units_sold_count)"""

RATIO = """
metrics:
  - name: average_order_value
    label: Average order value
    type: ratio
    type_params: {numerator: net_revenue, denominator: orders}
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """One company for all tests that only ask."""
    company = make_company(tmp_path_factory.mktemp("sales"))
    publish_sales(company)
    return company


@pytest.fixture(scope="module")
def door(company: Company) -> Door:
    return Door(company)


@pytest.fixture
def other_door(tmp_path: Path) -> Callable[[str], Door]:
    """The door of a company that has the metrics of some YAML besides the real ones."""

    def make(more: str) -> Door:
        company = make_company(tmp_path)
        publish_sales(company, manifest=manifest_text(more=more))
        return Door(company)

    return make


def plain(company: Company, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in Reader(company).query(sql).to_pylist()]


def rows(table: pa.Table) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in table.to_pylist()]


def test_totals_are_those_of_plain_sql(door: Door, company: Company) -> None:
    answer = door.ask(Question(SALES))
    assert answer.table.schema.names == list(SALES)
    assert rows(answer.table) == plain(company, f"SELECT {PLAIN} FROM {STAR}")


@pytest.mark.parametrize("grain", ["year", "quarter", "month", "week", "day"])
def test_by_period_and_country_as_plain_sql(door: Door, company: Company, grain: str) -> None:
    """Undated lines and those of an unknown country have rows of their own; no line is lost."""
    answer = door.ask(Question(SALES, by=(f"date__{grain}", "geography__country")))
    period = f"CAST(DATE_TRUNC('{grain}', order_date) AS DATE)"
    expected = plain(
        company,
        f"SELECT {period}, country_name, {PLAIN} FROM {STAR} GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2 NULLS LAST",
    )
    assert answer.table.schema.names == [f"date__{grain}", "geography__country", *SALES]
    assert rows(answer.table) == expected
    assert None in answer.table.column(0).to_pylist()


def test_columns_come_as_asked_and_typed(door: Door) -> None:
    table = door.ask(Question(("orders", "net_revenue"), by=("product__category", "date__month"))).table
    assert table.schema.names == ["product__category", "date__month", "orders", "net_revenue"]
    assert [str(held) for held in table.schema.types] == ["string", "date32[day]", "int64", "decimal128(38, 4)"]
    assert None in table.column("product__category").to_pylist()


def test_a_ratio_is_made_anew_at_each_level(other_door: Callable[[str], Door]) -> None:
    door = other_door(RATIO)
    metrics = ("average_order_value", "net_revenue", "orders")
    for by in ((), ("geography__country",), ("geography__country", "product__category")):
        for row in door.ask(Question(metrics, by=by)).table.to_pylist():
            expected = row["net_revenue"] / row["orders"] if row["orders"] and row["net_revenue"] is not None else None
            found = row["average_order_value"]
            assert found == pytest.approx(float(expected)) if expected is not None else found is None


def test_the_default_order_is_that_of_the_dimensions_with_empty_last(door: Door) -> None:
    members = door.ask(Question(("orders",), by=("product__category",))).table.column(0).to_pylist()
    assert members == ["A", "B", None]


def test_order_descending_then_by_the_dimensions_left(door: Door) -> None:
    table = door.ask(
        Question(("orders",), by=("date__month", "product__category"), order=("-orders", "product__category"))
    ).table
    found = [(row["orders"], row["product__category"], row["date__month"]) for row in table.to_pylist()]
    last = dt.date.max
    assert found == sorted(found, key=lambda row: (-row[0], row[1] is None, row[1] or "", row[2] or last))


def test_a_limit_gives_the_first_and_says_that_there_is_more(door: Door) -> None:
    question = Question(("units",), by=("date__day",), order=("-units",))
    everything = door.ask(question)
    first = door.ask(Question(("units",), by=("date__day",), order=("-units",), limit=3))
    assert rows(first.table) == rows(everything.table)[:3]
    assert (first.truncated, everything.truncated) == (True, False)


def test_an_answer_says_what_ran(door: Door, company: Company) -> None:
    answer = door.ask(Question(("orders",), where=(Filter("geography__country", "=", ("France",)),)))
    assert "France" not in answer.sql
    assert answer.parameters == {"p0": "France"}
    assert answer.version == Reader(company).version.name
    assert Reader(company).query(answer.sql, answer.parameters).to_pylist() == answer.table.to_pylist()
    assert answer.seconds > 0


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        (Question(("net_revenu",)), ("net_revenue",)),
        (Question(("order",)), ("orders", "order_lines")),
        (Question(("orders",), by=("date__mnth",)), ("date__month",)),
        (Question(("orders",), by=("country",)), ("customer__country", "geography__country")),
        (Question(("orders",), where=(Filter("product__skuu", "=", ("a",)),)), ("product__sku",)),
        (Question(("orders",), by=("date__month",), order=("-month",)), ("date__month",)),
        (Question(("orders",), by=("metric_time__month",)), ()),
        (Question(("orders",), by=("customer",)), ()),
    ],
)
def test_an_unknown_name_comes_with_the_nearest(door: Door, question: Question, nearest: tuple[str, ...]) -> None:
    with pytest.raises(UnknownName) as caught:
        door.ask(question)
    assert set(nearest) <= set(caught.value.nearest)
    assert all(name in str(caught.value) for name in nearest)


def test_what_does_not_fit_says_why_and_what_fits(other_door: Callable[[str], Door]) -> None:
    door = other_door(MEMBERS)
    with pytest.raises(DoesNotFit, match=r"channels cannot be asked by product__sku.*sales_channel__group") as caught:
        door.ask(Question(("orders", "channels"), by=("product__sku",)))
    assert caught.value.metric == "channels"
    assert "product__sku" not in caught.value.fitting
    assert "date__month" in door.dimensions(["orders", "channels"])


MEMBERS = """
semantic_models:
  - name: channel_count
    model: ref('dim_channel')
    defaults: {agg_time_dimension: since}
    primary_entity: channel_row
    entities: [{name: sales_channel, type: foreign, expr: channel_key}]
    dimensions: [{name: since, type: time, expr: date '2011-01-01', type_params: {time_granularity: month}}]
    measures: [{name: channel_count, agg: sum, expr: '1'}]
metrics:
  - {name: channels, type: simple, type_params: {measure: channel_count}}
"""


def test_dates_of_two_metrics_are_filtered_by_the_grain_they_share(other_door: Callable[[str], Door]) -> None:
    door = other_door(MEMBERS)
    year = Filter("date__year", "=", (2011,))
    orders = door.ask(Question(("orders",), where=(year,))).table[0][0].as_py()
    row = door.ask(Question(("channels", "orders"), where=(year,))).table.to_pylist()[0]
    assert row == {"channels": 2, "orders": orders}


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (Question(()), "at least one metric"),
        (Question(("orders", "orders")), "asked twice"),
        (Question(("orders",), by=("date__day", "date__day")), "asked twice"),
        (Question(("orders",), limit=0), "between 1 and 100,000"),
        (Question(("orders",), limit=100_001), "between 1 and 100,000"),
    ],
)
def test_faults_of_a_question_are_said(door: Door, question: Question, says: str) -> None:
    with pytest.raises(QuestionError, match=says):
        door.ask(question)


def test_metrics_say_what_they_mean(door: Door) -> None:
    by_name = {metric.name: metric for metric in door.metrics()}
    assert set(SALES) <= set(by_name)
    for metric in by_name.values():
        assert all([metric.label, metric.description, metric.unit, metric.good_direction, metric.owner])
        assert metric.question
        assert metric.grain


def test_dimensions_are_listed_from_year_to_day_and_then_by_name(door: Door) -> None:
    names = door.dimensions(["orders", "net_revenue"])
    assert names[:5] == ["date__year", "date__quarter", "date__month", "date__week", "date__day"]
    assert names[5:] == sorted(names[5:])
    assert {"product__sku", "product__name", "geography__country", "order_line__line_type"} <= set(names)


def test_every_name_has_a_label(door: Door) -> None:
    labels = door.labels()
    assert (labels["date__month"], labels["product__sku"], labels["net_revenue"]) == ("Month", "SKU", "Net revenue")
    assert {*door.dimensions([]), *(metric.name for metric in door.metrics())} == set(labels)


def test_members_are_those_with_rows_under_the_filters(door: Door, company: Company) -> None:
    category = Filter("product__category", "=", ("A",))
    expected = plain(company, f"SELECT DISTINCT country_name FROM {STAR} WHERE category_name = 'A' ORDER BY 1")
    assert door.members("geography__country", [category]) == [name for (name,) in expected]
    assert door.members("product__category") == ["A", "B", None]
    assert door.members("product__category", limit=1) == ["A"]
    assert "Not applicable" not in door.members("geography__country", metrics=["orders"])
    assert door.members("date__year") == [dt.date(2010, 1, 1), dt.date(2011, 1, 1), None]


def test_members_of_an_unknown_dimension(door: Door) -> None:
    with pytest.raises(UnknownName, match="geography__country"):
        door.members("geography__contry")


def test_an_empty_selection_counts_nothing(door: Door) -> None:
    nowhere = (Filter("geography__country", "=", ("Atlantis",)),)
    assert rows(door.ask(Question(("orders", "net_revenue"), where=nowhere)).table) == [(0, None)]
    assert door.ask(Question(("orders",), by=("date__year",), where=nowhere)).table.num_rows == 0


def test_amounts_keep_their_last_digit(door: Door, company: Company) -> None:
    found = door.ask(Question(("invoiced_amount",))).table[0][0].as_py()
    assert isinstance(found, Decimal)
    assert [(found,)] == plain(company, "SELECT SUM(invoiced_amount) FROM core.fct_order_line")
