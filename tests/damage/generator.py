"""Damaged files from one seed: the same seed gives the same files and the same stated outcomes.

Belongs here: which kinds of damage befall which entity, how often, and under which names the files land.
Does not belong here: the kinds themselves (kinds_of_*.py); files whose outcome depends on others (streams.py).
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace

from tests.damage import (
    kinds_of_csv,
    kinds_of_json,
    kinds_of_packing,
    kinds_of_parquet,
    kinds_of_text,
    kinds_of_values,
    kinds_of_workbooks,
)
from tests.damage.dialects import DIALECTS, Dialect
from tests.damage.draft import KINDS, Draft, Kind, Made
from tests.damage.kinds_of_packing import packed
from tests.damage.outcome import Delivery, Outcome, Stated
from tests.damage.rows import draw_queue_log, draw_table

FIRST_DAY = dt.date(2011, 1, 1)
REGISTERED = (
    kinds_of_values,
    kinds_of_text,
    kinds_of_csv,
    kinds_of_json,
    kinds_of_parquet,
    kinds_of_workbooks,
    kinds_of_packing,
)


def damaged_files(seed: int, count: int) -> Iterator[Delivery]:
    """`count` files, shared out among the dialects; each has each kind that fits it, each family each rare one."""
    rare: set[tuple[str, str]] = set()
    for place, dialect in enumerate(DIALECTS):
        share = count * (place + 1) // len(DIALECTS) - count * place // len(DIALECTS)
        fitting = [one for one in KINDS.values() if dialect.family in one.families]
        kinds = [one for one in fitting if not one.is_rare or (one.name, dialect.family) not in rare]
        rare |= {(one.name, dialect.family) for one in fitting if one.is_rare}
        yield from _files_of(random.Random(f"{seed} {dialect.name}"), dialect, kinds, share)


def _files_of(draw: random.Random, dialect: Dialect, kinds: list[Kind], count: int) -> Iterator[Delivery]:
    number, brought = 0, {}
    for chosen in _in_turn(draw, kinds):
        if number == count:
            return
        made = _made(draw, dialect, chosen, number)
        if made is not None:
            yield _known_or_new(brought, _named(draw, dialect, chosen, number, *made))
            number += 1


def _known_or_new(brought: dict[bytes, Outcome], delivery: Delivery) -> Delivery:
    """The same bytes again are known, under any name: files of nothing are all alike."""
    stated, before = delivery.stated, brought.get(delivery.content)
    if stated.outcome.status == "loaded":
        brought.setdefault(delivery.content, stated.outcome)
    if before is None or "day" in stated.outcome.reason:
        return delivery
    known = Outcome("known", before.rows_read, rows_known=before.rows_read)
    return replace(delivery, stated=replace(stated, outcome=known))


def _in_turn(draw: random.Random, kinds: list[Kind]) -> Iterator[Kind]:
    """All kinds once, then again and again those that are not rare, in another order each time."""
    draw.shuffle(kinds)
    yield from kinds
    while True:
        often = [one for one in kinds if not one.is_rare]
        draw.shuffle(often)
        yield from often


def _made(draw: random.Random, dialect: Dialect, chosen: Kind, number: int) -> tuple[Made, str] | None:
    planted = f"planted.{dialect.name}.{number}@people.example"
    first_id = 1_000_000 + number * 1_000
    if dialect.family == "queue_log":
        table = draw_queue_log(draw, planted, first_id)
    else:
        table = draw_table(draw, dialect.names, planted, first_id)
    made = chosen.make(Draft(draw, dialect, table, planted))
    return None if made is None else (made, planted)


def _named(draw: random.Random, dialect: Dialect, chosen: Kind, number: int, made: Made, planted: str) -> Delivery:
    packing = draw.choice(("", "", ".gz", ".zip")) if made.packing is None else made.packing
    day = made.day or str(FIRST_DAY + dt.timedelta(days=number))
    name = f"{day}-{chosen.name}-n{number}{dialect.suffix}"
    content = packed(made.content, packing, name) if made.packing is None else made.content
    return Delivery(content, Stated(f"{dialect.name}/{name}{packing}", 0, chosen.name, planted, made.outcome))
