"""Thirty daily snapshots of 100,000 rows, with all that happens to them on the way: the history is right at every day.

The reference is a dictionary per day, kept in Python. Half a per cent of the rows changes each day; three files come
late, one twice, one equals an earlier one byte by byte with a change between, one is cut at the end of a line, and one
holds 50 rows that do not fit.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random

COLUMNS = "id: {type: bigint}\nname: {type: varchar}\nprice: {type: bigint}\n"
SNAPSHOT = "files: '*.csv'\ndelivery: {from: name, pattern: '%Y-%m-%d'}\nmode: snapshot\nkey: [id]\n"
ROWS, DAYS, CHANGED, GONE, NEW = 100_000, 30, 400, 50, 50
LATE = {7: 10, 15: 16, 22: 25}  # the day, and after which day it comes
EQUAL_TO = {18: 16}
CUT, DAMAGED = 20, 26
State = dict[int, int]


def day(number: int) -> dt.date:
    return dt.date(2011, 1, 1) + dt.timedelta(days=number)


def states() -> list[State]:
    """What the source holds on each day."""
    draw = random.Random(1)
    state: State = dict.fromkeys(range(ROWS), 0)
    found, next_id = [], ROWS
    for number in range(DAYS):
        if number in EQUAL_TO:
            state = dict(found[EQUAL_TO[number]])
        elif number:
            chosen = draw.sample(sorted(state), CHANGED + GONE)
            state = dict(state) | dict.fromkeys(chosen[GONE:], number)
            for key in chosen[:GONE]:
                del state[key]
            state |= dict.fromkeys(range(next_id, next_id + NEW), number)
            next_id += NEW
        found.append(state)
    return found


def text_of(state: State, damaged: frozenset[int] = frozenset()) -> str:
    rows = (f"{key},x,{'many' if key in damaged else price}\n" for key, price in state.items())
    return "id,name,price\n" + "".join(rows)


def order_of_arrival() -> list[int]:
    arrivals = [number for number in range(DAYS) if number not in LATE]
    for late, after in LATE.items():
        arrivals.insert(arrivals.index(after) + 1, late)
    return arrivals


def expected_states(delivered: list[State], damaged: frozenset[int]) -> list[State]:
    """What is known of each day: the cut file was refused, and a row that does not fit keeps its last good version."""
    known: list[State] = []
    for number, state in enumerate(delivered):
        if number == CUT:
            known.append(known[-1])
        elif number == DAMAGED:
            known.append({key: known[-1][key] if key in damaged else price for key, price in state.items()})
        else:
            known.append(state)
    return known


def held_on(shop, number: int) -> State:
    return dict(
        shop.query(
            f"select id, price from raw.till__sale where _withdrawn_delivery_id is null and not _is_deleted "
            f"and _valid_from_at <= '{day(number)}' and (_valid_to_at is null or _valid_to_at > '{day(number)}')"
        )
    )


def test_thirty_snapshots_in_disorder(shop):
    shop.write_contract(COLUMNS, SNAPSHOT)
    delivered = states()
    damaged = frozenset(random.Random(2).sample(sorted(delivered[DAMAGED].keys() & delivered[DAMAGED - 1].keys()), 50))
    for number in order_of_arrival():
        text = text_of(delivered[number], damaged if number == DAMAGED else frozenset())
        if number == CUT:
            text = "".join(text.splitlines(keepends=True)[: ROWS // 2])
        shop.deliver(f"{day(number)}.csv", text)
        (result,) = shop.build()
        assert result.status == ("refused" if number == CUT else "loaded"), result.reason
        assert result.rows_quarantined == (50 if number == DAMAGED else 0)
    assert shop.load(text_of(delivered[12]), f"again-{day(12)}.csv").status == "known"
    known = expected_states(delivered, damaged)
    assert [number for number in range(DAYS) if held_on(shop, number) != known[number]] == []
    ((versions, closings),) = shop.query(
        "select count(_line), count(*) - count(_line) from raw.till__sale where _withdrawn_delivery_id is null"
    )
    assert versions == count_of_versions(known)
    assert abs(versions - (ROWS + (DAYS - 1) * (CHANGED + NEW))) < 0.02 * ROWS
    assert closings == sum(len(before.keys() - after.keys()) for before, after in itertools.pairwise(known))


def count_of_versions(known: list[State]) -> int:
    """Values that began: on the first day all, later those that differ from the day before."""
    began = len(known[0])
    for before, after in itertools.pairwise(known):
        began += sum(before.get(key) != price for key, price in after.items())
    return began
