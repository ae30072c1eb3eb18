"""Makes the truth of the demo company in a folder.

Belongs here: that a half-made truth is known as such. Does not belong here: what is true (world), its tables (truth).
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from demo.size import SIZES
from demo.truth.writer import Truth
from demo.world.simulate import Progress, Simulation

MARK = ".generating"


def generate(folder: Path, size: str, seed: int, progress: Progress = lambda step, share: None) -> Counter[str]:
    """Writes `folder`/truth anew; returns the number of rows of each table.

    While it runs, or where it was ended, the folder holds a file `.generating`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / MARK
    mark.touch()
    shutil.rmtree(folder / "truth", ignore_errors=True)
    with Truth(folder / "truth") as truth:
        Simulation(SIZES[size], seed, truth).run(progress)
    mark.unlink()
    return truth.rows
