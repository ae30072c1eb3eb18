"""What the semantic manifest of a version says, and the SQL that MetricFlow makes of a question.

Belongs here: all that touches MetricFlow. It never sees a connection or a value: it compiles, others run.
Does not belong here: filters (conditions.py), running (metrics.py), rows behind a cell (explain.py).
"""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from metricflow.engine.metricflow_engine import MetricFlowEngine, MetricFlowQueryRequest
from metricflow.engine.models import Dimension as FlowDimension
from metricflow.protocols.sql_client import SqlEngine
from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
from metricflow_semantic_interfaces.implementations.filters.where_filter import (
    PydanticWhereFilterIntersection,
)
from metricflow_semantic_interfaces.implementations.metric import PydanticMetric
from metricflow_semantic_interfaces.implementations.semantic_model import PydanticSemanticModel
from metricflow_semantic_interfaces.type_enums.aggregation_type import AggregationType
from metricflow_semantic_interfaces.type_enums.dimension_type import DimensionType
from metricflow_semantic_interfaces.type_enums.entity_type import EntityType
from metricflow_semantics.model.dbt_manifest_parser import parse_manifest_from_dbt_generated_manifest
from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup

from warehouse.periods import GRAINS, Grain
from warehouse.question import DoesNotFit, Metric, unknown

DATE = "date__"  # the door's name for MetricFlow's metric_time__
_FLOW_DATE = "metric_time"
_COMPILED_KEPT = 1_000  # shapes of questions per version; a page asks some tens
_SAID_IN_META = ("unit", "good_direction", "owner", "question", "grain")


@dataclass(frozen=True)
class Dimension:
    """A dimension by its door name; `grain` only of dates; `flow_name` is what MetricFlow calls it."""

    name: str
    flow_name: str
    label: str
    grain: Grain | None

    @property
    def template(self) -> str:
        """How a where template of MetricFlow refers to it."""
        if self.grain:
            return f"{{{{ TimeDimension('{_FLOW_DATE}', '{self.grain}') }}}}"
        return f"{{{{ Dimension('{self.flow_name}') }}}}"


@dataclass(frozen=True)
class Measure:
    """A metric that is counted straight from rows: `aggregation` of `expr` over the rows that pass `filters`.

    `aggregation` is MetricFlow's word (sum, count_distinct, …), or snapshot where days may not be added up;
    `time` names the dimension of the model by which it is dated; `filters` are where templates.
    """

    metric: str
    model: str
    aggregation: str
    expr: str
    time: str
    filters: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    """A table of the star as the manifest describes it, each name with the SQL expression behind it.

    `entities` lead to other tables; by those in `own` this table is led to. `rows` are the columns of a
    drill-through in their order, each a column of the table or a dimension; `summed` are the expressions that
    measures add up.
    """

    name: str
    relation: str
    entities: dict[str, str]
    own: frozenset[str]
    dimensions: dict[str, str]
    rows: tuple[str, ...]
    summed: frozenset[str]


class Semantics:
    """The metrics, dimensions and tables of one version; compiles questions. Threads may share it."""

    def __init__(self, manifest_text: str) -> None:
        manifest = parse_manifest_from_dbt_generated_manifest(manifest_text)
        self._engine = MetricFlowEngine(SemanticManifestLookup(manifest), _Dialect())
        self._guard = threading.RLock()  # MetricFlow's builders share caches that know no threads
        self._declared = {metric.name: metric for metric in manifest.metrics}
        self._times = {m.name: m.defaults.agg_time_dimension or "" for m in manifest.semantic_models if m.defaults}
        self.models = {model.name: _model(model) for model in manifest.semantic_models}
        self.metrics = {m.name: _metric(m) for m in manifest.metrics if not m.type_params.is_private}
        self._fitting = {name: self._dimensions_of(name) for name in self.metrics}
        self.dimensions = {d.name: d for found in self._fitting.values() for d in found}
        self.compile = functools.lru_cache(_COMPILED_KEPT)(self._compile)

    def check_metrics(self, names: Sequence[str]) -> None:
        """Raises UnknownName where one of the names is no metric."""
        for name in names:
            if name not in self.metrics:
                raise unknown("metric", name, list(self.metrics))

    def dimension(self, name: str, metrics: Sequence[str]) -> Dimension:
        """The dimension, by which every one of `metrics` can be asked. Raises UnknownName, DoesNotFit."""
        if name not in self.dimensions:
            raise unknown("dimension", name, list(self.dimensions))
        for metric in metrics:
            if self.dimensions[name] not in self._fitting[metric]:
                raise DoesNotFit(metric, name, self.fitting([metric]))
        return self.dimensions[name]

    def fitting(self, metrics: Sequence[str]) -> tuple[str, ...]:
        """Names of the dimensions by which all of `metrics` can be asked: dates, years first; then the rest."""
        self.check_metrics(metrics)
        common = set(self.dimensions.values()).intersection(*(self._fitting[metric] for metric in metrics))
        return tuple(dimension.name for dimension in sorted(common, key=_rank))

    def finest_date(self, metrics: Sequence[str]) -> Dimension:
        """The finest date dimension that `metrics` share; all their date filters are asked by it."""
        dates = [self.dimensions[name] for name in self.fitting(metrics) if name.startswith(DATE)]
        return dates[-1]

    def _compile(self, metrics: tuple[str, ...], by: tuple[str, ...], where: tuple[str, ...]) -> str:
        """SQL that gives the columns `by`, under MetricFlow's names, and `metrics`; `where` are templates."""
        request = MetricFlowQueryRequest.create(
            metric_names=metrics,
            group_by_names=[self.dimensions[name].flow_name for name in by],
            where_constraints=where or None,
        )
        with self._guard:
            return str(self._engine.explain(request).sql_statement.without_descriptions.sql)

    def measures(self, metric: str, filters: tuple[str, ...] = ()) -> Iterator[Measure]:
        """The measures a metric is made of: one, or for a ratio or a formula those of its parts."""
        declared = self._declared[metric]
        filters = (*filters, *_templates(declared.filter))
        for part in declared.input_metrics:
            yield from self.measures(part.name, (*filters, *_templates(part.filter)))
        counted = declared.type_params.metric_aggregation_params
        if counted:
            expr = declared.type_params.expr or metric
            time = counted.agg_time_dimension or self._times[counted.semantic_model]
            how = "snapshot" if counted.non_additive_dimension else counted.agg.value
            yield Measure(metric, counted.semantic_model, how, expr, time, filters)

    def reached_by(self, entity: str, name: str) -> Model:
        """The table that `entity` leads to and in which a dimension or another entity is called `name`."""
        models = [model for model in self.models.values() if entity in model.own]
        return next(model for model in models if name in model.dimensions or name in model.entities)

    def source(self, dimension: Dimension) -> tuple[str, str]:
        """The table that holds the members of a dimension (not of a date), and the expression for them."""
        *_, entity, name = dimension.flow_name.split("__")
        model = self.reached_by(entity, name)
        return model.relation, model.dimensions[name]

    def _dimensions_of(self, metric: str) -> frozenset[Dimension]:
        found = self._engine.list_group_bys([metric], include_derived_time_granularities=True)
        named = (_dimension(item) for item in found if isinstance(item, FlowDimension))
        return frozenset(dimension for dimension in named if dimension)


class _Dialect:
    """All that MetricFlow needs of a database as long as it runs nothing."""

    sql_engine_type = SqlEngine.DUCKDB
    sql_plan_renderer = DuckDbSqlPlanRenderer()


def load_semantics(path: Path) -> Semantics:
    """The semantics of a version's semantic_manifest.json, once per process. Raises FileNotFoundError."""
    with _loading:
        return _load(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=4)  # the current version, the one before it, and two that somebody looks back at
def _load(path: Path, _modified_ns: int) -> Semantics:
    return Semantics(path.read_text(encoding="utf-8"))


_loading = threading.Lock()


def published_manifest(text: str) -> str:
    """dbt's semantic_manifest.json as a version holds it: relations are schema.table, the database left out.

    dbt builds into an attached database; whoever opens the published file has that database alone.
    """
    manifest = json.loads(text)
    for relation in _node_relations(manifest):
        relation["database"] = None
        relation["relation_name"] = f"{relation['schema_name']}.{relation['alias']}"
    return json.dumps(manifest, ensure_ascii=False, indent=1)


def _node_relations(node: Any) -> Iterator[dict[str, Any]]:
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from _node_relations(child)
    if isinstance(node, dict) and isinstance(node.get("node_relation"), dict):
        yield node["node_relation"]


def _metric(declared: PydanticMetric) -> Metric:
    meta = declared.config.meta if declared.config else {}
    said = {name: str(meta[name]) for name in _SAID_IN_META if name in meta}
    label = declared.label or _words(declared.name)
    return Metric(name=declared.name, label=label, description=declared.description or "", **said)


def _model(declared: PydanticSemanticModel) -> Model:
    leading = {EntityType.PRIMARY, EntityType.UNIQUE, EntityType.NATURAL}
    own = {entity.name for entity in declared.entities if entity.type in leading}
    meta = declared.config.meta if declared.config else {}
    return Model(
        name=declared.name,
        relation=declared.node_relation.relation_name,
        entities={entity.name: entity.expr or entity.name for entity in declared.entities},
        own=frozenset(own | ({declared.primary_entity} if declared.primary_entity else set())),
        dimensions={dimension.name: dimension.expr or dimension.name for dimension in declared.dimensions},
        rows=tuple(meta.get("rows", ())),
        summed=frozenset(m.expr or m.name for m in declared.measures if m.agg is AggregationType.SUM),
    )


def _dimension(found: FlowDimension) -> Dimension | None:
    """The door's view of a dimension; None for a date in another role than that of the metric."""
    if found.type is DimensionType.CATEGORICAL:
        return Dimension(found.dunder_name, found.dunder_name, found.label or _words(found.name), None)
    grain = next((grain for grain in GRAINS if found.dunder_name == f"{_FLOW_DATE}__{grain}"), None)
    return Dimension(f"{DATE}{grain}", found.dunder_name, _words(grain), grain) if grain else None


def _rank(dimension: Dimension) -> tuple[int, str]:
    """Dates first, from year to day; then by name."""
    return (-GRAINS.index(dimension.grain), "") if dimension.grain else (1, dimension.name)


def _templates(declared: PydanticWhereFilterIntersection | None) -> tuple[str, ...]:
    return tuple(part.where_sql_template for part in declared.where_filters) if declared else ()


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()
