"""How a ticket goes through the house: answered, handed on, solved, sometimes reopened, rated, closed.

Belongs here: a ticket's times, hands and events. Does not belong here: what brings tickets (complaints.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.calendar import DAY_SECONDS, END_AT, HOUR, NEVER, Flags, Floats, Ints
from demo.world.complaints import busy_factor, grieve
from demo.world.review_texts import TICKET_COMMENTS
from demo.world.staff import BACK_OFFICE, Staff
from demo.world.state import State, World
from demo.world.tickets import CONTACT_CHANNELS, FAULTY, PHONE_CONTACT, REASONS, Tickets

# Hands through which a ticket goes, by reason, as places in BACK_OFFICE (care, quality, warehouse, accounting).
HANDS = [[0, 1, 3], [0, 2], [0, 2], [0, 2], [0, 3], [0, 2], [0], [0], [0]]
MOST_HANDS = 3
HANDS_OF = np.array([hands + [-1] * (MOST_HANDS - len(hands)) for hands in HANDS])
TYPES = ["complaint", "question", "request"]
TYPE_OF = np.array([0, 0, 0, 0, 1, 2, 1, 2, 1])
PRIORITIES = ["low", "normal", "high", "urgent"]
PRIORITY_OF = np.array([3, 2, 2, 2, 1, 1, 0, 1, 0])
SUBJECTS = [
    "Device switches itself off", "Parcel arrived broken", "Where is my parcel?", "Wrong article in the parcel",
    "Question about an invoice", "I want to return an article", "Question about a product", "Change of my data",
    "My points are missing",
]  # fmt: skip
STATUSES = ["new", "open", "solved", "closed"]
EVENTS = ["created", "assigned", "replied", "status", "solved", "reopened", "rated"]
CREATED, ASSIGNED, REPLIED, STATUS, SOLVED, REOPENED, RATED = range(len(EVENTS))
VALUES = ["closed", "good", "bad"]
REOPENED_SHARE = 0.06
RATED_SHARE = 0.35


@dataclass
class Life:
    """Times of tickets; `handed_at[ticket, hand]` is when each hand takes over, NEVER where there is none."""

    answered_at: Ints
    handed_at: Ints
    solved_at: Ints
    reopened_at: Ints
    resolved_at: Ints
    rated_at: Ints
    is_good: Flags
    closed_at: Ints
    clerk: Ints  # [ticket, hand]


def live(world: World, state: State, tickets: Tickets, channel: Ints, month: int) -> Life:
    draw = world.chance.of("ticket lives", month)
    count = len(tickets)
    busy = busy_factor(tickets.opened_at)
    answer_hours = np.exp(draw.normal(np.log(5.0), 1.0, count)) * busy
    answered = tickets.opened_at + np.where(channel == PHONE_CONTACT, 300, answer_hours * HOUR).astype(np.int64)
    handed, solved = _handed(draw, tickets, answered, busy)
    reopened = draw.random(count) < REOPENED_SHARE
    reopened_at = np.where(reopened, solved + draw.integers(6 * HOUR, 3 * DAY_SECONDS, count), NEVER)
    resolved = np.where(reopened, reopened_at + draw.integers(DAY_SECONDS, 4 * DAY_SECONDS, count), solved)
    grieve(state, tickets, answered - tickets.opened_at, resolved - tickets.opened_at)
    days = (resolved - tickets.opened_at) / DAY_SECONDS
    good = draw.random(count) < 1 / (
        1 + np.exp(-(1.8 - 0.35 * days - 1.2 * reopened - 0.8 * (tickets.reason == FAULTY)))
    )
    rated = np.where(draw.random(count) < RATED_SHARE, resolved + draw.integers(HOUR, 2 * DAY_SECONDS, count), NEVER)
    clerk = _clerks(draw, world.staff, HANDS_OF[tickets.reason])
    return Life(answered, handed, solved, reopened_at, resolved, rated, good, resolved + 3 * DAY_SECONDS, clerk)


def _handed(draw: np.random.Generator, tickets: Tickets, answered: Ints, busy: Floats) -> tuple[Ints, Ints]:
    exists = HANDS_OF[tickets.reason] >= 0
    work = np.exp(draw.normal(np.log(9.0), 0.8, exists.shape)) * HOUR * busy[:, None] * exists
    ends = np.maximum(answered, tickets.opened_at)[:, None] + np.cumsum(work, axis=1).astype(np.int64) + 60
    handed = np.concatenate([(tickets.opened_at + 30)[:, None], ends[:, :-1]], axis=1)
    return np.where(exists, handed, NEVER), ends[:, -1]


def _clerks(draw: np.random.Generator, staff: Staff, hands: Ints) -> Ints:
    clerk = np.zeros(hands.shape, dtype=np.int64)
    for place, team in enumerate(BACK_OFFICE):
        mine = hands == place
        clerk[mine] = draw.choice(staff.clerks[team], int(mine.sum()))
    return clerk


def write_tickets(truth: Truth, tickets: Tickets, channel: Ints, life: Life, ticket_no: Ints) -> None:
    rated = life.rated_at < END_AT
    draw_comment = (ticket_no * 7) % 5 + np.where(life.is_good, 0, 5)
    status = np.select([life.closed_at < END_AT, life.resolved_at < END_AT, life.answered_at < END_AT], [3, 2, 1], 0)
    truth.add(
        "ticket",
        ticket_no=ticket_no,
        party_no=tickets.who + 1,
        opened_at=tickets.opened_at,
        contact_channel=Words(channel, CONTACT_CHANNELS),
        type=Words(TYPE_OF[tickets.reason], TYPES),
        reason=Words(tickets.reason, REASONS),
        subject=Words(tickets.reason, SUBJECTS),
        priority=Words(PRIORITY_OF[tickets.reason], PRIORITIES),
        order_no=tickets.order_no,
        sku_no=tickets.sku_no,
        status=Words(status, STATUSES),
        first_responded_at=life.answered_at,
        resolved_at=life.resolved_at,
        closed_at=life.closed_at,
        csat=Words(np.where(rated, np.where(life.is_good, 0, 1), -1), ["good", "bad"]),
        csat_comment=Words(np.where(rated & (ticket_no % 3 == 0), draw_comment, -1), TICKET_COMMENTS),
    )
    _write_events(truth, tickets, life, ticket_no)


def _write_events(truth: Truth, tickets: Tickets, life: Life, ticket_no: Ints) -> None:
    """All that happened by the end, in the order of ticket and time."""
    nobody, no_team = np.zeros(len(tickets), np.int64), np.full(len(tickets), -1)
    hands = HANDS_OF[tickets.reason]
    last = np.maximum((hands >= 0).sum(axis=1) - 1, 0)
    rows = np.arange(len(tickets))
    last_clerk, last_team = life.clerk[rows, last], hands[rows, last]
    rating = np.where(life.is_good, 1, 2)
    happened = [
        (tickets.opened_at, CREATED, no_team, nobody, no_team),
        *(
            (life.handed_at[:, hand], ASSIGNED, hands[:, hand], life.clerk[:, hand], no_team)
            for hand in range(MOST_HANDS)
        ),
        (life.answered_at, REPLIED, hands[:, 0], life.clerk[:, 0], no_team),
        (life.solved_at, SOLVED, last_team, last_clerk, no_team),
        (life.reopened_at, REOPENED, no_team, nobody, no_team),
        (np.where(life.reopened_at < NEVER, life.resolved_at, NEVER), SOLVED, last_team, last_clerk, no_team),
        (life.rated_at, RATED, no_team, nobody, rating),
        (life.closed_at, STATUS, no_team, nobody, no_team + 1),
    ]
    when = np.concatenate([event[0] for event in happened])
    kind = np.repeat([event[1] for event in happened], len(tickets))
    team, employee, value = (np.concatenate([event[place] for event in happened]) for place in (2, 3, 4))
    ticket = np.tile(rows, len(happened))
    order = np.lexsort((when, ticket))
    order = order[when[order] < END_AT]
    truth.add(
        "ticket_event",
        ticket_no=ticket_no[ticket[order]],
        event_no=_numbered(ticket[order]),
        happened_at=when[order],
        kind=Words(kind[order], EVENTS),
        team_name=Words(team[order], BACK_OFFICE),
        employee_no=employee[order],
        value=Words(value[order], VALUES),
    )


def _numbered(sorted_groups: Ints) -> Ints:
    """1, 2, … within each group."""
    first = np.searchsorted(sorted_groups, sorted_groups, side="left")
    return np.arange(len(sorted_groups)) - first + 1
