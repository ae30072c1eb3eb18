"""The line on top of every page: how far the data goes, and plainly what is late, refused or quarantined.

Belongs here: saying what the freshness of the systems means for the figures.
Does not belong here: finding it out (warehouse/freshness.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboards.blocks.markup import show
from dashboards.blocks.sheet import Sheet
from dashboards.i18n import Tongue, load_words
from warehouse.freshness import EntityFreshness, Freshness, SystemFreshness


def show_banner(sheet: Sheet, freshness: Freshness, unknown: Sequence[str]) -> None:
    """`unknown` are the parts of the address that were left out."""
    show(
        "banner",
        company=freshness.company_name,
        facts=facts(freshness, sheet.tongue),
        notices=[*notices(freshness, sheet.tongue), *_left_out(unknown, sheet.tongue)],
        languages=[
            {
                "code": code,
                "name": load_words(code)("language"),
                "link": sheet.link(sheet.view.speaking(code)),
                "current": code == sheet.view.language,
            }
            for code in sheet.offer.languages
        ],
    )


def facts(freshness: Freshness, tongue: Tongue) -> list[str]:
    """How far the data goes, that all is well where it is, the version."""
    words, formats = tongue.words, tongue.formats
    if freshness.data_through_local is not None:
        reach = words("banner.through", time=formats.time(freshness.data_through_local))
    else:
        reach = words("banner.as_of", day=formats.day(freshness.as_of_date))
    fine = [] if freshness.has_trouble else [words("banner.on_time", count=len(freshness.systems))]
    return [reach, *fine, words("banner.version", version=freshness.version)]


def notices(freshness: Freshness, tongue: Tongue) -> Iterator[str]:
    """One sentence for each thing that keeps rows out of the figures."""
    for system in freshness.systems:
        for entity in system.entities:
            yield from _late(entity, tongue)
        yield from _refused(system, tongue)
        for entity in system.entities:
            if entity.quarantined_row_count:
                yield tongue.words(
                    "banner.quarantined",
                    count=entity.quarantined_row_count,
                    count_written=tongue.formats.number(entity.quarantined_row_count),
                    **_named(entity),
                )


def _left_out(unknown: Sequence[str], tongue: Tongue) -> list[str]:
    items = ", ".join(unknown)
    return [tongue.words("filter.unknown_address", count=len(unknown), items=items)] if unknown else []


def _late(entity: EntityFreshness, tongue: Tongue) -> Iterator[str]:
    """What is expected on no day may never come: a vendor's contract names more than a company has."""
    if not entity.is_late:
        return
    if entity.last_delivery_date is None or entity.days_late is None:
        yield tongue.words("banner.never", **_named(entity))
    else:
        day = tongue.formats.day(entity.last_delivery_date)
        yield tongue.words("banner.late", count=entity.days_late, day=day, **_named(entity))


def _refused(system: SystemFreshness, tongue: Tongue) -> Iterator[str]:
    if system.refused:
        files = ", ".join(delivery.file for delivery in system.refused[:3])
        more = " …" if len(system.refused) > 3 else ""
        yield tongue.words(
            "banner.refused", count=len(system.refused), system=_spaced(system.system_name), files=files + more
        )


def _named(entity: EntityFreshness) -> dict[str, str]:
    return {"system": _spaced(entity.system_name), "entity": _spaced(entity.entity_name)}


def _spaced(name: str) -> str:
    return name.replace("_", " ")
