"""Private files and renames that last."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from warehouse import durable_files


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_open_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "above" / "folder"
    folder.mkdir(parents=True, mode=0o755)
    durable_files.make_private_folder(folder)
    assert mode(folder) == 0o700


def test_a_copy_is_private_though_its_source_is_not(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"\0" * 100_000 + b"end")
    source.chmod(0o644)
    durable_files.copy_private(source, target)
    assert target.read_bytes() == source.read_bytes()
    assert mode(target) == 0o600


def test_a_copy_never_falls_on_a_file_that_is_there(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_text("new")
    target.write_text("old")
    with pytest.raises(FileExistsError):
        durable_files.copy_private(source, target)
    assert target.read_text() == "old"


def test_text_replaces_what_stood_there_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_text("much longer than before")
    path.chmod(0o644)
    durable_files.write_private(path, "größer")
    assert path.read_text(encoding="utf-8") == "größer"
    assert mode(path) == 0o600


def test_a_rename_flushes_the_folder_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old").write_text("x")
    flushed = []

    def fsync(descriptor: int) -> None:
        flushed.append((Path(f"/proc/self/fd/{descriptor}").readlink(), (tmp_path / "new").exists()))

    monkeypatch.setattr(os, "fsync", fsync)
    durable_files.rename(tmp_path / "old", tmp_path / "new")
    assert flushed == [(tmp_path, True)]


def test_the_checksum_is_the_sha_256_of_the_content(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"content")
    assert durable_files.checksum(path) == hashlib.sha256(b"content").hexdigest()
