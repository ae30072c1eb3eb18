"""How ./rapport makes its environment: once, whole, and again when what it was made from changes."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from launcher_in_a_box import Launcher


def wait_until_it_exists(path: Path) -> None:
    until = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < until, f"{path} did not appear"
        time.sleep(0.02)


def test_the_first_call_installs_and_says_so(ready: Launcher) -> None:
    result = ready.call()
    assert result.returncode == 0, result.stderr
    assert "only the first call does this" in result.stderr
    assert "installing with uv: 0 s" in result.stderr
    assert "the environment is ready" in result.stderr


def test_without_uv_it_installs_with_venv_and_pip(launcher: Launcher) -> None:
    launcher.python(install=f'echo "$@" >"{launcher.calls}"')
    result = launcher.call()
    assert result.returncode == 0, result.stderr
    assert "installing with pip" in result.stderr
    assert "--require-hashes" in launcher.called_uv_for()


def test_pip_can_be_asked_for_where_uv_is(ready: Launcher) -> None:
    assert ready.call(RAPPORT_INSTALLER="pip").returncode == 0
    assert ready.called_uv_for() == []


def test_a_changed_lock_is_installed_anew(ready: Launcher) -> None:
    ready.call()
    (ready.folder / ".venv" / "left over").touch()
    with (ready.folder / "requirements.lock").open("a") as lock:
        lock.write("two==2\n")
    ready.call()
    assert ready.called_uv_for() == ["venv", "pip"] * 2
    assert not (ready.folder / ".venv" / "left over").exists()


def test_a_moved_house_is_installed_anew_since_the_tools_in_it_name_the_old_place(ready: Launcher) -> None:
    ready.call()
    moved = ready.folder.parent / "moved"
    shutil.move(ready.folder, moved)
    result = ready.call(cwd=moved, path=moved / "rapport")
    assert result.returncode == 0, result.stderr
    assert ready.called_uv_for() == ["venv", "pip"] * 2


def test_an_environment_whose_python_is_gone_is_installed_anew(ready: Launcher) -> None:
    ready.call()
    python = ready.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    assert ready.call().returncode == 0
    assert ready.called_uv_for() == ["venv", "pip"] * 2


def test_a_killed_installation_is_not_taken_for_complete(ready: Launcher) -> None:
    ready.uv(install="touch under-way; sleep 30")
    first = ready.start()
    wait_until_it_exists(ready.folder / "under-way")
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate(timeout=20)
    ready.uv()
    result = ready.call()
    assert result.returncode == 0, result.stderr
    assert ready.called_uv_for() == ["venv", "pip"] * 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_installation_ends_the_installer_too(ready: Launcher, number: signal.Signals) -> None:
    ready.uv(install="echo $$ >under-way.new; mv under-way.new under-way; exec sleep 30")
    first = ready.start()
    wait_until_it_exists(ready.folder / "under-way")
    first.send_signal(number)
    _, told = first.communicate(timeout=20)
    assert first.returncode == 130
    assert "interrupted" in told
    installer = int((ready.folder / "under-way").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(installer, 0)


def test_two_first_calls_at_once_install_once_and_both_run(ready: Launcher) -> None:
    ready.uv(install="touch under-way; sleep 1")
    first = ready.start()
    wait_until_it_exists(ready.folder / "under-way")
    second = ready.start()
    told = [process.communicate(timeout=30) for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], told
    assert ready.called_uv_for() == ["venv", "pip"]
    assert "waiting for it" in told[1][1]
