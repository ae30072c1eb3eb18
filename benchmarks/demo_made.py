"""`python -m benchmarks.demo_made FOLDER SIZE`: makes the demo company there, and tells the seconds of each stage.

Belongs here: making it in a process of its own. Does not belong here: measuring the process (demo.py).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from demo.company import Made, make_company


def main() -> None:
    folder, size = Path(sys.argv[1]), sys.argv[2]
    began: dict[str, float] = {}

    def note(stage: str, step: str, share: float) -> None:
        began.setdefault(stage, time.monotonic())

    make_company(folder, Made(size, seed=1), note)
    ends = [*list(began.values())[1:], time.monotonic()]
    for (stage, start), end in zip(began.items(), ends, strict=True):
        print(f"{stage}: {end - start:.1f} s")


if __name__ == "__main__":
    main()
