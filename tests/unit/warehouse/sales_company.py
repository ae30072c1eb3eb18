"""A company with a star of some hundred order lines and the real metrics, for tests that ask and need no build.

Belongs here: the tables and the semantic manifest that a build would publish, small and full of awkward values.
Does not belong here: how the star is made; integration tests build that.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import yaml
from tiny_company import FACTS

from warehouse.candidate import begin_candidate
from warehouse.company import Company
from warehouse.publishing import publish
from warehouse.semantics import published_manifest
from warehouse.versions import Version

METRIC_MODELS = Path(__file__).parents[3] / "dbt" / "models" / "metrics"

# Names a caller might hand in to break out of a filter; each is a member of some dimension, so each has to be found.
HOSTILE = (
    "it's",
    "'; drop table core.fct_order_line; --",
    "{{ Dimension('product__sku') }}",
    "{% raw %}",
    "$p0",
    "$1",
    "?",
    "\\",
    "\\' or 1 = 1 --",
    '"',
    "a\0b",
    "名 · ß · \u202e",
    "",
    " ",
    "%",
    "x" * 20_000,
    "null",
    "-- comment",
    "/* */",
)
PLACES = ("United Kingdom", "France", "Côte d'Ivoire", "Unspecified")

TABLES = """
CREATE SCHEMA core; CREATE SCHEMA about;
CREATE TABLE core.dim_customer (customer_key BIGINT, system_name VARCHAR, customer_id VARCHAR, customer_type VARCHAR,
    segment VARCHAR, tier VARCHAR, country_code VARCHAR, country_name VARCHAR);
CREATE TABLE core.dim_product (product_key BIGINT, system_name VARCHAR, product_id VARCHAR, sku VARCHAR,
    product_name VARCHAR, item_type VARCHAR, category_name VARCHAR, subcategory_name VARCHAR);
CREATE TABLE core.dim_geography (geography_key BIGINT, country_code VARCHAR, country_name VARCHAR);
CREATE TABLE core.dim_channel (channel_key BIGINT, channel_code VARCHAR, channel_name VARCHAR, channel_group VARCHAR);
CREATE TABLE core.metric_time_spine AS
    SELECT CAST(d AS DATE) AS date_day FROM range(DATE '2010-01-01', DATE '2013-01-01', INTERVAL 1 DAY) t(d);
CREATE TABLE core.fct_order_line (customer_key BIGINT, product_key BIGINT, sales_channel_key BIGINT,
    geography_key BIGINT, order_date DATE, ordered_at_local TIMESTAMP, system_name VARCHAR, order_id VARCHAR,
    line_type VARCHAR, item_type VARCHAR, description VARCHAR, quantity BIGINT, units_sold_count BIGINT,
    unit_price_amount_local DECIMAL(18,4), invoiced_amount DECIMAL(18,4), gross_sales_amount DECIMAL(18,4),
    discount_amount DECIMAL(18,4), returns_amount DECIMAL(18,4), adjustments_amount DECIMAL(18,4),
    net_revenue_amount DECIMAL(18,4), shipping_amount DECIMAL(18,4), fees_amount DECIMAL(18,4),
    _delivery_id BIGINT, _line BIGINT);
CREATE TABLE about.delivery (delivery_id BIGINT, system_name VARCHAR, entity_name VARCHAR, file VARCHAR,
    delivery_date DATE, status VARCHAR, reason VARCHAR);
CREATE TABLE about.freshness (system_name VARCHAR, entity_name VARCHAR, expected VARCHAR, last_delivery_date DATE,
    days_late INTEGER, refused_count BIGINT, quarantined_row_count BIGINT);
CREATE TABLE about.build (version VARCHAR, built_at TIMESTAMP, as_of_date DATE, data_through_local TIMESTAMP,
    company_name VARCHAR, currency_code VARCHAR, time_zone VARCHAR, fingerprint VARCHAR, workshop_id VARCHAR);
"""


def publish_sales(company: Company, seed: int = 1, manifest: str | None = None) -> Version:
    """Publishes a version of about 600 order lines of 2010 and 2011, which differ by `seed`."""
    candidate = begin_candidate(company)
    company.warehouse_folder.mkdir(exist_ok=True)
    candidate.warehouse_path.unlink(missing_ok=True)
    with duckdb.connect(candidate.warehouse_path) as con:
        con.execute(TABLES)
        _fill_dimensions(con)
        _insert(con, "core.fct_order_line", order_lines(random.Random(seed)))
        _fill_about(con, seed)
    with duckdb.connect(company.registry_path) as con:
        con.execute("CREATE TABLE IF NOT EXISTS key (n INTEGER)")
    candidate.manifest_path.write_text(manifest or manifest_text())
    return publish(company, candidate, FACTS)


def order_lines(chance: random.Random) -> list[tuple[Any, ...]]:
    """Orders of one to five lines: some undated, of unknown customers, without product, some returned or free."""
    lines: list[tuple[Any, ...]] = []
    for number in range(200):
        system = chance.choice(["shop", "branch"])
        order = (system, f"{number % 120:04d}")  # both systems use the same numbers
        at = dt.datetime(2010, 11, 20, 8) + dt.timedelta(days=chance.randrange(400), minutes=chance.randrange(600))
        undated = number % 41 == 0
        buyer = (chance.choice([-1, *range(1, 20)]), chance.choice([-1, *range(1, len(PLACES) + 1)]))
        for _ in range(chance.randrange(1, 6)):
            lines.append(_line(chance, order, None if undated else at, buyer, len(lines) + 2))
    return lines


def _line(
    chance: random.Random,
    order: tuple[str, str],
    at: dt.datetime | None,
    buyer: tuple[int, int],
    number: int,
) -> tuple[Any, ...]:
    line_type = chance.choice(["sale"] * 7 + ["return", "cancellation", "adjustment"])
    item_type = "product" if chance.random() < 0.9 else "shipping"
    product = chance.choice([-1, *range(1, len(HOSTILE) + 1)]) if item_type == "product" else -2
    quantity = chance.randrange(1, 50) * (1 if line_type == "sale" else -1)
    price = Decimal(chance.choice([0, 1255, 9950, 21000, 85])) / 1000
    amount = (quantity * price).quantize(Decimal("0.0001"))
    sold = amount if (line_type, item_type) == ("sale", "product") else Decimal(0)
    returned = -amount if line_type in ("return", "cancellation") and item_type == "product" else Decimal(0)
    adjusted = amount if line_type == "adjustment" else Decimal(0)
    shipping = amount if item_type == "shipping" else Decimal(0)
    units = quantity if (line_type, item_type) == ("sale", "product") else 0
    keys = (buyer[0], product, 1, buyer[1], at.date() if at else None, at)
    amounts = (amount, sold, Decimal(0), returned, adjusted, sold - returned + adjusted, shipping, Decimal(0))
    return (*keys, *order, line_type, item_type, "text", quantity, units, price, *amounts, 1 + number % 3, number)


def _fill_dimensions(con: duckdb.DuckDBPyConnection) -> None:
    customers = [(k, "shop", f"C{k}", "person", None, None, None, PLACES[k % 3]) for k in range(1, 20)]
    products = [
        (k, "shop", f"P{k}", name, f"Product {k % 7}", "product", ("A", None, "B")[k % 3], None)
        for k, name in enumerate(HOSTILE, start=1)
    ]
    _insert(con, "core.dim_customer", [*customers, *([k, *[None] * 7] for k in (-1, -2))])
    _insert(con, "core.dim_product", [*products, *([k, *[None] * 7] for k in (-1, -2))])
    places = [(k, None, name) for k, name in enumerate(PLACES, start=1)]
    _insert(con, "core.dim_geography", [*places, (-1, None, "Unknown"), (-2, None, "Not applicable")])
    _insert(con, "core.dim_channel", [(1, "web", "Web shop", "Online"), (-1, None, "Unknown", "Unknown")])


def _fill_about(con: duckdb.DuckDBPyConnection, seed: int) -> None:
    day = dt.date(2011, 12, 9)
    deliveries: list[tuple[Any, ...]] = [(k, "shop", "line", f"by-day/{k}.csv", day, "loaded", None) for k in (1, 2, 3)]
    deliveries.append((4, "shop", "line", "by-day/4.csv", day, "refused", "the file is cut off at line 7"))
    deliveries.append((5, "shop", "line", "by-day/5.csv", day, "refused", "the column Price is missing"))
    deliveries.append((6, "shop", "line", "by-day/5.csv", day, "loaded", None))
    _insert(con, "about.delivery", deliveries)
    fresh = [("shop", "line", "daily", day, 0, 2, 3), ("desk", "call", "daily", dt.date(2011, 12, 6), 2, 0, 0)]
    _insert(con, "about.freshness", [*fresh, ("post", "parcel", "none", day, 0, 0, 0)])
    at = dt.datetime(2011, 12, 9, 12, 50)
    build = (f"seed {seed}", at, day, at, "Tiny", "GBP", "Europe/London", "f", "w")
    _insert(con, "about.build", [build])


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[Any]) -> None:
    columns = {f"c{index}": column for index, column in enumerate(map(list, zip(*rows, strict=True)))}
    con.register("given", pa.table(columns))
    con.execute(f"INSERT INTO {table} SELECT * FROM given")


def manifest_text(*, rows: tuple[str, ...] = (), more: str = "") -> str:
    """The semantic manifest of the real metric models as dbt would write it, published.

    `rows` are the columns of a drill-through into order lines; `more` is YAML with further metrics.
    """
    files = [yaml.safe_load(path.read_text()) for path in sorted(METRIC_MODELS.glob("*.yml"))]
    files.append(yaml.safe_load(more) or {})
    models = [_model(model) for file in files for model in file.get("semantic_models", [])]
    if rows:
        next(m for m in models if m["name"] == "order_line")["config"] = {"meta": {"rows": list(rows)}}
    spines = [_time_spine(model) for file in files for model in file.get("models", []) if "time_spine" in model]
    manifest = {
        "semantic_models": models,
        "metrics": [_metric(metric) for file in files for metric in file.get("metrics", [])],
        "project_configuration": {"time_spines": spines, "time_spine_table_configurations": []},
        "saved_queries": [],
    }
    return published_manifest(json.dumps(manifest))


def _model(written: dict[str, Any]) -> dict[str, Any]:
    found = re.fullmatch(r"ref\('(\w+)'\)", written["model"])
    assert found, written["model"]
    return written | {"node_relation": _relation(found[1])}


def _relation(name: str) -> dict[str, str]:
    whole = f'"shelf"."core"."{name}"'
    return {"alias": name, "schema_name": "core", "database": "shelf", "relation_name": whole}


def _time_spine(written: dict[str, Any]) -> dict[str, Any]:
    column = {"name": written["time_spine"]["standard_granularity_column"], "time_granularity": "day"}
    return {"node_relation": _relation(written["name"]), "primary_column": column, "custom_granularities": []}


def _metric(written: dict[str, Any]) -> dict[str, Any]:
    parameters = dict(written["type_params"])
    for part in ("measure", "numerator", "denominator"):
        if isinstance(parameters.get(part), str):
            parameters[part] = {"name": parameters[part]}
    metric = written | {"type_params": parameters}
    if "filter" in written:
        metric["filter"] = {"where_filters": [{"where_sql_template": written["filter"]}]}
    return metric
