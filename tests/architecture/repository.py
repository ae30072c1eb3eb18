"""Where things are in the repository, for the architecture tests.

Belongs here: lists of files and packages, the shape of dbt's manifest. Does not belong here: rules.
"""

from __future__ import annotations

import ast
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from warehouse.company import Company

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ingest", "demo", "warehouse", "dashboards", "dagster_project", "cli", "benchmarks")


@cache
def files() -> tuple[str, ...]:
    """Every file that is, or would be, under version control, as a posix path below the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(sorted(name for name in listed if (ROOT / name).is_file()))


def python_files(*packages: str) -> list[str]:
    return [name for name in files() if name.endswith(".py") and name.split("/")[0] in packages]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse(text_of(name), filename=name)


def company_folders() -> list[Path]:
    return sorted(ROOT / name for name in {str(Path(name).parent) for name in files() if is_company_file(name)})


def is_company_file(name: str) -> bool:
    return re.fullmatch(r"data/[^/]+/company\.yml", name) is not None


@dataclass
class DbtProject:
    """`manifest` is dbt's manifest.json, `events` what dbt said while it parsed."""

    company: Company
    manifest: dict[str, Any]
    events: list[dict[str, Any]]

    def nodes(self, *resource_types: str) -> list[dict[str, Any]]:
        """The project's own nodes of these types, sources and metrics included, in the order of their names."""
        everything = {**self.manifest["nodes"], **self.manifest["sources"], **self.manifest["metrics"]}
        own = (node for node in everything.values() if node["package_name"] == "rapport")
        return sorted((node for node in own if node["resource_type"] in resource_types), key=lambda node: node["name"])

    def models(self, *layers: str) -> list[dict[str, Any]]:
        return [node for node in self.nodes("model") if not layers or layer_of(node) in layers]


def layer_of(node: dict[str, Any]) -> str:
    """Of a model the folder below models/; of anything else its resource type."""
    if node["resource_type"] != "model":
        return str(node["resource_type"])
    parts = Path(node["original_file_path"]).parts
    return parts[parts.index("models") + 1]
