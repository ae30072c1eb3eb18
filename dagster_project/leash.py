"""Runs a Python program that ends when its parent does, however that ends: leash.py PARENT-PID MODULE:FUNCTION …

A build that is killed must not leave a dbt that goes on writing, nor `rapport serve` its servers. Started by its path,
so it knows nothing of Rapport.
Belongs here: watching the parent. Does not belong here: which programs need it (dbt_command.py, cli/serving.py).
"""

import importlib
import os
import signal
import sys
import threading
import time

_SECONDS_BETWEEN_LOOKS = 0.2


def end_with_parent(parent: int) -> None:
    """Returns never: kills this process, and its group where it leads one, once its parent is not `parent` any more."""
    while os.getppid() == parent:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, args=[int(sys.argv[1])], daemon=True).start()
    module, _, function = sys.argv[2].partition(":")
    sys.argv = sys.argv[2:]
    sys.exit(getattr(importlib.import_module(module), function)())
