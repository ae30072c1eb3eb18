"""What went wrong with deliveries of the demo company, defect by defect.

Belongs here: the list. Does not belong here: carrying it out (defects.py), what damage does to bytes (damage.py).
"""

from __future__ import annotations

from demo.deliveries.defects import Defect

DEFECTS: tuple[Defect, ...] = ()
