"""dbt's manifest: what there is to build. It is made again when anything it is made from has changed.

Belongs here: reading and making it, and saying of each test which asset it checks.
Does not belong here: the assets made from it (models.py).
"""

import json
import subprocess
from pathlib import Path
from typing import Any

from dagster_project.defs.transform.dbt_command import dbt_command, dbt_process_environment
from dagster_project.progress import current_record
from warehouse.company import Company
from warehouse.dbt_project import project_folder
from warehouse.durable_files import write_private
from warehouse.fingerprint import fingerprint

Manifest = dict[str, Any]

_LINES_TOLD = 40


class ParseFailed(Exception):
    """dbt cannot read the project; the message holds what dbt said."""


def manifest_path(company: Company) -> Path:
    return company.dbt_target_folder / "manifest.json"


def run_results_path(company: Company) -> Path:
    return company.dbt_target_folder / "run_results.json"


def read_manifest(company: Company) -> Manifest:
    """The manifest of the company's project as it is now. Raises ParseFailed."""
    made_from = company.dbt_target_folder / "manifest.fingerprint"
    now = fingerprint(company)
    if not (manifest_path(company).is_file() and made_from.is_file() and made_from.read_text() == now):
        made_from.unlink(missing_ok=True)
        _parse(company)
        write_private(made_from, now)
    manifest: Manifest = json.loads(manifest_path(company).read_bytes())
    return with_checks_attached(manifest)


def with_checks_attached(manifest: Manifest) -> Manifest:
    """Gives each test of several models the asset it is shown with: the model that is furthest down the way.

    dagster-dbt shows a singular test of several models as a check only where its `meta` names one of them.
    """
    for node in manifest["nodes"].values():
        models = [name for name in node.get("depends_on", {}).get("nodes", []) if name in manifest["nodes"]]
        if node["resource_type"] == "test" and not node.get("attached_node") and models:
            furthest = max(models, key=lambda name: (len(_ancestors(manifest, name)), name))
            node["config"].setdefault("meta", {})["dagster"] = {"ref": {"name": manifest["nodes"][furthest]["name"]}}
    return manifest


def _ancestors(manifest: Manifest, unique_id: str) -> set[str]:
    found: set[str] = set()
    waiting = [unique_id]
    while waiting:
        parents = set(manifest["parent_map"].get(waiting.pop(), [])) - found
        found |= parents
        waiting += parents
    return found


def _parse(company: Company) -> None:
    current_record().progress.message("the models changed: dbt reads them")
    done = subprocess.run(
        dbt_command("parse", "--no-use-colors"),
        cwd=project_folder(company),
        env={**dbt_process_environment(company), "DBT_LOG_FORMAT": "text"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).splitlines()[-_LINES_TOLD:])
        raise ParseFailed(f"dbt cannot read the models of {company.folder}:\n{said}")
