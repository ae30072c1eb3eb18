"""Publishing puts a whole version on the shelf, in an order that a kill or a power cut cannot spoil."""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tiny_company import FACTS, ROWS, fill, modes, number_in, publish_number

from warehouse.candidate import begin_candidate
from warehouse.company import Company
from warehouse.publishing import NotPublishable, publish
from warehouse.versions import current_path, current_version, list_versions


class KilledError(BaseException):
    """Stands for kill -9: nothing catches it."""


def half_a_copy(source: Path, target: Path) -> None:
    Path(target).write_bytes(Path(source).read_bytes()[:1000])


def half_a_removal(folder: Path) -> None:
    next(path for path in sorted(Path(folder).iterdir())).unlink()


def nothing(*_: object) -> None:
    pass


def kill_at(step: int, patch: pytest.MonkeyPatch) -> None:
    """Kills the process at its `step`-th touch of the disk, half way through it where it has a half."""
    touches = itertools.count(1)

    def dying(real: Callable[..., Any], half: Callable[..., None]) -> Callable[..., Any]:
        def touch(*arguments: Any, **options: Any) -> Any:
            if next(touches) == step:
                half(*arguments)
                raise KilledError
            return real(*arguments, **options)

        return touch

    patch.setattr(os, "fsync", dying(os.fsync, nothing))
    patch.setattr(shutil, "copyfile", dying(shutil.copyfile, half_a_copy))
    patch.setattr(shutil, "rmtree", dying(shutil.rmtree, half_a_removal))
    patch.setattr(Path, "replace", dying(Path.replace, nothing))
    patch.setattr(Path, "mkdir", dying(Path.mkdir, nothing))


def touches_until_published(company: Company, number: int, step: int) -> bool:
    """Builds and publishes `number`, killed at touch `step`; whether it ended before that."""
    with pytest.MonkeyPatch.context() as patch:
        kill_at(step, patch)
        try:
            publish_number(company, number)
        except KilledError:
            return False
    return True


def test_killed_at_any_step_the_current_version_is_the_old_or_the_new_one(company: Company) -> None:
    for number in range(0, 30, 10):  # a full shelf, so that every publish retires one
        publish_number(company, number)
    outcomes = []
    for step in itertools.count(1):
        before = current_version(company)
        assert before is not None
        old = number_in(before)
        if touches_until_published(company, old + 1, step):
            break
        now = current_version(company)
        assert now is not None
        assert number_in(now) in (old, old + 1)
        outcomes.append(number_in(now) - old)
        assert number_in(list_versions(company)[0]) in (old, old + 1)
        next_one = publish_number(company, old + 100)
        assert current_version(company) == next_one
        assert {path.name for path in company.published_folder.iterdir()} == {
            "current",
            *(version.name for version in list_versions(company)),
        }
    assert outcomes == sorted(outcomes)
    assert outcomes.count(0) >= 12
    assert outcomes.count(1) >= 2


def test_every_file_is_on_the_disk_before_anything_is_renamed(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = begin_candidate(company)
    company.warehouse_folder.mkdir(exist_ok=True)
    fill(company, candidate, 1)
    done = []
    replace = Path.replace

    def flushed(descriptor: int) -> None:
        done.append(f"flush {Path(f'/proc/self/fd/{descriptor}').readlink().name}")

    def renamed(source: Path, target: Path) -> Path:
        done.append(f"rename {source.name}")
        return replace(source, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    publish(company, candidate, FACTS)
    files = ["registry.duckdb", "semantic_manifest.json", "version.json", "warehouse.duckdb"]
    assert sorted(done[:4]) == [f"flush {name}" for name in files]
    assert done[4:] == [
        "flush .candidate",
        "rename .candidate",
        "flush published",
        "flush current.tmp",
        "rename current.tmp",
        "flush published",
    ]


def test_a_published_version_is_whole_current_and_private(company: Company) -> None:
    version = publish_number(company, 5)
    assert current_path(company).read_text() == f"{version.name}\n"
    assert number_in(version) == 5
    assert modes(company.published_folder) == {("folder", 0o700), ("file", 0o600)}
    assert not company.candidate_folder.exists()


def test_files_that_a_build_left_open_to_others_are_closed_to_them(company: Company) -> None:
    candidate = begin_candidate(company)
    company.warehouse_folder.mkdir(exist_ok=True)
    fill(company, candidate, 1)
    for path in candidate.folder.iterdir():
        path.chmod(0o644)
    publish(company, candidate, FACTS)
    assert modes(company.published_folder) == {("folder", 0o700), ("file", 0o600)}


def test_version_json_tells_what_the_files_hold(company: Company) -> None:
    first = publish_number(company, 1)
    second = publish_number(company, 2)
    facts = second.facts()
    assert facts.version == second.name
    assert (first.facts().base, facts.base) == (None, first.name)
    assert facts.row_counts == {"core.line": ROWS, "marts.total": 1}
    assert facts.storage_version.startswith("v")
    assert facts.checksums == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (second.warehouse_path, second.registry_path, second.manifest_path)
    }


def test_tables_with_names_that_need_quotes_are_counted(company: Company) -> None:
    candidate = begin_candidate(company)
    company.warehouse_folder.mkdir(exist_ok=True)
    fill(company, candidate, 1)
    with duckdb.connect(candidate.warehouse_path) as con:
        con.execute('create table core."a ""quoted"" one" as from range(3)')
    facts = publish(company, candidate, FACTS).facts()
    assert facts.row_counts['core.a "quoted" one'] == 3


@pytest.mark.parametrize("missing", ["warehouse.duckdb", "semantic_manifest.json", "registry"])
def test_a_candidate_that_lacks_a_file_is_not_published(company: Company, missing: str) -> None:
    first = publish_number(company, 1)
    candidate = begin_candidate(company)
    fill(company, candidate, 2)
    path = company.registry_path if missing == "registry" else candidate.folder / missing
    path.unlink()
    with pytest.raises(NotPublishable, match=f"{path.name} is missing"):
        publish(company, candidate, FACTS)
    assert list_versions(company) == [first]
    assert current_version(company) == first


def test_a_file_with_changes_beside_it_is_not_published(company: Company) -> None:
    candidate = begin_candidate(company)
    company.warehouse_folder.mkdir(exist_ok=True)
    fill(company, candidate, 1)
    with duckdb.connect(company.registry_path) as con:
        con.execute("insert into key values (2)")
        with pytest.raises(NotPublishable, match=r"registry\.duckdb was not closed.*End the process"):
            publish(company, candidate, FACTS)
    assert current_version(company) is None
    assert publish(company, candidate, FACTS) == current_version(company)


def test_a_file_that_is_still_open_for_writing_is_not_published(company: Company) -> None:
    candidate = begin_candidate(company)
    company.warehouse_folder.mkdir(exist_ok=True)
    fill(company, candidate, 1)
    with duckdb.connect(candidate.warehouse_path) as con:
        con.execute("checkpoint")
        with pytest.raises(NotPublishable, match=r"warehouse\.duckdb cannot be opened"):
            publish(company, candidate, FACTS)


def test_a_file_that_is_no_database_is_not_published(company: Company) -> None:
    candidate = begin_candidate(company)
    company.warehouse_folder.mkdir(exist_ok=True)
    fill(company, candidate, 1)
    candidate.warehouse_path.write_bytes(b"not a database" * 1000)
    with pytest.raises(NotPublishable, match="cannot be opened"):
        publish(company, candidate, FACTS)
    assert list_versions(company) == []
