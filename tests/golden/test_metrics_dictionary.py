"""docs/metrics.md says of every metric what its declaration says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

DICTIONARY = "docs/metrics.md"
HEAD = """# Metrics

Made from `dbt/models/metrics/`, where each metric is declared once: `./rapport test tests/golden --update-golden`.

| name | label | meaning | unit | good is | asked by |
|---|---|---|---|---|---|
"""


def test_metrics_dictionary(root: Path, approve: Callable[[Path, str], None]) -> None:
    rows = [_row(metric) for path in sorted((root / "dbt/models/metrics").glob("*.yml")) for metric in _metrics(path)]
    approve(root / DICTIONARY, HEAD + "".join(sorted(rows)))


def _metrics(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8")).get("metrics", []))


def _row(metric: dict[str, Any]) -> str:
    meta = metric["config"]["meta"]
    cells = [
        f"`{metric['name']}`",
        metric["label"],
        metric["description"],
        meta["unit"],
        meta["good_direction"],
        meta["question"],
    ]
    return f"| {' | '.join(cells)} |\n"
