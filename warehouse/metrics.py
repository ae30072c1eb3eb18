"""The door: metrics of a published version, by dimensions, filtered, each question answered by one version.

Belongs here: running what was compiled, types and order of an answer, what can be asked.
Does not belong here: MetricFlow (semantics.py), filters (conditions.py), rows behind a cell (explain.py).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from warehouse.company import Company
from warehouse.conditions import Conditions, Kind, kind_of
from warehouse.explain import rows_behind
from warehouse.freshness import Freshness, read_freshness
from warehouse.question import (
    MAX_ROWS,
    Answer,
    Filter,
    Metric,
    Parameters,
    Question,
    QuestionError,
    Rows,
    Value,
    unknown,
    with_integers,
)
from warehouse.reader import Reader, Session
from warehouse.semantics import Dimension, Semantics, load_semantics
from warehouse.versions import VersionError

__all__ = ["Answer", "Door", "Filter", "Metric", "Question", "QuestionError", "Rows"]

_TRIES = 3


@dataclass(frozen=True)
class _Opened:
    """One version for the length of one question: its file and its manifest, never those of two versions."""

    session: Session
    semantics: Semantics


class Door:
    """Asks the current version of a company (each question the one current then), or the version named.

    Threads may share it. Besides what each method says, all raise VersionError where there is no version, and
    TooSlow where an answer takes longer than `seconds`.
    """

    def __init__(self, company: Company, version: str | None = None, *, seconds: float = 60) -> None:
        self._reader = Reader(company, version, seconds=seconds)
        self._kinds: dict[tuple[str, str], Kind] = {}

    def ask(self, question: Question) -> Answer:
        """Raises UnknownName, DoesNotFit, and QuestionError for other faults of the question."""
        started = time.perf_counter()
        with self._opened() as opened:
            sql, parameters = self._written(opened, question)
            table = opened.session.query(sql, parameters)
        wanted = question.limit or MAX_ROWS
        return Answer(
            table=with_integers(table.slice(0, wanted)),
            version=opened.session.version.name,
            sql=sql,
            parameters=parameters,
            seconds=time.perf_counter() - started,
            truncated=table.num_rows > wanted,
        )

    def drill(self, question: Question, limit: int = 100, offset: int = 0) -> Rows:
        """The rows behind the one cell that `question`, which has no `by`, asks for; empty contributions left out.

        One row per row of the fact; where only distinct things are counted, one row per thing. In the order of the
        columns shown. Raises as `ask` does, and QuestionError where metrics of different facts are asked at once.
        """
        if question.by or question.order or question.limit:
            raise QuestionError("the rows behind one cell are asked by metrics and filters alone")
        _check_limit(limit)
        if offset < 0:
            raise QuestionError(f"an offset is 0 or more, not {offset}")
        with self._opened() as opened:
            conditions = self._conditions(opened, question)
            return rows_behind(opened.session, opened.semantics, question.metrics, conditions, limit, offset)

    def metrics(self) -> list[Metric]:
        """All metrics, in the order they are declared."""
        with self._opened() as opened:
            return list(opened.semantics.metrics.values())

    def dimensions(self, metrics: Sequence[str]) -> list[str]:
        """Names of the dimensions by which all of `metrics` can be asked: year to day, then by name."""
        with self._opened() as opened:
            return list(opened.semantics.fitting(metrics))

    def labels(self) -> dict[str, str]:
        """What people call each metric and dimension, by its name."""
        with self._opened() as opened:
            metrics = {metric.name: metric.label for metric in opened.semantics.metrics.values()}
            dimensions = {found.name: found.label for found in opened.semantics.dimensions.values()}
            return metrics | dimensions

    def members(
        self,
        dimension: str,
        where: Sequence[Filter] = (),
        limit: int = 1_000,
        metrics: Sequence[str] = (),
    ) -> list[Value]:
        """Members of a dimension that have rows for `metrics` under the filters, sorted; None where it is empty.

        Without metrics those of the first metric declared that can be asked so. Raises as `ask` does.
        """
        with self._opened() as opened:
            asked = tuple(metrics) or _first_metric(opened.semantics, [dimension, *(f.dimension for f in where)])
        answer = self.ask(Question(asked, by=(dimension,), where=tuple(where), limit=limit))
        found: list[Value] = answer.table.column(dimension).to_pylist()
        return found

    def freshness(self) -> Freshness:
        """How far the data of the version reaches, and what is late or was refused."""
        with self._opened() as opened:
            return read_freshness(opened.session)

    @contextmanager
    def _opened(self) -> Iterator[_Opened]:
        """A version may be retired between opening its file and reading its manifest: then the next is opened."""
        for attempt in range(1, _TRIES + 1):
            with self._reader.session() as session:
                path = session.version.manifest_path
                try:
                    semantics = load_semantics(path)
                except FileNotFoundError as error:
                    if attempt == _TRIES:
                        raise VersionError(f"{path} is missing; build or choose another version") from error
                    continue
                yield _Opened(session, semantics)
                return

    def _written(self, opened: _Opened, question: Question) -> tuple[str, Parameters]:
        semantics = opened.semantics
        _check_shape(question)
        conditions = self._conditions(opened, question)
        by = [semantics.dimension(name, question.metrics) for name in question.by]
        compiled = semantics.compile(question.metrics, question.by, tuple(conditions.texts))
        columns = ", ".join([*map(_column, by), *map(_quoted, question.metrics)])
        order = _order(question)
        limit = (question.limit or MAX_ROWS) + 1  # one more tells whether there are more
        sql = f"SELECT {columns}\nFROM (\n{compiled}\n) AS answer{order}\nLIMIT {limit}"
        return sql, conditions.parameters

    def _conditions(self, opened: _Opened, question: Question) -> Conditions:
        """The filters with their values apart; dates are asked by the day."""
        semantics = opened.semantics
        _check_metrics(semantics, question.metrics)
        conditions = Conditions()
        for asked in question.where:
            dimension = semantics.dimension(asked.dimension, question.metrics)
            if dimension.grain:
                conditions.add_date(asked, semantics.finest_date(question.metrics).template, dimension.grain)
            else:
                conditions.add(asked, dimension.template, self._kind(opened, dimension))
        return conditions

    def _kind(self, opened: _Opened, dimension: Dimension) -> Kind:
        """What the dimension's column holds, looked up once per version."""
        key = (opened.session.version.name, dimension.name)
        if key not in self._kinds:
            relation, expr = opened.semantics.source(dimension)
            held = opened.session.query(f"SELECT {expr} AS held FROM {relation} LIMIT 0").schema.field("held")
            self._kinds[key] = kind_of(held.type)
        return self._kinds[key]


def _check_metrics(semantics: Semantics, metrics: Sequence[str]) -> None:
    if not metrics:
        raise QuestionError("a question names at least one metric")
    semantics.check_metrics(metrics)


def _check_shape(question: Question) -> None:
    names = (*question.by, *question.metrics)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise QuestionError(f"'{twice[0]}' is asked twice")
    for name in question.order:
        if name.removeprefix("-") not in names:
            raise unknown("column of this question", name.removeprefix("-"), names)
    if question.limit is not None:
        _check_limit(question.limit)


def _check_limit(limit: int) -> None:
    if not 1 <= limit <= MAX_ROWS:
        raise QuestionError(f"a limit is between 1 and {MAX_ROWS:,}, not {limit:,}")


def _column(dimension: Dimension) -> str:
    value = _quoted(dimension.flow_name)
    return f"{f'CAST({value} AS DATE)' if dimension.grain else value} AS {_quoted(dimension.name)}"


def _order(question: Question) -> str:
    """What is asked, then the dimensions in turn, so that equal questions give equal tables."""
    named = {name.removeprefix("-") for name in question.order}
    order = [*question.order, *(name for name in question.by if name not in named)]
    keys = [f"{_quoted(n.removeprefix('-'))} {'DESC' if n.startswith('-') else 'ASC'} NULLS LAST" for n in order]
    return f"\nORDER BY {', '.join(keys)}" if keys else ""


def _first_metric(semantics: Semantics, dimensions: Sequence[str]) -> tuple[str]:
    for name in dimensions:
        semantics.dimension(name, [])
    fitting = (name for name in semantics.metrics if {*dimensions} <= {*semantics.fitting([name])})
    metric = next(fitting, None)
    if metric is None:
        raise QuestionError(f"no metric can be asked by all of {', '.join(dimensions)}")
    return (metric,)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
