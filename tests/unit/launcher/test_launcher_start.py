"""How ./rapport starts a command once its environment stands."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import time
from pathlib import Path

import pytest
from launcher_in_a_box import ROOT, Launcher


def test_the_command_gets_its_arguments_and_exit_code(ready: Launcher) -> None:
    (ready.folder / "cli" / "__main__.py").write_text("import sys; print(sys.argv[1:]); sys.exit(7)")
    result = ready.call("sql", "--company", "a b", "select '$HOME', \"x\"")
    assert result.stdout.strip() == str(["sql", "--company", "a b", "select '$HOME', \"x\""])
    assert result.returncode == 7


def test_it_starts_in_the_callers_folder_through_a_chain_of_links(ready: Launcher, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    (tmp_path / "link").symlink_to(ready.path)
    (elsewhere / "link to link").symlink_to("../link")
    told = json.loads(ready.call(cwd=elsewhere, path=elsewhere / "link to link").stdout)
    assert told["folder"] == str(elsewhere)
    assert told["environment"]["RAPPORT_ROOT"] == str(ready.folder)


def test_a_package_cli_in_the_callers_folder_is_not_taken(ready: Launcher, tmp_path: Path) -> None:
    (tmp_path / "cli").mkdir()
    (tmp_path / "cli" / "__main__.py").write_text("print('the wrong one')")
    assert "wrong" not in ready.call(cwd=tmp_path).stdout


def test_the_environment_names_the_root_and_switches_telemetry_off(ready: Launcher) -> None:
    result = ready.call(PYTHONDONTWRITEBYTECODE="1", PYTHONPATH="/elsewhere")
    environment = json.loads(result.stdout)["environment"]
    assert environment["PYTHONPATH"] == str(ready.folder)
    assert environment["PATH"].startswith(str(ready.folder / ".venv" / "bin"))
    assert "PYTHONDONTWRITEBYTECODE" not in environment
    assert environment["DO_NOT_TRACK"] == environment["DAGSTER_DISABLE_TELEMETRY"] == "1"
    assert environment["DBT_SEND_ANONYMOUS_USAGE_STATS"] == "false"
    assert environment["STREAMLIT_BROWSER_GATHER_USAGE_STATS"] == "false"


@pytest.mark.parametrize(
    ("given", "seen"),
    [("shared", "{folder}/shared"), ("../shared", "{folder}/../shared"), ("/shared", "/shared")],
)
def test_a_relative_address_of_the_extracts_is_taken_from_the_callers_folder(
    ready: Launcher, tmp_path: Path, given: str, seen: str
) -> None:
    result = ready.call(cwd=tmp_path, RAPPORT_SHARED=given)
    assert json.loads(result.stdout)["environment"]["RAPPORT_SHARED"] == seen.format(folder=tmp_path)


def test_a_later_start_installs_nothing_and_says_nothing(ready: Launcher) -> None:
    ready.call()
    later = ready.call()
    assert ready.called_uv_for() == ["venv", "pip"]
    assert later.stderr == ""


def test_a_later_start_takes_no_time_of_its_own(ready: Launcher) -> None:
    """5 ms were measured on two cores; the bound leaves room for a busy machine."""
    ready.call()
    (ready.folder / ".venv" / "bin" / "python").unlink()
    (ready.folder / ".venv" / "bin" / "python").symlink_to("/bin/true")
    seconds = []
    for _ in range(11):
        start = time.perf_counter()
        ready.call()
        seconds.append(time.perf_counter() - start)
    assert statistics.median(seconds) < 0.1


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="needs shellcheck, which .ci/run installs")
@pytest.mark.parametrize("script", ["rapport", ".ci/run"])
def test_shellcheck_finds_nothing(script: str) -> None:
    result = subprocess.run(["shellcheck", ROOT / script], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
