"""Deals as rows: opportunities, stages, lines, quotes and the activities around them.

Belongs here: what of a deal's course has happened by the end. Does not belong here: the course itself (selling.py).
"""

from __future__ import annotations

import numpy as np

from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.activities import write_activities
from demo.world.calendar import DAY_SECONDS, DAYS, END_AT, HOUR, NEVER, NEXT_WORKDAY, Ints, at, day_of
from demo.world.channels import CHANNELS
from demo.world.countries import CURRENCIES
from demo.world.deals import (
    LATE,
    LOSS_REASONS,
    NEVER_,
    OPEN_STAGES,
    PROBABILITIES,
    PROPOSAL,
    RENEWAL,
    STAGES,
    TYPES,
    Deals,
    currency_of,
)
from demo.world.staff import LEAVES_ON
from demo.world.state import World

STATUSES = ["open", "won", "lost"]
QUOTE_STATUSES = ["draft", "sent", "accepted", "rejected", "expired"]
DRAFT, SENT, ACCEPTED, REJECTED, EXPIRED = range(5)
QUOTE_VALID_DAYS = 30
WON, LOST = STAGES.index("won"), STAGES.index("lost")


def write_deals(world: World, truth: Truth, deals: Deals) -> None:
    happened = deals.entered_at < END_AT
    last = np.maximum(happened.sum(axis=1) - 1, 0)
    rows = np.arange(len(deals))
    status = np.where(deals.is_won, 1, np.where(deals.is_lost, 2, 0))
    truth.add(
        "opportunity",
        opportunity_no=deals.number,
        party_no=deals.who + 1,
        lead_no=deals.lead,
        employee_no=deals.rep,
        created_at=deals.created_at,
        status=Words(status, STATUSES),
        closed_at=deals.closed_at,
        expected_close_date=deals.expected_day[rows, last],
        amount=deals.amount[rows, last],
        currency_code=Words(currency_of(world, deals.who), CURRENCIES),
        type=Words(deals.kind, TYPES),
        source_channel=Words(deals.channel, CHANNELS),
        loss_reason=Words(np.where(status == 2, deals.loss_reason, -1), LOSS_REASONS),
    )
    _write_stages(truth, deals, last)
    _write_lines(truth, deals)
    _write_quotes(world, truth, deals)
    _write_activities(world, truth, deals)


def _write_stages(truth: Truth, deals: Deals, last: Ints) -> None:
    """Every open stage entered by the end, and the last one: won or lost."""
    rows = np.arange(len(deals))
    deal, stage = np.nonzero(deals.entered_at < END_AT)
    closed = np.flatnonzero(deals.closed_at < END_AT)
    all_deals = np.concatenate([deal, closed])
    name = np.concatenate([stage, np.where(deals.wins[closed], WON, LOST)])
    entered = np.concatenate([deals.entered_at[deal, stage], deals.closed_at[closed]])
    at_stage = np.concatenate([stage, last[closed]])
    expected = np.where(name >= OPEN_STAGES, day_of(entered), deals.expected_day[all_deals, at_stage])
    order = np.lexsort((name, rows[all_deals]))
    kept = all_deals[order]
    truth.add(
        "opportunity_stage",
        opportunity_no=deals.number[kept],
        stage_no=np.arange(len(kept)) - np.searchsorted(kept, kept, side="left") + 1,
        stage_name=Words(name[order], STAGES),
        entered_at=entered[order],
        amount=deals.amount[all_deals, at_stage][order],
        probability=PROBABILITIES[name[order]],
        expected_close_date=expected[order],
    )


def _write_lines(truth: Truth, deals: Deals) -> None:
    number = np.arange(len(deals.line_deal)) - np.searchsorted(deals.line_deal, deals.line_deal, side="left") + 1
    truth.add(
        "opportunity_line",
        opportunity_no=deals.number[deals.line_deal],
        line_no=number,
        sku_no=deals.line_sku + 1,
        quantity=deals.line_quantity,
        unit_price=deals.line_price,
    )


def _write_quotes(world: World, truth: Truth, deals: Deals) -> None:
    """One quote for each deal that reaches the proposal; it is sent some days into that stage."""
    begun = deals.entered_at[:, PROPOSAL]
    quoted = np.flatnonzero(begun < END_AT)
    draw = world.chance.of("quotes", int(deals.number[0]) if len(deals) else 0)
    closed = deals.closed_at[quoted]
    room = np.maximum(closed - begun[quoted], 120)
    sent = begun[quoted] + np.minimum((draw.uniform(0.05, 0.4, len(quoted)) * room).astype(np.int64), 4 * DAY_SECONDS)
    valid_until = day_of(sent) + QUOTE_VALID_DAYS
    decided = closed < END_AT
    late = day_of(closed) > valid_until
    status = np.where(sent >= END_AT, DRAFT, np.where(~decided, np.where(valid_until < DAYS, EXPIRED, SENT), ACCEPTED))
    lost = decided & ~deals.wins[quoted] & (status != DRAFT)
    status = np.where(lost, np.where(late, EXPIRED, REJECTED), status)
    truth.add(
        "quote",
        quote_no=truth.numbers("quote", len(quoted)),
        opportunity_no=deals.number[quoted],
        sent_at=sent,
        valid_until_date=valid_until,
        status=Words(status, QUOTE_STATUSES),
        decided_at=np.where(np.isin(status, [ACCEPTED, REJECTED]), closed, NEVER),
        amount=deals.amount[quoted, PROPOSAL],
    )


def _write_activities(world: World, truth: Truth, deals: Deals) -> None:
    """A call in the first stage, a visit in the second, a follow-up of the offer, a call on terms in the last."""
    draw = world.chance.of("activities", int(deals.number[0]) if len(deals) else 0)
    kinds, subjects = np.array([0, 1, 2, 0]), np.array([3, 1, 2, 4])
    for stage in range(OPEN_STAGES):
        some = np.flatnonzero(deals.entered_at[:, stage] < END_AT)
        begun = deals.entered_at[some, stage]
        planned = NEXT_WORKDAY[day_of(begun) + draw.integers(1, 5, len(some))]
        late = np.where(stage == PROPOSAL, deals.follow_up[some] == LATE, draw.random(len(some)) < 0.15)
        never = np.where(stage == PROPOSAL, deals.follow_up[some] == NEVER_, draw.random(len(some)) < 0.06)
        done_day = NEXT_WORKDAY[planned + late * draw.integers(4, 15, len(some))]
        done = at(done_day, draw.integers(9 * HOUR, 17 * HOUR, len(some)))
        gone = (deals.rep[some] == world.staff.leaver) & (done_day > LEAVES_ON)
        over = done > deals.closed_at[some] + 2 * DAY_SECONDS
        subject = np.where(deals.kind[some] == RENEWAL, 5, subjects[stage])
        write_activities(
            truth, np.full(len(some), kinds[stage]), some * 0, deals.number[some], deals.who[some], deals.rep[some],
            planned, np.where(never | gone | over, NEVER, done), subject,
        )  # fmt: skip
