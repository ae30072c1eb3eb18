"""One fact and the tables that names lead to from it, joined as the semantic manifest says.

Belongs here: from the name of a dimension to SQL, each table joined once.
Does not belong here: what is selected, and why (explain.py).
"""

from __future__ import annotations

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from warehouse.question import QuestionError
from warehouse.semantics import Measure, Model, Semantics

_Path = tuple[str, ...]  # the entities that lead from the fact to a table; () is the fact itself
_FACT: _Path = ()
_DELIVERED = "_delivery"


class Star:
    """Collects what is referred to; then `joined()` is the FROM clause that holds all of it.

    Each table is a subquery with just the expressions asked of it, so no column is ambiguous. Facts keep their
    rows: joins are left joins to tables whose entity is their key.
    """

    def __init__(self, semantics: Semantics, fact: Model, time: str) -> None:
        self.fact = fact
        self._semantics = semantics
        self._time = time
        self._tables: dict[_Path, Model] = {_FACT: fact}
        self._expressions: dict[_Path, dict[str, str]] = {_FACT: {}}
        self._conditions: dict[_Path, str] = {}
        self._delivered = ""
        self._jinja = SandboxedEnvironment(undefined=StrictUndefined)
        names = {"Dimension": self.dimension, "TimeDimension": self.period, "Entity": self.entity}
        self._jinja.globals.update(names)

    def column(self, name: str) -> str:
        """A column of the fact's table."""
        return self._reference(_FACT, name, quoted(name))

    def measured(self, measure: Measure) -> str:
        """What one row of the fact gives a measure to add up or to count."""
        return self._reference(_FACT, measure.metric, measure.expr)

    def dimension(self, name: str) -> str:
        """A dimension by its name, as product__sku or customer__organisation__name."""
        path, element = self._reach(name)
        return self._reference(path, element, self._tables[path].dimensions[element])

    def entity(self, name: str) -> str:
        """The key of an entity by its name."""
        path, element = self._reach(name)
        return self._reference(path, element, self._tables[path].entities[element])

    def period(self, name: str, grain: str) -> str:
        """The first day of the period that a date falls in; metric_time is the date of the metric."""
        if name == "metric_time":
            day = self._reference(_FACT, self._time, self.fact.dimensions[self._time])
        else:
            day = self.dimension(name)
        return f"DATE_TRUNC('{grain}', {day})"

    def file(self) -> str:
        """The extract that delivered a row of the fact."""
        self._delivered = f"{self.column('_delivery_id')} = {_DELIVERED}.delivery_id"
        return f"{_DELIVERED}.file"

    def rendered(self, template: str) -> str:
        """A where template of the manifest as SQL. Raises QuestionError where it uses what is not known here."""
        try:
            return self._jinja.from_string(template).render()
        except TemplateError as error:
            raise QuestionError(f"the rows cannot be shown: the filter {template} is not understood") from error

    def joined(self) -> str:
        """The FROM clause for all that was referred to until now."""
        lines = [self._subquery(_FACT)]
        lines += [f"LEFT JOIN {self._subquery(path)} ON {same}" for path, same in self._conditions.items()]
        if self._delivered:
            lines.append(f"LEFT JOIN about.delivery AS {_DELIVERED} ON {self._delivered}")
        return "\n  ".join(lines)

    def _subquery(self, path: _Path) -> str:
        named = {quoted(name): expr for name, expr in self._expressions[path].items()}
        columns = ", ".join(name if expr == name else f"{expr} AS {name}" for name, expr in named.items())
        return f"(SELECT {columns} FROM {self._tables[path].relation}) AS {self._alias(path)}"

    def _alias(self, path: _Path) -> str:
        return quoted("__".join(path) or f"{self.fact.name} rows")

    def _reach(self, name: str) -> tuple[_Path, str]:
        """Joins the tables on the way to `name`; the path of the last, and what is asked of it."""
        *links, element = name.split("__")
        path = _FACT
        for link, wanted in zip(links, [*links[1:], element], strict=False):
            if link not in self._tables[path].own:
                path = self._join(path, link, wanted)
        return path, element

    def _join(self, parent: _Path, entity: str, wanted: str) -> _Path:
        path = (*parent, entity)
        if path not in self._tables:
            self._tables[path] = self._semantics.reached_by(entity, wanted)
            self._expressions[path] = {}
            here, there = (self._reference(at, entity, self._tables[at].entities[entity]) for at in (parent, path))
            self._conditions[path] = f"{here} = {there}"
        return path

    def _reference(self, path: _Path, name: str, expression: str) -> str:
        known = self._expressions[path]
        while known.setdefault(name, expression) != expression:
            name += "_"  # the same name for something else, as a dimension called as a column
        return f"{self._alias(path)}.{quoted(name)}"


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'
