"""Puts a finished candidate on the shelf; a kill at any moment leaves the old or the new version current.

Belongs here: what makes a candidate complete, and the order in which it becomes the current version.
Does not belong here: whether it deserves to be published (gate.py) and building it.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.candidate import Candidate
from warehouse.compaction import compact
from warehouse.company import Company
from warehouse.durable_files import (
    PRIVATE_FILE,
    checksum,
    copy_private,
    flush,
    make_private_folder,
    rename,
    write_ahead_log,
    write_private,
)
from warehouse.hold import held_version, make_current
from warehouse.retention import retire
from warehouse.shelf import open_read_only
from warehouse.versions import BuildFacts, Version, VersionFacts


class NotPublishable(Exception):
    """A candidate is not complete; the message names the file, what is wrong with it and what to do."""


def publish(company: Company, candidate: Candidate, facts: BuildFacts) -> Version:
    """Completes `candidate`, makes it the current version and retires old ones; returns the new version.

    While a rollback holds another version, the new one is kept and does not become current.

    Its DuckDB files must be closed and semantic_manifest.json lie beside them: NotPublishable is raised
    otherwise, and then nothing has changed on the shelf. Call it under the writer lock.
    """
    _require_closed(candidate.warehouse_path)
    _require_closed(company.registry_path)
    _require(candidate.manifest_path)
    _compact(candidate.warehouse_path)
    candidate.registry_path.unlink(missing_ok=True)
    copy_private(company.registry_path, candidate.registry_path)
    version = Version(candidate.version, company.published_folder / candidate.version)
    _write_facts(candidate, facts)
    _make_durable(candidate.folder)
    rename(candidate.folder, version.folder)
    if held_version(company) is None:
        make_current(company, version)
    retire(company)
    return version


def _compact(warehouse: Path) -> None:
    try:
        compact(warehouse)
    except duckdb.Error as error:
        raise NotPublishable(f"{warehouse} cannot be opened: {error}. Run the build again.") from error


def _require(path: Path) -> None:
    if not path.is_file():
        raise NotPublishable(f"{path} is missing, so the version would not be whole; run the build again.")


def _require_closed(path: Path) -> None:
    _require(path)
    if write_ahead_log(path).exists():
        raise NotPublishable(
            f"{path} was not closed: {write_ahead_log(path).name} beside it holds changes that the file "
            "itself does not. End the process that has it open and run the build again."
        )


def _write_facts(candidate: Candidate, facts: BuildFacts) -> None:
    row_counts, storage_version = _look_into(candidate.warehouse_path)
    complete = VersionFacts(
        **dict(facts),
        version=candidate.version,
        base=candidate.base.name if candidate.base else None,
        row_counts=row_counts,
        checksums=_checksums(candidate),
        storage_version=storage_version,
    )
    write_private(candidate.folder / "version.json", complete.model_dump_json(indent=2) + "\n")


def _look_into(warehouse: Path) -> tuple[dict[str, int], str]:
    """The number of rows of each table, and the storage version, of a closed DuckDB file."""
    try:
        with open_read_only(warehouse) as connection:
            return _row_counts(connection), _storage_version(connection)
    except duckdb.Error as error:
        raise NotPublishable(f"{warehouse} cannot be opened: {error}. Run the build again.") from error


def _row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    tables = connection.execute(
        "select table_schema, table_name from information_schema.tables "
        "where table_catalog = current_catalog() and table_type = 'BASE TABLE' order by all"
    ).fetchall()
    counts = {}
    for schema, table in tables:
        row = connection.execute(f"select count(*) from {_quoted(schema)}.{_quoted(table)}").fetchone()
        counts[f"{schema}.{table}"] = row[0] if row else 0
    return counts


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _storage_version(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute(
        "select tags['storage_version'] from duckdb_databases() where database_name = current_catalog()"
    ).fetchone()
    return str(row[0]) if row else ""


def _checksums(candidate: Candidate) -> dict[str, str]:
    paths = (candidate.warehouse_path, candidate.registry_path, candidate.manifest_path)
    return {path.name: checksum(path) for path in paths}


def _make_durable(folder: Path) -> None:
    make_private_folder(folder)
    for path in folder.iterdir():
        path.chmod(PRIVATE_FILE)
        flush(path)
    flush(folder)
