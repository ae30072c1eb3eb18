"""Calls as rows: each call, and the legs it went through.

Belongs here: what a telephone system knows of a call. Does not belong here: how it went (call_centre.py).
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.calendar import Flags, Ints
from demo.world.call_centre import ANSWERED, OUTCOMES, Calls, answered_at
from demo.world.callers import POOL_OF_TOPIC, QUEUE_OF_TOPIC, QUEUES, TOPICS, Callers
from demo.world.state import State, World

BACK_OFFICE_OF_POOL = ["Warehouse", "Accounting"]
DIRECTIONS = ["inbound", "outbound"]
ENDS = ["transfer", "agent_hung_up", "caller_hung_up"]


def write_calls(
    world: World,
    state: State,
    truth: Truth,
    callers: Callers,
    calls: Calls,
    order_no: Ints,
    ticket_no: Ints,
    month: int,
) -> None:
    """Calls and their legs; the telephone of a stranger is known, his name is not."""
    known = callers.who >= 0
    talked = calls.outcome == ANSWERED
    truth.add(
        "call",
        call_no=calls.number,
        party_no=callers.who + 1,
        caller_phone=_phones(world, callers, known, calls.number),
        direction=Words(np.zeros(len(callers), np.int64), DIRECTIONS),
        started_at=callers.started_at,
        queue_name=Words(QUEUE_OF_TOPIC[callers.topic], QUEUES),
        topic=Words(callers.topic, TOPICS),
        menu_seconds=calls.menu,
        queue_seconds=calls.waited,
        talk_seconds=calls.talk * talked,
        hold_seconds=calls.hold * talked,
        after_call_seconds=calls.after * talked,
        agent_employee_no=calls.agent,
        outcome=Words(calls.outcome, OUTCOMES),
        transfer_count=calls.transferred.astype(np.int64),
        is_resolved=calls.is_resolved,
        order_no=np.where(callers.order >= 0, np.append(order_no, 0)[callers.order], 0),
        ticket_no=np.where(callers.ticket >= 0, np.append(ticket_no, 0)[callers.ticket], 0),
    )
    _write_legs(world, truth, callers, calls, month)


def _phones(world: World, callers: Callers, known: Flags, number: Ints) -> pa.Array:
    own = world.portraits.phone(np.maximum(callers.who, 0))
    others = pc.binary_join_element_wise("+49 1991", pa.array(number % 900_000 + 100_000).cast(pa.string()), "")
    hidden = pa.array(number % 29 == 0)
    return pc.if_else(hidden, pa.scalar(None, pa.string()), pc.if_else(pa.array(known), own, others))


def _write_legs(world: World, truth: Truth, callers: Callers, calls: Calls, month: int) -> None:
    draw = world.chance.of("call legs", month)
    talked = np.flatnonzero(calls.outcome == ANSWERED)
    moved = np.flatnonzero(calls.transferred)
    begin = answered_at(callers, calls)
    length = calls.talk + calls.hold
    first_part = np.where(calls.transferred, length // 3, length)
    hung_up = np.where(draw.random(len(callers)) < 0.4, 1, 2)
    second = _second_agents(draw, world, callers, moved)
    call = np.concatenate([talked, moved])
    leg = np.repeat([1, 2], [len(talked), len(moved)])
    order = np.lexsort((leg, call))
    starts = np.concatenate([begin[talked], (begin + first_part)[moved]])
    seconds = np.concatenate([first_part[talked], (length - first_part)[moved]])
    ends = np.concatenate([np.where(calls.transferred, 0, hung_up)[talked], hung_up[moved]])
    truth.add(
        "call_leg",
        call_no=calls.number[call][order],
        leg_no=leg[order],
        queue_name=Words(QUEUE_OF_TOPIC[callers.topic[call]][order], QUEUES),
        agent_employee_no=np.concatenate([calls.agent[talked], second])[order],
        started_at=starts[order],
        seconds=seconds[order],
        end=Words(ends[order], ENDS),
    )


def _second_agents(draw: np.random.Generator, world: World, callers: Callers, moved: Ints) -> Ints:
    """Calls are handed on to the back office: the warehouse for parcels and orders, accounting for the rest."""
    pool = POOL_OF_TOPIC[callers.topic[moved]]
    offices = [draw.choice(world.staff.clerks[team], len(moved)) for team in BACK_OFFICE_OF_POOL]
    return np.where(pool == 0, offices[0], offices[1])
