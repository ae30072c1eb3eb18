"""A copy of the launcher in a folder of its own, with a PATH that holds only what a test puts there.

Belongs here: the folder, the fake tools. Does not belong here: what is expected of them.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SYSTEM_TOOLS = tuple(
    "awk cat cmp cp df env grep ln mkdir mv readlink rm sed sh sleep tail touch".split()  # noqa: SIM905
)

COMMAND = """
import json, os, sys
print(json.dumps({"arguments": sys.argv[1:], "environment": dict(os.environ), "folder": os.getcwd()}))
"""

# Stands for Python: runs the real one, after the statement that a test gives it.
PYTHON = """#!/bin/sh
if [ "$1 $2" = "-m venv" ]; then mkdir -p "$3/bin" && cp "{tools}/python-of-venv" "$3/bin/python"; exit; fi
exec "{python}" -c "import sys
{statement}
$2"
"""

PYTHON_OF_VENV = """#!/bin/sh
if [ "$1 $2" = "-m pip" ]; then {install}; exit; fi
exec "{python}" "$@"
"""

UV = """#!/bin/sh
echo "$1" >>"{calls}"
case $1 in
    venv) for folder; do :; done; mkdir -p "$folder/bin" && ln -s "{python}" "$folder/bin/python" ;;
    pip) {install} ;;
esac
"""


def hear_interrupts() -> None:
    """As a process started at a terminal does; one started in the background of a shell, or by nohup, does not."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@dataclass
class Launcher:
    """The launcher in `folder`; `tools` is all of its PATH, `calls` what the fake uv was called for."""

    folder: Path
    tools: Path
    calls: Path

    @property
    def path(self) -> Path:
        return self.folder / "rapport"

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": str(self.tools), "HOME": str(self.folder)}

    def tool(self, name: str, text: str) -> Path:
        script = self.tools / name
        script.unlink(missing_ok=True)
        script.write_text(text)
        script.chmod(0o755)
        return script

    def python(self, name: str = "python3", statement: str = "", install: str = "echo installed") -> Path:
        """Puts a Python there; `statement` runs first in it, `install` is what its pip does."""
        self.tool("python-of-venv", PYTHON_OF_VENV.format(python=sys.executable, install=install))
        return self.tool(name, PYTHON.format(python=sys.executable, tools=self.tools, statement=statement))

    def uv(self, install: str = "echo installed") -> None:
        """Puts a uv there; `install` is the shell command that its `pip install` runs."""
        self.tool("uv", UV.format(python=sys.executable, calls=self.calls, install=install))

    def called_uv_for(self) -> list[str]:
        return self.calls.read_text().split() if self.calls.exists() else []

    def call(
        self, *arguments: str, cwd: Path | None = None, path: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [path or self.path, *arguments],
            cwd=cwd or self.folder,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def start(self, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.path],
            cwd=self.folder,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=hear_interrupts,
        )
