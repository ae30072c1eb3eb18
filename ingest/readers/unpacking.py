"""Files that come packed: gz, or the only member of a zip. Unpacked into a private file for as long as it is read.

Belongs here: unpacking within bounds. Does not belong here: what is inside (the other readers).
"""

from __future__ import annotations

import gzip
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from ingest.readers.rows import FileRefused

# Text packs to a tenth, monotonous logs to a fiftieth; what grows five hundredfold was made to fill a disk.
MOST_GROWTH = 500
ALWAYS_ALLOWED_BYTES = 64 << 20
PACKED = (".gz", ".zip")
OPEN_FILES = Path("/proc/self/fd")


def inner_suffix(file: str) -> str:
    """The ending of the file's name without that of its packing, in lower case: '.csv' of 'Calls.CSV.gz'."""
    path = Path(file.lower())
    return Path(path.stem).suffix if path.suffix in PACKED else path.suffix


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The file itself, or its content in a file of its own. Raises FileRefused where it cannot be unpacked."""
    suffix = path.suffix.lower()
    _refuse_unreadable(path)
    if suffix not in PACKED:
        yield path
        return
    descriptor, name = tempfile.mkstemp(prefix="rapport-")
    target = Path(name)
    with os.fdopen(descriptor, "wb") as out:
        if OPEN_FILES.is_dir():  # without a name, a build that is killed leaves nothing of it
            target.unlink()
            target = OPEN_FILES / str(descriptor)
        try:
            _unpack(path, suffix, out)
            out.flush()
            yield target
        finally:
            Path(name).unlink(missing_ok=True)


def _refuse_unreadable(path: Path) -> None:
    try:
        path.open("rb").close()
    except OSError as error:
        raise FileRefused(f"the file cannot be read ({error.strerror})") from error


def refuse_bomb(archive: zipfile.ZipFile, path: Path) -> None:
    """Raises FileRefused where the archive says that it grows beyond all reason."""
    if sum(member.file_size for member in archive.infolist()) > _most_bytes(path):
        raise _bomb()


def _most_bytes(path: Path) -> int:
    return max(ALWAYS_ALLOWED_BYTES, MOST_GROWTH * path.stat().st_size)


def _bomb() -> FileRefused:
    return FileRefused(f"unpacks to more than {MOST_GROWTH} times its size; have it delivered unpacked")


def _unpack(path: Path, suffix: str, out: IO[bytes]) -> None:
    if not path.stat().st_size:
        raise FileRefused("the file is empty: it is not even an archive")
    try:
        if suffix == ".gz":
            with gzip.open(path) as packed:
                _copy(packed, out, path)
            return
        with zipfile.ZipFile(path) as archive, archive.open(_only_member(archive)) as member:
            _copy(member, out, path)
    except (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error) as error:
        raise FileRefused(f"is no {suffix[1:]} archive, or is damaged") from error
    except EOFError as error:
        raise FileRefused("the archive is cut off") from error
    except NotImplementedError as error:
        reason = "the zip is packed in a way that is not known; have it packed as zip files usually are"
        raise FileRefused(reason) from error
    except RuntimeError as error:
        raise FileRefused("the zip is locked with a password; have it delivered without one") from error


def _only_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) != 1:
        raise FileRefused(f"the zip holds {len(members)} files; deliver one file in each zip")
    return members[0]


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def _copy(packed: _Readable, out: IO[bytes], path: Path) -> None:
    left = _most_bytes(path)
    while piece := packed.read(1 << 20):
        left -= len(piece)
        if left < 0:
            raise _bomb()
        out.write(piece)
