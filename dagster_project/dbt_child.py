"""Runs dbt as the child of a build and ends with it: a dbt whose parent was killed would go on writing.

Belongs here: the program of the child process; it is started by its path and knows nothing of Rapport.
Does not belong here: what dbt is asked to do (defs/transform).
"""

import os
import signal
import sys
import threading
import time

_SECONDS_BETWEEN_LOOKS = 0.2


def end_with_parent(parent: int) -> None:
    """Kills this process as soon as its parent is another one than `parent`."""
    while os.getppid() == parent:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, args=[int(os.environ["RAPPORT_PARENT"])], daemon=True).start()
    from dbt.cli.main import cli

    sys.exit(cli())
