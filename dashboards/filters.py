"""The state of a page, and how it is written in the address so that a bookmark shows the same again.

Belongs here: what can be chosen on a page, reading it from a query string, writing it back, changing it.
Does not belong here: asking (questions.py), showing what is filtered (blocks/filter_bar.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar, get_args
from urllib.parse import urlencode

from dashboards.formats import Language
from dashboards.periods import Grain, Period, Versus

Shape = Literal["chart", "table"]
Order = Literal["most", "least", "name"]
Params = Mapping[str, Sequence[str]]

PAGE_OF_ROWS = 50
EMPTY = "(empty)"  # how an address names the rows where a dimension is empty; no member is called so
Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True)
class Offer:
    """What a page lets people choose from: its metrics (the first is shown at first), dimensions and languages."""

    metrics: tuple[str, ...]
    dimensions: tuple[str, ...]
    languages: tuple[Language, ...]


@dataclass(frozen=True)
class View:
    """What a page shows. `rows` is the page of the rows behind the figures, 1-based; 0 while they are not asked for.

    Empty choices (`grain`, `versus`) mean that the page chooses. `members` holds the members kept of a dimension,
    None among them for rows where it is empty.
    """

    metric: str
    language: Language
    period: Period | None = None
    grain: Grain | None = None
    versus: Versus | None = None
    shape: Shape = "chart"
    rows: int = 0
    members: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)
    full: tuple[str, ...] = ()

    def into(self, period: Period | None) -> View:
        """Drilled into `period`, or back out to it; None is all there is. What was chosen for the old level goes."""
        return replace(self, period=period, grain=None, rows=0)

    def keeping(self, dimension: str, kept: Sequence[str | None]) -> View:
        """Only the members `kept` of `dimension`; an empty list keeps all."""
        others = {name: values for name, values in self.members.items() if name != dimension}
        members = {**others, dimension: tuple(kept)} if kept else others
        return replace(self, members=members, rows=0)

    def showing(self, metric: str) -> View:
        return replace(self, metric=metric, rows=0)

    def by(self, grain: Grain) -> View:
        return replace(self, grain=grain)

    def compared(self, versus: Versus | None) -> View:
        return replace(self, versus=versus)

    def shaped(self, shape: Shape) -> View:
        return replace(self, shape=shape)

    def ordered(self, dimension: str, order: Order) -> View:
        return replace(self, orders={**self.orders, dimension: order})

    def unfolded(self, dimension: str) -> View:
        return replace(self, full=tuple(sorted({*self.full, dimension})))

    def folded(self, dimension: str) -> View:
        return replace(self, full=tuple(name for name in self.full if name != dimension))

    def on_rows(self, page: int) -> View:
        return replace(self, rows=page)

    def speaking(self, language: Language) -> View:
        return replace(self, language=language)

    def reset(self) -> View:
        """Everything there is, without a filter; metric, comparison and language stay."""
        return View(metric=self.metric, language=self.language, versus=self.versus)

    @property
    def is_filtered(self) -> bool:
        return bool(self.members) or self.period is not None

    def params(self, offer: Offer) -> dict[str, list[str]]:
        """The query parameters of this view; what is as at first is left out."""
        first = View(metric=offer.metrics[0], language=offer.languages[0])
        chosen = {
            "metric": self.metric if self.metric != first.metric else None,
            "date": self.period.code if self.period else None,
            "by": self.grain,
            "versus": self.versus,
            "shape": self.shape if self.shape != first.shape else None,
            "rows": str(self.rows) if self.rows else None,
            "lang": self.language if self.language != first.language else None,
        }
        single = {name: [value] for name, value in chosen.items() if value is not None}
        members = {name: [EMPTY if value is None else value for value in self.members[name]] for name in self.members}
        orders = {f"{name}.order": [str(order)] for name, order in self.orders.items() if order != "most"}
        return {**single, **members, **orders, **({"full": list(self.full)} if self.full else {})}

    def link(self, offer: Offer) -> str:
        """The address of this view, from the question mark on."""
        return f"?{urlencode(self.params(offer), doseq=True)}"


@dataclass
class _Reading:
    """Query parameters while they are read; what cannot be understood is collected in `unknown`."""

    params: Params
    unknown: list[str] = field(default_factory=list)

    def one(self, name: str) -> str | None:
        values = self.params.get(name, ())
        return values[-1] if values else None

    def choice(self, name: str, choices: Sequence[Choice]) -> Choice | None:
        value = self.one(name)
        found = next((choice for choice in choices if choice == value), None)
        if value is not None and found is None:
            self.unknown.append(f"{name}={value}")
        return found

    def period(self, name: str) -> Period | None:
        value = self.one(name)
        try:
            return Period.parse(value) if value else None
        except ValueError:
            self.unknown.append(f"{name}={value}")
            return None

    def page(self, name: str) -> int:
        value = self.one(name)
        if value is None or (value.isascii() and value.isdigit() and len(value) < 8):
            return int(value or 0)
        self.unknown.append(f"{name}={value}")
        return 0

    def order(self, dimension: str) -> Order | None:
        return self.choice(f"{dimension}.order", get_args(Order))

    def members(self, dimension: str) -> tuple[str | None, ...]:
        return tuple(dict.fromkeys(None if value == EMPTY else value for value in self.params.get(dimension, ())))


def read_view(params: Params, offer: Offer) -> tuple[View, list[str]]:
    """The view that `params` ask for, and those of them that this page does not know ("date=2011-99")."""
    reading = _Reading(params)
    view = View(
        metric=reading.choice("metric", offer.metrics) or offer.metrics[0],
        language=reading.choice("lang", offer.languages) or offer.languages[0],
        period=reading.period("date"),
        grain=reading.choice("by", get_args(Grain)),
        versus=reading.choice("versus", get_args(Versus)),
        shape=reading.choice("shape", get_args(Shape)) or "chart",
        rows=reading.page("rows"),
        members={name: kept for name in offer.dimensions if (kept := reading.members(name))},
        orders={name: order for name in offer.dimensions if (order := reading.order(name))},
        full=tuple(sorted(set(params.get("full", ())) & set(offer.dimensions))),
    )
    return view, reading.unknown
