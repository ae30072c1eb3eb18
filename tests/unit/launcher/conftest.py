"""Fixtures of the launcher's tests. Belongs here: fixtures; the box itself is launcher_in_a_box.py."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from launcher_in_a_box import COMMAND, ROOT, SYSTEM_TOOLS, Launcher


@pytest.fixture
def launcher(tmp_path: Path) -> Launcher:
    folder = tmp_path / "a house" / "of its own"
    (folder / "cli").mkdir(parents=True)
    shutil.copy(ROOT / "rapport", folder)
    (folder / "requirements.lock").write_text("one==1 --hash=sha256:1\n")
    (folder / "cli" / "__init__.py").touch()
    (folder / "cli" / "__main__.py").write_text(COMMAND)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in SYSTEM_TOOLS:
        (tools / name).symlink_to(shutil.which(name, path=os.defpath + ":" + os.environ["PATH"]) or "missing")
    return Launcher(folder, tools, tmp_path / "calls")


@pytest.fixture
def ready(launcher: Launcher) -> Launcher:
    """A launcher whose first call can succeed: a Python and a uv are there."""
    launcher.python()
    launcher.uv()
    return launcher
