"""Where the parts of Rapport lie that every company's project links to.

Belongs here: that folder. Does not belong here: what is made of it for one company (dbt_project.py).
"""

from __future__ import annotations

from pathlib import Path

SHIPPED_FOLDER = Path(__file__).resolve().parent.parent / "dbt"
