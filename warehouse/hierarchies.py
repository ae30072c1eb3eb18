"""The authored paths along which figures are drilled, from coarse to fine, in the door's names of dimensions.

Belongs here: which level follows which.
Does not belong here: whether a company has members on a level (asked at the door), how a page shows a path.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hierarchy:
    """One path; `levels` from the coarsest to the finest."""

    name: str
    levels: tuple[str, ...]

    def below(self, level: str) -> str | None:
        """The next finer level, None at the finest. Raises ValueError for a level of another path."""
        place = self.levels.index(level) + 1
        return self.levels[place] if place < len(self.levels) else None

    def above(self, level: str) -> tuple[str, ...]:
        """The coarser levels, coarsest first. Raises ValueError for a level of another path."""
        return self.levels[: self.levels.index(level)]


DATE = Hierarchy("date", ("date__year", "date__quarter", "date__month", "date__day"))
WEEK = Hierarchy("week", ("date__week", "date__day"))
PRODUCT = Hierarchy("product", ("product__category", "product__subcategory", "product__sku"))
GEOGRAPHY = Hierarchy("geography", ("geography__country",))
SALES_CHANNEL = Hierarchy("sales_channel", ("sales_channel__group", "sales_channel__channel"))
