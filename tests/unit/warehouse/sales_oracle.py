"""What questions about the sales company ought to answer, worked out in plain Python from its rows.

Belongs here: filters and metrics without SQL, MetricFlow or anything of Rapport; random questions to compare with.
Does not belong here: the company itself (sales_company.py).
"""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

from warehouse.company import Company
from warehouse.question import Filter, Question
from warehouse.reader import Reader

Row = dict[str, Any]

_ROWS = """
SELECT f.*, f.order_date AS date__day, g.country_name AS geography__country, p.sku AS product__sku,
    p.category_name AS product__category, p.product_name AS product__name, c.customer_id AS customer__id,
    c.country_name AS customer__country, f.line_type AS order_line__line_type, f.system_name AS order_line__system
FROM core.fct_order_line f
JOIN core.dim_geography g USING (geography_key) JOIN core.dim_product p USING (product_key)
JOIN core.dim_customer c USING (customer_key)"""
TEXTS = (
    "geography__country",
    "product__sku",
    "product__category",
    "product__name",
    "customer__id",
    "order_line__line_type",
    "order_line__system",
)
SUMS = {
    "invoiced_amount": "invoiced_amount",
    "net_revenue": "net_revenue_amount",
    "gross_sales": "gross_sales_amount",
    "returns_amount": "returns_amount",
    "units": "units_sold_count",
}
METRICS = (*SUMS, "orders", "customers_buying")


def sales_rows(company: Company) -> list[Row]:
    return list(Reader(company).query(_ROWS).to_pylist())


def value(metric: str, rows: list[Row]) -> int | Decimal | None:
    """A metric over rows; sums of nothing are empty, counts of nothing are 0."""
    sales = [row for row in rows if row["line_type"] == "sale"]
    if metric == "orders":
        return len({(row["system_name"], row["order_id"]) for row in sales})
    if metric == "customers_buying":
        return len({row["customer_key"] for row in sales if row["customer_key"] > 0})
    return sum(row[SUMS[metric]] for row in rows) if rows else None


def keeps(asked: Filter, row: Row) -> bool:
    """Whether a row passes a filter."""
    if asked.dimension.startswith("date__"):
        return _keeps_period(asked, row["date__day"])
    return _keeps(asked, row[asked.dimension], asked.values)


def _keeps_period(asked: Filter, day: dt.date | None) -> bool:
    """Years, months and days as numbers that order as they do: 2011, 201103, 20110301."""
    digits = {"date__year": 4, "date__month": 6, "date__day": 8}[asked.dimension]
    held = f"{day:%Y%m%d}"[:digits] if day else None
    values = tuple(f"{value:%Y%m%d}"[:digits] if value else None for value in asked.values)
    return _keeps(asked, held, values)


def _keeps(asked: Filter, held: Any, values: tuple[Any, ...]) -> bool:
    if asked.operator == "is empty":
        return held is None
    if asked.operator == "between":
        return held is not None and values[0] <= held <= values[1]
    return (held not in values) if asked.operator == "not in" else (held in values)


def random_question(chance: random.Random, rows: list[Row], most_filters: int = 3) -> Question:
    """Some metrics, under filters whose values mostly exist."""
    metrics = tuple(chance.sample(METRICS, chance.randrange(1, 4)))
    filters = [random_filter(chance, rows) for _ in range(chance.randrange(most_filters + 1))]
    return Question(metrics, where=tuple(filters))


def random_filter(chance: random.Random, rows: list[Row]) -> Filter:
    dimension = chance.choice([*TEXTS, "date__year", "date__month", "date__day"])
    held = "date__day" if dimension.startswith("date__") else dimension
    members = [chance.choice(rows)[held] for _ in range(chance.choice([1, 2, 6, 30]))]
    operator = chance.choice(["=", "in", "in", "not in", "between", "is empty"])
    if operator == "=":
        return Filter(dimension, "=", (members[0],))
    if operator == "is empty":
        return Filter(dimension, "is empty")
    if operator == "between":
        known = sorted(member for member in members if member is not None)
        return Filter(dimension, "between", (known[0], known[-1])) if known else Filter(dimension, "is empty")
    return Filter(dimension, "in" if operator == "in" else "not in", tuple(members))
