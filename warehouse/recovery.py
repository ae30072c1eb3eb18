"""What a writer does before anything else: mends what the last one left, however that one ended.

Belongs here: the order of these steps, and the key registry, which comes back from the newest version.
Does not belong here: any other step itself (candidate.py, hold.py, retention.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.candidate import remove_candidate
from warehouse.company import Company
from warehouse.durable_files import checksum, copy_private, flush, make_private_folder, rename, write_ahead_log
from warehouse.hold import settle
from warehouse.retention import remove_half_retired, retire
from warehouse.versions import Version, VersionError, list_versions

# What the registry holds beside keys (decisions about deliveries) may shrink; keys never do.
_NOT_KEYS = "decision"


def recover(company: Company) -> None:
    """Clears what was left half done, carries out a rollback that was only noted, retires what is beyond `retention`
    and brings back the registry. Call it under the writer lock, before anything is loaded or decided.

    Raises VersionError where the registry is lost and cannot be brought back, or a version is held that is gone.
    """
    if company.published_folder.is_dir():
        remove_candidate(company)
        remove_half_retired(company)
        settle(company)
        retire(company)
        _restore_registry(company)


def _restore_registry(company: Company) -> None:
    """From the newest version, also where an older one is current: keys only ever grow, so that one knows them all.

    Not only where it is missing: a registry from a backup that is older than the newest version would give numbers of
    that version to others.
    """
    newest = next(iter(list_versions(company)), None)
    if newest is None or _knows_all_keys(company.registry_path, newest.registry_path):
        return
    _require_as_published(newest)
    make_private_folder(company.warehouse_folder)
    write_ahead_log(company.registry_path).unlink(missing_ok=True)
    restored = company.registry_path.with_name("registry.duckdb.restored")
    restored.unlink(missing_ok=True)
    copy_private(newest.registry_path, restored)
    flush(restored)
    rename(restored, company.registry_path)


def _knows_all_keys(registry: Path, published: Path) -> bool:
    """Whether `registry` is a registry, and no table of keys in it is shorter than in the `published` one."""
    if not registry.is_file():
        return False
    known, expected = _key_counts(registry), _key_counts(published)
    return known is not None and all(known.get(table, 0) >= count for table, count in (expected or {}).items())


def _key_counts(registry: Path) -> dict[str, int] | None:
    """The rows of each table of keys; None where the file is no whole database."""
    try:
        with duckdb.connect(registry, read_only=True) as connection:
            tables = connection.execute(
                "select database_name, schema_name, table_name from duckdb_tables() where schema_name <> ?", [_NOT_KEYS]
            ).fetchall()
            return {f"{schema}.{table}": _count(connection, name, schema, table) for name, schema, table in tables}
    except duckdb.Error as error:
        if "lock" in str(error):
            raise VersionError(f"{registry} is open in another process; end that and call again.") from error
        return None


def _count(connection: duckdb.DuckDBPyConnection, database: str, schema: str, table: str) -> int:
    """All three names: the schema is called registry, as the database is after its file, and two are ambiguous."""
    row = connection.execute(f'select count(*) from "{database}"."{schema}"."{table}"').fetchone()
    return int(row[0]) if row else 0


def _require_as_published(version: Version) -> None:
    path = version.registry_path
    if not path.is_file() or checksum(path) != version.facts().checksums.get(path.name):
        raise VersionError(
            f"{path} is not as it was published, and the registry of keys beside the workshop is missing or older. "
            "Put registry.duckdb back into warehouse/ from a backup; that of an older version would give keys anew."
        )
