"""Fills the landing folders of the demo company from its truth, delivery by delivery.

Belongs here: which systems deliver in which window, and that nobody sees half a landing.
Does not belong here: the files (demo/systems), planted defects (defects.py).
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from demo.deliveries.calendar import is_export_kept, windows
from demo.deliveries.defects import plant
from demo.deliveries.planted import DEFECTS
from demo.deliveries.sources import SOURCES
from demo.size import Size
from demo.systems.truth import open_truth
from demo.systems.window import Window
from demo.world.simulate import Progress

UNFINISHED = ".landing"


def deliver(folder: Path, size: Size, progress: Progress = lambda step, share: None) -> None:
    """Makes `folder`/landing anew from `folder`/truth, with `folder`/truth/defects.csv saying what is wrong in it.

    Extracts are written under another name and take their place at the end.
    """
    unfinished = folder / UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    all_windows = windows()
    with open_truth(folder) as truth:
        for source in SOURCES:
            source.prepare(truth)
        for nth, window in enumerate(all_windows):
            progress(str(window.last_day), nth / len(all_windows))
            _deliver_window(truth, window, size, unfinished)
    plant(unfinished, DEFECTS, folder / "truth" / "defects.csv")
    shutil.rmtree(folder / "landing", ignore_errors=True)
    unfinished.rename(folder / "landing")


def _deliver_window(truth: duckdb.DuckDBPyConnection, window: Window, size: Size, landing: Path) -> None:
    for source in SOURCES:
        if source.is_exported_whole and not is_export_kept(window, size.months_between_exports):
            continue
        delivery = landing / source.system / window.last_day.isoformat()
        delivery.mkdir(parents=True, exist_ok=True)
        source.deliver(truth, window, delivery)
        if not any(delivery.iterdir()):
            delivery.rmdir()
