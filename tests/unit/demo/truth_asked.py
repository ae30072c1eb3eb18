"""Questions to the truth of the small company. Belongs here: what asking is to the tests; who asks is conftest.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Ask = Callable[[str], list[tuple[Any, ...]]]
