"""Drill-through: the rows of a fact behind one cell, made from the same manifest as the cell, without MetricFlow.

Belongs here: which rows a cell is counted from, their columns, their sums.
Does not belong here: joining tables by name (star.py) and what a metric means (the manifest).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from warehouse.conditions import Conditions
from warehouse.question import QuestionError, Rows, with_integers
from warehouse.reader import Session
from warehouse.semantics import DATE, Measure, Model, Semantics
from warehouse.star import Star, quoted

_AGGREGATES = {"sum": "SUM({})", "count_distinct": "COUNT(DISTINCT {})"}
_ADDS = {"sum": "{} <> 0", "count_distinct": "{} IS NOT NULL"}
_COUNT = "rows behind"
_DELIVERY = "_delivery_id"  # a fact that has it was delivered line by line: then each row shows its file and line


@dataclass(frozen=True)
class _Behind:
    """`sql` is a common table expression `behind`: the columns to show and one per measure, named by its metric."""

    sql: str
    columns: tuple[str, ...]
    measures: tuple[Measure, ...]
    model: Model

    @property
    def thing(self) -> str:
        """What is counted, where one kind of distinct thing is."""
        return f"COALESCE({', '.join(quoted(measure.metric) for measure in self.measures)})"

    @property
    def adding(self) -> str:
        """Whether a row adds to any of the metrics."""
        return " OR ".join(_ADDS[m.aggregation].format(quoted(m.metric)) for m in self.measures)

    @property
    def counts_things(self) -> bool:
        """Whether only distinct things of one kind are counted, so that each is shown once."""
        counted = {(measure.aggregation, measure.expr) for measure in self.measures}
        return len(counted) == 1 and self.measures[0].aggregation == "count_distinct"


def rows_behind(
    session: Session,
    semantics: Semantics,
    metrics: Sequence[str],
    conditions: Conditions,
    limit: int,
    offset: int,
) -> Rows:
    """The rows that add to at least one of `metrics` under `conditions`; `limit` of them from `offset` on as a table.

    Raises QuestionError where the metrics are of different facts, or of a kind that has no rows to show.
    """
    measures = _measures(semantics, metrics)
    behind = _behind(session, semantics, metrics, measures, conditions)
    statement = _things(session, behind, conditions) if behind.counts_things else _lines(behind)
    sql = f"{statement}\nLIMIT {limit} OFFSET {offset}"
    totals = with_integers(session.query(_totals(behind), conditions.parameters)).to_pylist()[0]
    return Rows(
        table=with_integers(session.query(sql, conditions.parameters)),
        total_rows=totals.pop(_COUNT),
        sums=totals,
        version=session.version.name,
        sql=sql,
        parameters=conditions.parameters,
    )


def _measures(semantics: Semantics, metrics: Sequence[str]) -> tuple[Measure, ...]:
    found = {measure: None for metric in metrics for measure in semantics.measures(metric)}
    names = [measure.metric for measure in found]
    of_different_rows = len({(m.model, m.time) for m in found}) > 1 or len(set(names)) < len(names)
    if of_different_rows:
        raise QuestionError(f"{', '.join(metrics)} are counted from different rows; ask for the rows of one at a time")
    unshown = [measure.metric for measure in found if measure.aggregation not in _AGGREGATES]
    if unshown or not found:
        raise QuestionError(f"{', '.join(unshown or metrics)}: its rows do not add up to it, so none are shown")
    return tuple(found)


def _behind(
    session: Session,
    semantics: Semantics,
    metrics: Sequence[str],
    measures: tuple[Measure, ...],
    conditions: Conditions,
) -> _Behind:
    model = semantics.models[measures[0].model]
    star = Star(semantics, model, measures[0].time)
    shown = _shown(session, star, semantics.fitting(metrics), {measure.metric for measure in measures})
    selected = [f"{reference} AS {quoted(name)}" for name, reference in shown.items()]
    selected += [f"{_contribution(star, measure)} AS {quoted(measure.metric)}" for measure in measures]
    passing = " AND ".join(f"({star.rendered(text)})" for text in conditions.texts) or "TRUE"
    columns = ",\n    ".join(selected)
    sql = f"WITH behind AS (\n  SELECT\n    {columns}\n  FROM {star.joined()}\n  WHERE {passing}\n)"
    return _Behind(sql, tuple(shown), measures, model)


def _contribution(star: Star, measure: Measure) -> str:
    """What a row adds to the metric, empty where it does not count."""
    value = star.measured(measure)
    passing = " AND ".join(f"({star.rendered(template)})" for template in measure.filters)
    return f"CASE WHEN {passing} THEN {value} END" if passing else value


def _shown(session: Session, star: Star, dimensions: Sequence[str], taken: set[str]) -> dict[str, str]:
    """The columns of a row by name: as the manifest lists them, or all of the fact but its keys; file and line last.

    A column called as a metric asked is left to the metric.
    """
    held = session.query(f"SELECT * FROM {star.fact.relation} LIMIT 0").schema.names
    listed = star.fact.rows or [name for name in held if not name.endswith("_key") and not name.startswith("_")]
    strange = [name for name in listed if name not in held and (name not in dimensions or name.startswith(DATE))]
    if strange:
        raise QuestionError(f"{star.fact.name}: meta.rows lists '{strange[0]}', no column and no dimension")
    shown = {name: star.column(name) if name in held else star.dimension(name) for name in listed}
    if _DELIVERY in held:
        shown |= {"file": star.file(), "line": star.column("_line")}
    return {name: reference for name, reference in shown.items() if name not in taken}


def _lines(behind: _Behind) -> str:
    """One row per row of the fact. Rows that this order leaves equal are equal in all that is shown."""
    added = [measure.metric for measure in behind.measures if measure.aggregation == "sum"]
    columns = [quoted(name) for name in (*behind.columns, *added)]
    return (
        f"{behind.sql}\nSELECT {', '.join(columns)}\nFROM behind\nWHERE {behind.adding}"
        f"\nORDER BY {_empty_last(columns)}"
    )


def _things(session: Session, behind: _Behind, conditions: Conditions) -> str:
    """One row per thing counted, with what all its rows have in common, their sums and their first time."""
    sample = session.query(f"{behind.sql}\nSELECT * FROM behind LIMIT 0", conditions.parameters).schema
    columns = [f"{_in_common(name, sample, behind.model)} AS {quoted(name)}" for name in behind.columns]
    columns += [_summed(measure) for measure in behind.measures]
    order = _empty_last([*map(quoted, behind.columns), behind.thing])
    return (
        f"{behind.sql}\nSELECT {', '.join(columns)}\nFROM behind\nWHERE {behind.adding}"
        f"\nGROUP BY {behind.thing}\nORDER BY {order}"
    )


def _in_common(name: str, sample: pa.Schema, model: Model) -> str:
    column = quoted(name)
    if name in model.summed:
        return f"SUM({column})"
    if pa.types.is_temporal(sample.field(name).type):
        return f"MIN({column})"
    return f"CASE WHEN MIN({column}) = MAX({column}) AND COUNT({column}) = COUNT(*) THEN MIN({column}) END"


def _totals(behind: _Behind) -> str:
    counted = f"COUNT(DISTINCT {behind.thing})" if behind.counts_things else "COUNT(*)"
    columns = ", ".join([f"{counted} AS {quoted(_COUNT)}", *map(_summed, behind.measures)])
    return f"{behind.sql}\nSELECT {columns}\nFROM behind\nWHERE {behind.adding}"


def _summed(measure: Measure) -> str:
    name = quoted(measure.metric)
    return f"{_AGGREGATES[measure.aggregation].format(name)} AS {name}"


def _empty_last(columns: Sequence[str]) -> str:
    return ", ".join(f"{column} NULLS LAST" for column in columns)
