"""What can be asked of a published version, what comes back, and the errors of asking.

Belongs here: the values that pages, command line and reports hand to the door (metrics.py) or get from it.
Does not belong here: how a question is answered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Literal

import pyarrow as pa

Operator = Literal["=", "in", "not in", "between", "is empty"]
Value = str | int | float | bool | Decimal | dt.date | None
Parameters = dict[str, Any]
Total = int | Decimal | None

MAX_ROWS = 100_000  # of one answer: no page shows more, and it keeps an answer below some 100 MB


@dataclass(frozen=True)
class Filter:
    """Keeps the rows whose `dimension` (a door name) stands in relation `operator` to `values`.

    - "=" one value; "between" two, both included; "in" and "not in" any number; "is empty" none.
    - None among the values of "=", "in" and "not in" stands for rows where the dimension is empty. "not in"
      keeps empty rows unless None is among its values: who takes out France does not mean the unknown.
    - A date dimension takes dates (the period that holds the day), or text: 2011, 2011-Q1, 2011-03, 2011-W09,
      2011-03-01; a year also as a number.
    """

    dimension: str
    operator: Operator = "="
    values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Question:
    """`metrics` by the dimensions `by`, over the rows that pass every filter of `where`.

    `order` holds names out of metrics and by, "-name" for descending; what it leaves undecided is ordered by
    the dimensions asked, empty last. `limit` is at most MAX_ROWS, which also bounds a question without limit.
    """

    metrics: tuple[str, ...]
    by: tuple[str, ...] = ()
    where: tuple[Filter, ...] = ()
    order: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True)
class Answer:
    """`table` has the columns of `by`, then of `metrics`; dates are date32, counts int64, amounts decimal.

    `sql` is what ran, with `parameters` bound; `truncated` says that more rows exist than the table holds.
    """

    table: pa.Table
    version: str
    sql: str
    parameters: Parameters
    seconds: float
    truncated: bool


def with_integers(table: pa.Table) -> pa.Table:
    """The table with sums of integers as int64: DuckDB adds up to 128 bits, which Arrow has as decimal(38, 0)."""
    for index, held in enumerate(table.schema):
        if held.type == pa.decimal128(38, 0):
            table = table.set_column(index, held.name, table.column(index).cast(pa.int64()))
    return table


@dataclass(frozen=True)
class Rows:
    """Rows behind one cell: some as `table`, and over all of them `total_rows` and the `sums` by metric.

    `table` ends with a column for each metric: what the row adds to it; there is none for a count of distinct
    things among other metrics. A metric computed from others (a ratio) stands in both as those others.
    """

    table: pa.Table
    total_rows: int
    sums: dict[str, Total]
    version: str
    sql: str
    parameters: Parameters


@dataclass(frozen=True)
class Metric:
    """What a metric means, as declared beside its definition; what was not declared is empty."""

    name: str
    label: str
    description: str
    unit: str = ""
    good_direction: str = ""
    owner: str = ""
    question: str = ""
    grain: str = ""


class QuestionError(Exception):
    """A question cannot be answered as it was put; the message says what to change."""


@dataclass(eq=False)
class UnknownName(QuestionError):
    """`name` is no `kind` (metric, dimension, …) of this version; `nearest` are right names that look like it."""

    kind: str
    name: str
    nearest: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        meant = f"; did you mean {' or '.join(self.nearest)}?" if self.nearest else ""
        return f"there is no {self.kind} '{self.name}'{meant}"


@dataclass(eq=False)
class DoesNotFit(QuestionError):
    """`metric` cannot be asked by `dimension`; `fitting` are the dimensions by which it can."""

    metric: str
    dimension: str
    fitting: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.metric} cannot be asked by {self.dimension}: its rows do not lead there; "
            f"it can be asked by {', '.join(self.fitting)}"
        )


def unknown(kind: str, name: str, names: Sequence[str]) -> UnknownName:
    """The error for a `name` that is not among `names`, with up to three of those that look like it."""
    near = get_close_matches(name, names, n=3, cutoff=0.5)
    holding = [known for known in names if name and (name in known.split("__") or name == known)]
    return UnknownName(kind, name, tuple(dict.fromkeys([*holding[:3], *near]))[:3])
