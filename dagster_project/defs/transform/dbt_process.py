"""dbt as a child process: what it says, line by line, while it works; none is left running.

Belongs here: starting, reading and ending the process. dagster-dbt's own resource is not used: for each call it starts
`dbt --version`, which asks the package index, and a second dbt in this process (6 s in all, measured).
Does not belong here: what the events mean (dbt_run.py).
"""

import json
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

from dagster_project.defs.transform.dbt_command import dbt_command, dbt_process_environment
from warehouse.company import Company
from warehouse.dbt_project import project_folder
from warehouse.lock import lock_descriptors

_SECONDS_TO_END = 10


class DbtProcess:
    """A running dbt. Iterate over `events` to its end, then look at `exit_code` and `errors`."""

    def __init__(self, company: Company, *arguments: str) -> None:
        self._process = subprocess.Popen(
            dbt_command(*arguments),
            cwd=project_folder(company),
            env=dbt_process_environment(company),
            pass_fds=lock_descriptors(company),  # dbt outlives a killed build by a moment
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.errors: list[str] = []
        self.exit_code: int | None = None

    def events(self) -> Iterator[dict[str, Any]]:
        """dbt's structured log events. Leaving before their end ends dbt."""
        assert self._process.stdout is not None
        try:
            with self._process.stdout as lines:
                for line in lines:
                    event = _event(line)
                    if event["info"]["level"] == "error":
                        self.errors.append(str(event["info"]["msg"]))
                    yield event
            self.exit_code = self._process.wait()
        finally:
            self._end()

    def _end(self) -> None:
        if self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _event(line: str) -> dict[str, Any]:
    """A line of dbt's output as an event; what is no JSON is Python's own word on a crash."""
    try:
        event: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError:
        return {"info": {"level": "error", "name": "Text", "msg": line.rstrip()}, "data": {}}
    return event
