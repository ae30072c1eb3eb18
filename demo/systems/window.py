"""What one delivery covers: company days, and the moment at which they end.

Belongs here: the bounds in days and in UTC. Does not belong here: which deliveries there are (demo/deliveries).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from demo.world.calendar import COMPANY_TIME


@dataclass(frozen=True)
class Window:
    """The company days from `first_day` to `last_day`, both included; `last_day` is the delivery's own day.

    What changes in time is delivered as it stands at `ends_at`; nothing later may be seen in the delivery.
    """

    first_day: dt.date
    last_day: dt.date

    @cached_property
    def begins_at(self) -> dt.datetime:
        """UTC, without a zone: the company's midnight before `first_day`."""
        return _midnight(self.first_day)

    @cached_property
    def ends_at(self) -> dt.datetime:
        """UTC, without a zone: the company's midnight after `last_day`; the first moment that is not covered."""
        return _midnight(self.last_day + dt.timedelta(days=1))


def _midnight(day: dt.date) -> dt.datetime:
    at = dt.datetime.combine(day, dt.time(), tzinfo=COMPANY_TIME)
    return at.astimezone(dt.UTC).replace(tzinfo=None)
