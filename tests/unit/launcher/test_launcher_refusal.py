"""What ./rapport says when it cannot make its environment: what is wrong, where, and what to do."""

from __future__ import annotations

import subprocess

import pytest
from launcher_in_a_box import Launcher

UV_OFFLINE = """error: Request failed after 3 retries
  Caused by: Failed to fetch the package agate
  Caused by: error sending request
  Caused by: dns error: failed to lookup address information: Temporary failure in name resolution"""
PIP_OFFLINE = """WARNING: Retrying (Retry(total=0)) after connection broken by NewConnectionError: \
Failed to establish a new connection: [Errno -2] Name or service not known: /agate/
ERROR: Could not find a version that satisfies the requirement agate==1.9.1 (from versions: none)
ERROR: No matching distribution found for agate==1.9.1"""
PIP_DISK_FULL = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
UV_WRONG_HASH = "error: Hash mismatch for agate==1.9.1"


def expect_refusal(result: subprocess.CompletedProcess[str], *parts: str) -> None:
    assert result.returncode == 1
    assert result.stdout == ""
    assert "what to do:" in result.stderr
    for part in parts:
        assert part in result.stderr


def failing(text: str) -> str:
    return f"cat <<'END'\n{text}\nEND\nexit 1"


def test_no_python(launcher: Launcher) -> None:
    expect_refusal(launcher.call(), "no Python was found", "install Python 3.11 or newer")


def test_a_python_that_does_not_run_is_no_python(launcher: Launcher) -> None:
    launcher.tool("python3", "#!/bin/sh\nexit 127\n")
    expect_refusal(launcher.call(), "no Python was found")


@pytest.mark.parametrize("version", ["(2, 7, 18)", "(3, 10, 13)", "(3, 15, 0)"])
def test_a_python_of_the_wrong_age_is_named_with_its_version(launcher: Launcher, version: str) -> None:
    python = launcher.python(statement=f"sys.version_info = {version}")
    written = ".".join(version.strip("()").split(", "))
    expect_refusal(launcher.call(), "Rapport needs Python 3.11 to 3.14", f"{python} ({written})")


def test_a_python_of_the_right_age_is_found_behind_an_old_one(launcher: Launcher) -> None:
    launcher.python("python3", statement="sys.version_info = (3, 9, 2)")
    launcher.python("python3.12")
    assert launcher.call().returncode == 0


def test_the_named_python_is_the_only_one_tried(ready: Launcher) -> None:
    old = ready.python("python3.9", statement="sys.version_info = (3, 9, 2)")
    expect_refusal(ready.call(RAPPORT_PYTHON="python3.9"), f"{old} (3.9.2)")
    expect_refusal(ready.call(RAPPORT_PYTHON="/nowhere/python"), "RAPPORT_PYTHON names no Python", "/nowhere/python")


def test_a_python_without_venv_says_which_package_to_install(launcher: Launcher) -> None:
    launcher.python(statement="sys.modules['ensurepip'] = None")
    expect_refusal(launcher.call(), "no venv module", "apt-get install python3-venv")


def test_a_python_without_venv_will_do_where_uv_is(launcher: Launcher) -> None:
    launcher.python(statement="sys.modules['ensurepip'] = None")
    launcher.uv()
    assert launcher.call().returncode == 0


@pytest.mark.parametrize(
    ("told", "understood"),
    [
        (UV_OFFLINE, "no network"),
        (PIP_OFFLINE, "no network"),
        (PIP_DISK_FULL, "the disk is full"),
        (UV_WRONG_HASH, "not the one that requirements.lock names"),
        ("error: something else", "the installation failed"),
    ],
)
@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_a_failed_installation_is_explained_and_the_next_call_starts_afresh(
    launcher: Launcher, installer: str, told: str, understood: str
) -> None:
    launcher.python(install=failing(told))
    launcher.uv(install=failing(told))
    result = launcher.call(RAPPORT_INSTALLER=installer)
    expect_refusal(result, understood, ".venv", told.splitlines()[-1])
    launcher.python()
    launcher.uv()
    assert launcher.call(RAPPORT_INSTALLER=installer).returncode == 0


def test_too_little_space_is_seen_before_anything_is_installed(ready: Launcher) -> None:
    ready.tool("df", "#!/bin/sh\necho Filesystem\necho '/dev/a b 4000000 3000000 1000000 75% /mount point'\n")
    expect_refusal(ready.call(), "not enough disk space: 976 MB are free, 1500 MB are needed")
    assert ready.called_uv_for() == []


def test_a_folder_that_cannot_be_written(ready: Launcher) -> None:
    (ready.folder / ".venv").write_text("a file where the folder belongs; it stops root as well")
    expect_refusal(ready.call(), "the folder cannot be written", str(ready.folder / ".venv"))


def test_a_missing_lock(ready: Launcher) -> None:
    (ready.folder / "requirements.lock").unlink()
    expect_refusal(ready.call(), "requirements.lock is missing")


def test_an_installer_that_is_none(ready: Launcher) -> None:
    expect_refusal(ready.call(RAPPORT_INSTALLER="conda"), "RAPPORT_INSTALLER is 'conda'")


def test_uv_asked_for_and_not_there(launcher: Launcher) -> None:
    launcher.python()
    expect_refusal(launcher.call(RAPPORT_INSTALLER="uv"), "there is no uv on PATH")
