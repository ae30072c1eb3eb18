"""Both sides of a benchmark have to say the same: what differs was not the same work.

Belongs here: the questions that are put to both files. Does not belong here: what the right answer is (tests).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

TABLES = (
    "dim_customer",
    "dim_customer_history",
    "dim_product",
    "dim_product_history",
    "dim_geography",
    "dim_date",
    "bridge_customer_identity",
    "fct_order",
    "fct_order_line",
)
_AMOUNTS = (
    "select sum(invoiced_amount), sum(net_revenue_amount), sum(quantity), sum(units_sold_count) "
    "from core.fct_order_line",
    "select sum(invoiced_amount), sum(net_revenue_amount), sum(line_count) from core.fct_order",
    "select month, line_type, product.item_type, count(*), sum(invoiced_amount) "
    "from core.fct_order_line join core.dim_product as product using (product_key) group by all order by all",
    "select customer.country_name, count(distinct customer_key), sum(invoiced_amount) "
    "from core.fct_order_line join core.dim_customer as customer using (customer_key) group by all order by all",
)


class Question(NamedTuple):
    """One question in the SQL of either side."""

    ours: str
    bare: str


OF_THE_STAR = [Question(sql, sql) for sql in (*(f"select count(*) from core.{table}" for table in TABLES), *_AMOUNTS)]


class DifferentAnswers(Exception):
    """Two files answer a question differently; the message says which and how."""


def require_equal_answers(ours: Path, bare: Path, questions: Sequence[Question] = OF_THE_STAR) -> None:
    """Asks both DuckDB files everything. Raises DifferentAnswers at the first difference."""
    with duckdb.connect(str(ours), read_only=True) as our_file, duckdb.connect(str(bare), read_only=True) as bare_file:
        for question in questions:
            our_answer = our_file.execute(question.ours).fetchall()
            bare_answer = bare_file.execute(question.bare).fetchall()
            if our_answer != bare_answer:
                raise DifferentAnswers(f"{question.ours}\nours: {our_answer[:5]}\nbare: {bare_answer[:5]}")
