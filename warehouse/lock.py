"""The writer lock: at most one process at a time loads, transforms or publishes for a company.

Belongs here: taking the lock, waiting for it, saying who holds it.
Does not belong here: what is done under the lock.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.company import Company
from warehouse.durable_files import PRIVATE_FILE, make_private_folder

_SECONDS_BETWEEN_TRIES = 0.1


class Busy(Exception):
    """Another process holds the writer lock; `holder` says who, its process id and since when (UTC)."""

    def __init__(self, company: Company, holder: str, waited_seconds: float) -> None:
        waited = f" It was waited for {waited_seconds:g} s." if waited_seconds else ""
        super().__init__(
            f"The warehouse of {company.name} is being written: {holder}.{waited} "
            "Call again when that has ended, or wait for it with --wait SECONDS."
        )
        self.holder = holder


@dataclass
class _Held:
    descriptor: int
    entered: int


_held: dict[Path, _Held] = {}
_guard = threading.Lock()


@contextmanager
def writer_lock(company: Company, wait_seconds: float = 0, who: str = "rapport build") -> Iterator[None]:
    """Holds the company's writer lock; raises Busy where another process still has it after `wait_seconds`.

    A process that holds the lock enters again at once, from any of its threads, and lets go when the last one
    leaves. It is an operating system lock: it ends with the process, however that ends, and with those of its
    children that were given `lock_descriptors`.
    """
    make_private_folder(company.warehouse_folder)
    until = time.monotonic() + max(wait_seconds, _SECONDS_BETWEEN_TRIES)  # who asks `is_written` is gone by then
    while not _enter(company.lock_path, who):
        if time.monotonic() >= until:
            raise Busy(company, _holder(company.lock_path), wait_seconds)
        time.sleep(_SECONDS_BETWEEN_TRIES)
    try:
        yield
    finally:
        _leave(company.lock_path)


def is_written(company: Company) -> bool:
    """Whether a process holds the writer lock just now; one that may have it a moment later is not kept from it."""
    try:
        descriptor = os.open(company.lock_path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def lock_descriptors(company: Company) -> tuple[int, ...]:
    """What a child inherits (`pass_fds`) that writes for this process: where this one is killed, nobody else may write
    before the child has ended too."""
    held = _held.get(company.lock_path)
    return (held.descriptor,) if held else ()


def _enter(path: Path, who: str) -> bool:
    with _guard:
        if path in _held:
            _held[path].entered += 1
            return True
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        _held[path] = _Held(descriptor, entered=1)
        _write(descriptor, f"{who}, process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
        return True


def _leave(path: Path) -> None:
    with _guard:
        held = _held.get(path)
        if held is None:  # a forked child leaves the block its parent entered
            return
        held.entered -= 1
        if held.entered == 0:
            del _held[path]
            _write(held.descriptor, "")
            os.close(held.descriptor)


def _write(descriptor: int, text: str) -> None:
    """A full disk takes no text; the lock is the descriptor, and stays or goes without."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, text.encode(), 0)


def _holder(path: Path) -> str:
    return path.read_text(encoding="utf-8") or "a process that has not said its name"


def _forget_in_child() -> None:
    """A forked child is another process: it neither holds its parent's lock nor keeps it from ending."""
    global _guard
    _guard = threading.Lock()
    for held in _held.values():
        os.close(held.descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_forget_in_child)
