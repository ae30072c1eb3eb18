"""What a benchmark found, as a table for people and as JSON.

Belongs here: figures and their printing. Does not belong here: how they were measured.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_HEADER = ("what", "ours", "bare", "unit", "ratio", "aim")


@dataclass(frozen=True)
class Figure:
    """One line of the table. Without `bare` it is a figure of ours alone; then `aim` is a limit to `ours` itself."""

    what: str
    ours: float
    unit: str
    bare: float | None = None
    aim: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.bare if self.bare else None

    @property
    def is_within_aim(self) -> bool | None:
        """None where there is no aim."""
        reached = self.ours if self.bare is None else self.ratio
        return None if self.aim is None or reached is None else reached <= self.aim


def table(figures: Sequence[Figure]) -> str:
    """The figures in columns, one line each; an aim that is missed says so."""
    rows = [_HEADER, *map(_cells, figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def write_json(path: Path, figures: Sequence[Figure], lines: int) -> None:
    """The same figures for programs, with the number of lines they were measured on."""
    found = [{**asdict(figure), "ratio": figure.ratio} for figure in figures]
    path.write_text(json.dumps({"lines": lines, "figures": found}, indent=2) + "\n", encoding="utf-8")


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.what,
        _number(figure.ours),
        _number(figure.bare),
        figure.unit,
        _number(figure.ratio),
        f"{figure.aim:g}{'' if figure.is_within_aim else ' missed'}" if figure.aim is not None else "",
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.3g}" if abs(value) < 10 else f"{value:,.1f}"
