"""How far the data of a version reaches, and which systems are late or had deliveries refused.

Belongs here: reading the `about` schema into what the first line of a page needs.
Does not belong here: deciding what is late (about.py), words for people (pages).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from warehouse.reader import Session

State = Literal["on time", "late", "failed"]

# A refused file stays refused until the same file was delivered well.
_REFUSED = """
SELECT system_name, entity_name, file, delivery_date, reason
FROM about.delivery AS refused
WHERE status = 'refused' AND NOT EXISTS (
  SELECT 1 FROM about.delivery AS later
  WHERE later.system_name = refused.system_name AND later.entity_name = refused.entity_name
    AND later.file = refused.file AND later.delivery_id > refused.delivery_id AND later.status <> 'refused'
)
ORDER BY delivery_id"""
_ENTITIES = """
SELECT system_name, entity_name, expected, last_delivery_date, days_late, quarantined_row_count
FROM about.freshness ORDER BY system_name, entity_name"""
_BUILD = """
SELECT company_name, version, as_of_date, data_through_local, built_at, currency_code, time_zone
FROM about.build"""


@dataclass(frozen=True)
class RefusedDelivery:
    """A file of which nothing was loaded, and why; `file` is its path below the system's landing."""

    system_name: str
    entity_name: str
    file: str
    delivery_date: dt.date | None
    reason: str


@dataclass(frozen=True)
class EntityFreshness:
    """When an entity last came. `days_late` is 0 where it is on time, None where it never came."""

    system_name: str
    entity_name: str
    expected: str
    last_delivery_date: dt.date | None
    days_late: int | None
    quarantined_row_count: int

    @property
    def is_late(self) -> bool:
        """What is expected and never came is late too."""
        return bool(self.days_late) or (self.last_delivery_date is None and self.expected != "none")


@dataclass(frozen=True)
class SystemFreshness:
    """One operational system: failed where a refused file still stands, else late where an entity is."""

    system_name: str
    entities: tuple[EntityFreshness, ...]
    refused: tuple[RefusedDelivery, ...]

    @property
    def state(self) -> State:
        if self.refused:
            return "failed"
        return "late" if any(entity.is_late for entity in self.entities) else "on time"

    @property
    def quarantined_row_count(self) -> int:
        return sum(entity.quarantined_row_count for entity in self.entities)


@dataclass(frozen=True)
class Freshness:
    """What a version is and how far it reaches: `data_through_local` is the latest event in company time.

    `built_at` is UTC, without a zone; `as_of_date` the day that counts as today.
    """

    company_name: str
    version: str
    as_of_date: dt.date
    data_through_local: dt.datetime | None
    built_at: dt.datetime
    currency_code: str
    time_zone: str
    systems: tuple[SystemFreshness, ...]

    @property
    def has_trouble(self) -> bool:
        """Whether a system is late or failed, which a page says plainly."""
        return any(system.state != "on time" for system in self.systems)


def read_freshness(session: Session) -> Freshness:
    """The freshness of the version a session is open on."""
    build: dict[str, Any] = session.query(_BUILD).to_pylist()[0]
    entities = [EntityFreshness(**row) for row in session.query(_ENTITIES).to_pylist()]
    refused = [RefusedDelivery(**row) for row in session.query(_REFUSED).to_pylist()]
    return Freshness(systems=tuple(_systems(entities, refused)), **build)


def _systems(entities: Sequence[EntityFreshness], refused: Sequence[RefusedDelivery]) -> list[SystemFreshness]:
    names = sorted({entity.system_name for entity in entities} | {delivery.system_name for delivery in refused})
    return [
        SystemFreshness(
            name,
            tuple(entity for entity in entities if entity.system_name == name),
            tuple(delivery for delivery in refused if delivery.system_name == name),
        )
        for name in names
    ]
