"""Files that only their owner reads and that outlive a power cut once a function here returns.

Belongs here: private folders and files, fsync, renames that last, checksums.
Does not belong here: which files a version has (versions.py) and in which order they appear (publishing.py).
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
CLOSED_TO_OTHERS = 0o077  # the umask under which everything that is made is private


def make_private_folder(path: Path) -> None:
    """Creates `path` where it is missing and closes it (0700) to everybody but its owner."""
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    path.chmod(PRIVATE_FOLDER)


def copy_private(source: Path, target: Path) -> None:
    """Copies `source` to the new file `target` (0600, never wider); FileExistsError where it exists."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    shutil.copyfile(source, target)


def write_private(path: Path, text: str) -> None:
    """Writes `text` as UTF-8 to `path` (0600), replacing what stood there."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def flush(path: Path) -> None:
    """Returns once the content of the file or folder `path` is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def rename(source: Path, target: Path) -> None:
    """Renames `source` within its folder, over a file of that name too, and returns once the name lasts."""
    source.replace(target)
    flush(target.parent)


def checksum(path: Path) -> str:
    """The SHA-256 of the file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_ahead_log(database: Path) -> Path:
    """Where DuckDB keeps what it has not yet written into the file `database` itself."""
    return database.with_name(database.name + ".wal")
