"""Something that is wrong, or worth knowing, in what a person wrote or a system delivered, before anything is built.

Belongs here: its shape, so that all checks speak alike. Does not belong here: the checks, and how they are printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """Something to mend (error), to know (warning), or that may well be meant (note).

    `file` is a settings file, a model or an extract; `line` is 1-based.
    """

    severity: Literal["error", "warning", "note"]
    system: str
    entity: str | None
    file: Path
    line: int | None
    message: str
