"""What all blocks of one page share: its state, its language, its colours, the meaning of its metrics.

Belongs here: making links, and naming metrics, members and stretches of days.
Does not belong here: asking, and what any one block shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboards.filters import Offer, View
from dashboards.formats import Formats, Number
from dashboards.i18n import Tongue, Words
from dashboards.periods import Period, Window
from dashboards.theme import Palette
from warehouse.question import Metric


@dataclass(frozen=True)
class Sheet:
    """The page as it is shown now.

    `data` runs from the first day with data to the day the data is as of; `is_undated` where no row of it bears a day.
    """

    view: View
    offer: Offer
    tongue: Tongue
    palette: Palette
    metrics: Mapping[str, Metric]
    data: Window
    is_undated: bool = False

    @property
    def words(self) -> Words:
        return self.tongue.words

    @property
    def formats(self) -> Formats:
        return self.tongue.formats

    @property
    def metric(self) -> Metric:
        return self.metrics[self.view.metric]

    @property
    def window(self) -> Window | None:
        """The days shown; None where the period lies outside the data."""
        return self.view.period.window.clipped(self.data) if self.view.period else self.data

    def link(self, view: View) -> str:
        return view.link(self.offer)

    def label(self, metric: str) -> str:
        """The metric's name: from its definition, in other languages from the catalogue where it has it."""
        message = f"metric.{metric}.label"
        return self.words(message) if self.words.has(message) else self.metrics[metric].label

    def description(self, metric: str) -> str:
        message = f"metric.{metric}.description"
        return self.words(message) if self.words.has(message) else self.metrics[metric].description

    def short(self, metric: str, value: Number | None) -> str:
        return self.formats.short(value, self.metrics[metric].unit)

    def full(self, metric: str, value: Number | None) -> str:
        return self.formats.full(value, self.metrics[metric].unit)

    def part(self, period: Period) -> str:
        """Which part of a period the data holds, where it is not all of it: "to 9 Dec"."""
        if period.start < self.data.start <= period.end:
            return self.words("chart.from", day=self.formats.short_day(self.data.start))
        if period.start <= self.data.end < period.end:
            return self.words("chart.to", day=self.formats.short_day(self.data.end))
        return ""

    def member(self, name: str | None) -> str:
        return name if name is not None and name.strip() else self.words("dimension.unnamed")
