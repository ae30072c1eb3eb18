"""The writer lock: one process at a time, and it ends with that process."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from warehouse.company import Company
from warehouse.lock import Busy, writer_lock

HOLD = """
import sys, time
from pathlib import Path
from warehouse.company import load_company
from warehouse.lock import writer_lock
with writer_lock(load_company(Path(sys.argv[1])), who="another build"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process_holds(company: Company) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(company.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def assert_free(company: Company) -> None:
    with another_process_holds(company):
        pass


def test_the_lock_file_and_its_folder_are_private(company: Company) -> None:
    with writer_lock(company):
        assert stat.S_IMODE(company.lock_path.stat().st_mode) == 0o600
        assert stat.S_IMODE(company.warehouse_folder.stat().st_mode) == 0o700


def test_the_file_says_who_holds_the_lock_and_nothing_afterwards(company: Company) -> None:
    with writer_lock(company, who="rapport build"):
        text = company.lock_path.read_text()
    assert re.fullmatch(rf"rapport build, process {os.getpid()}, since \d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text)
    assert company.lock_path.read_text() == ""


def test_busy_says_who_since_when_and_what_to_do(company: Company) -> None:
    with another_process_holds(company) as process, pytest.raises(Busy) as caught, writer_lock(company):
        pass
    assert re.search(rf"another build, process {process.pid}, since \d{{4}}-.*Z", caught.value.holder)
    assert caught.value.holder in str(caught.value)
    assert "Tiny" in str(caught.value)
    assert "--wait" in str(caught.value)


def test_waiting_ends_with_busy_after_the_time_given(company: Company) -> None:
    with another_process_holds(company):
        began = time.monotonic()
        with pytest.raises(Busy, match=r"waited for 0\.3 s"), writer_lock(company, wait_seconds=0.3):
            pass
    assert 0.3 <= time.monotonic() - began < 3


def test_waiting_ends_with_the_lock_once_the_holder_lets_go(company: Company) -> None:
    with another_process_holds(company) as process:
        assert process.stdin
        threading.Timer(0.2, process.stdin.close).start()
        with writer_lock(company, wait_seconds=20):
            assert f"process {os.getpid()}" in company.lock_path.read_text()


def test_the_lock_is_gone_when_its_process_is_killed(company: Company) -> None:
    with another_process_holds(company) as process:
        process.kill()
        process.wait()
        assert company.lock_path.read_text().startswith("another build")
        with writer_lock(company):
            assert company.lock_path.read_text().startswith("rapport build")


def test_the_holder_enters_again_and_lets_go_at_the_last_exit(company: Company) -> None:
    with writer_lock(company):
        with writer_lock(company):
            pass
        with pytest.raises(AssertionError):
            assert_free(company)
    assert_free(company)


def test_other_threads_of_the_holder_enter_at_once(company: Company) -> None:
    entered = []

    def enter() -> None:
        with writer_lock(company):
            entered.append(1)

    with writer_lock(company):
        threads = [threading.Thread(target=enter) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(5)
    assert len(entered) == 8
    assert_free(company)


def test_the_lock_is_given_back_when_the_work_fails(company: Company) -> None:
    with pytest.raises(ZeroDivisionError), writer_lock(company):
        raise ZeroDivisionError
    assert_free(company)


def test_a_forked_child_does_not_keep_the_lock(company: Company) -> None:
    with writer_lock(company):
        child = os.fork()
        if child == 0:
            time.sleep(30)
            os._exit(0)
    try:
        with another_process_holds(company):
            pass
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)


def test_a_forked_child_is_busy_like_any_other_process(company: Company) -> None:
    with writer_lock(company):
        child = os.fork()
        if child == 0:
            try:
                with writer_lock(company):
                    os._exit(0)
            except Busy:
                os._exit(7)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


def test_companies_do_not_wait_for_each_other(company: Company) -> None:
    other = company.model_copy(update={"folder": company.folder.with_name("other")})
    with another_process_holds(company), writer_lock(other):
        assert other.lock_path.exists()
