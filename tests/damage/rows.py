"""The rows that a source would have delivered whole, drawn from a seed and known value by value.

Belongs here: tables of text, as their source means them. Does not belong here: how a format writes them (writing.py).
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace

COLUMNS = {
    "id": "{type: bigint, required: true}",
    "name": "{type: varchar, pii: name}",
    "email": "{type: varchar, pii: email}",
    "price": '{type: "decimal(10,2)"}',
    "day": "{type: date}",
    "at": "{type: timestamp}",
    "ok": "{type: boolean}",
    "note": "{type: varchar, optional: true}",
}
TYPED = ("price", "day", "at", "ok")
QUEUE_COLUMNS = {
    "epoch": "{type: bigint, required: true}",
    "call_id": "{type: varchar, required: true}",
    **dict.fromkeys(("queue", "agent", "event"), "{type: varchar}"),
    **{f"data{number}": "{type: varchar}" for number in range(1, 6)},
}
NAMES = ("Ann", "Zoë Dubois", "Jörg Groß", "Nuño Peña")
MORE_NAMES = ("王芳", "Žofie Čapková", "Σοφία", "𠀀𠮷 李")
NOTES = ("", "called back", "left at the door", "asks for an invoice", "gift, wrapped")


@dataclass(frozen=True)
class Table:
    """A header and rows of text; empty text is nothing."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def with_value(self, row: int, column: str, value: str) -> Table:
        values = list(self.rows[row])
        values[self.header.index(column)] = value
        return self.with_row(row, tuple(values))

    def with_row(self, row: int, values: tuple[str, ...]) -> Table:
        return replace(self, rows=(*self.rows[:row], values, *self.rows[row + 1 :]))

    def with_column(self, name: str, values: list[str]) -> Table:
        rows = tuple((*row, value) for row, value in zip(self.rows, values, strict=True))
        return Table((*self.header, name), rows)

    def without_column(self, name: str) -> Table:
        place = self.header.index(name)
        rows = tuple((*row[:place], *row[place + 1 :]) for row in self.rows)
        return Table((*self.header[:place], *self.header[place + 1 :]), rows)

    def ordered(self, header: tuple[str, ...]) -> Table:
        places = [self.header.index(name) for name in header]
        return Table(header, tuple(tuple(row[place] for place in places) for row in self.rows))

    def column(self, name: str) -> list[str]:
        return [row[self.header.index(name)] for row in self.rows]


def draw_table(draw: random.Random, names: tuple[str, ...], planted: str, first_id: int) -> Table:
    """Some rows under COLUMNS with ids from `first_id` on; one of them has the address `planted`."""
    count = draw.randint(8, 30)
    marked = draw.randrange(count)
    rows = [draw_row(draw, names, first_id + row, planted if row == marked else "") for row in range(count)]
    return Table(tuple(COLUMNS), tuple(rows))


def draw_row(draw: random.Random, names: tuple[str, ...], number: int, email: str) -> tuple[str, ...]:
    day = dt.date(2011, 1, 1) + dt.timedelta(days=draw.randrange(365))
    clock = f"{draw.randrange(24):02}:{draw.randrange(60):02}:{draw.randrange(60):02}"
    price = f"{draw.randrange(100_000)}.{draw.randrange(100):02}"
    truth = draw.choice(("true", "false"))
    return (str(number), draw.choice(names), email, price, str(day), f"{day} {clock}", truth, draw.choice(NOTES))


def draw_queue_log(draw: random.Random, planted: str, first_id: int) -> Table:
    """Some events of calls; one of the callers is `planted`."""
    count = draw.randint(8, 30)
    marked = draw.randrange(count)
    rows = []
    for row in range(count):
        epoch = str(first_id + row)
        caller = planted if row == marked else f"555{draw.randrange(10_000):04}"
        event = draw.choice(("ENTERQUEUE", "CONNECT", "COMPLETECALLER", "ABANDON"))
        rows.append((epoch, f"{epoch}.7", "sales", f"Agent/{draw.randrange(9)}", event, "", caller, "1", "", ""))
    return Table(tuple(QUEUE_COLUMNS), tuple(rows))
