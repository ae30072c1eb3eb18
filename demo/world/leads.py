"""Businesses that ask for an offer: how hot they are, who looks after them, what comes of it.

Belongs here: leads and the first activities on them. Does not belong here: the sale itself (selling.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.activities import write_activities
from demo.world.calendar import DAY_SECONDS, END_AT, HOUR, NEVER, NEXT_WORKDAY, Flags, Floats, Ints, at, day_of
from demo.world.channels import CHANNELS, FAIR
from demo.world.people import BUSINESS, CONTACT
from demo.world.staff import LEAVES_ON, reps_at
from demo.world.state import State, World

RATINGS = ["hot", "warm", "cold"]
RATING_SHARES = np.array([0.25, 0.45, 0.30])
RATING_SHARES_FAIR = np.array([0.12, 0.38, 0.50])
CONVERTS = np.array([0.72, 0.48, 0.22])
SLOW_DAY = 0.93  # each day until the first contact multiplies the chance of converting
DISQUALIFIED = 0.8  # of those that do not convert; the rest is forgotten and stays open
STATUSES = ["open", "converted", "disqualified"]
NEVER_DONE = 0.10  # of activities, at usual skill


@dataclass
class Leads:
    """Arrays over the month's leads; times after the end have not happened."""

    who: Ints
    contact: Ints
    number: Ints
    created_at: Ints
    channel: Ints
    rating: Ints
    rep: Ints
    first_activity_at: Ints
    converted_at: Ints
    disqualified_at: Ints

    @property
    def converts(self) -> Flags:
        return np.asarray(self.converted_at < END_AT)


def new_leads(world: World, state: State, truth: Truth, month: int) -> Leads:
    """The businesses that come this month, and what the reps make of them."""
    draw = world.chance.of("leads", month)
    who = world.people.arriving(month, BUSINESS)
    created, channel = world.people.first_seen_at[who], world.people.channel[who]
    at_fair = (channel == FAIR)[:, None]
    steps = np.where(at_fair, np.cumsum(RATING_SHARES_FAIR), np.cumsum(RATING_SHARES))
    rating = (draw.random(len(who))[:, None] > steps).sum(axis=1).clip(0, 2)
    rep = draw.choice(reps_at(world.staff, day_of(created)), len(who))
    first, done = _first_activity(draw, world, created, rating, rep, channel)
    converted, disqualified = _outcome(draw, world, created, first, rating, rep)
    leads = Leads(
        who, first_contact_of(world, month, who), truth.numbers("lead", len(who)), created, channel, rating, rep,
        np.where(done, first, NEVER), converted, disqualified,
    )  # fmt: skip
    state.account_rep[who] = rep
    _write(truth, leads)
    _write_activity(truth, leads, first, done)
    return leads


def first_contact_of(world: World, month: int, who: Ints) -> Ints:
    """The first person who works at each of these businesses, all of which came in this month."""
    contacts = world.people.arriving(month, CONTACT)
    employer = world.people.employer[contacts]
    return contacts[np.searchsorted(employer, who)]


def _first_activity(
    draw: np.random.Generator, world: World, created: Ints, rating: Ints, rep: Ints, channel: Ints
) -> tuple[Ints, Flags]:
    """When the rep first rings; after a fair there is much to do. Some leads are never rung."""
    skill = world.staff.skill_of(rep)
    days = draw.gamma(1.2, np.array([0.7, 1.8, 3.5])[rating] / skill) + 2.0 * (channel == FAIR)
    day = NEXT_WORKDAY[day_of(created) + days.astype(np.int64)]
    first = np.maximum(at(day, draw.integers(8 * HOUR, 17 * HOUR, len(rep))), created + HOUR)
    done = draw.random(len(rep)) > NEVER_DONE / skill * np.array([0.5, 1.0, 1.8])[rating]
    return first, done & _is_still_there(world, rep, first)


def _is_still_there(world: World, rep: Ints, time: Ints) -> Flags:
    return np.asarray((rep != world.staff.leaver) | (day_of(time) <= LEAVES_ON))


def _outcome(
    draw: np.random.Generator, world: World, created: Ints, first: Ints, rating: Ints, rep: Ints
) -> tuple[Ints, Ints]:
    waited = (first - created) / DAY_SECONDS
    chance: Floats = CONVERTS[rating] * world.staff.skill_of(rep) ** 0.7 * SLOW_DAY**waited
    when = first + (draw.gamma(2.0, 5.0, len(first)) * DAY_SECONDS).astype(np.int64) + HOUR
    when = np.maximum(at(NEXT_WORKDAY[day_of(when)], draw.integers(9 * HOUR, 17 * HOUR, len(first))), first + HOUR)
    converts = (draw.random(len(first)) < chance) & _is_still_there(world, rep, when)
    refused = ~converts & (draw.random(len(first)) < DISQUALIFIED) & _is_still_there(world, rep, when)
    return np.where(converts, when, NEVER), np.where(refused, when, NEVER)


def _write(truth: Truth, leads: Leads) -> None:
    status = np.where(leads.converts, 1, np.where(leads.disqualified_at < END_AT, 2, 0))
    truth.add(
        "lead",
        lead_no=leads.number,
        party_no=leads.who + 1,
        contact_party_no=leads.contact + 1,
        created_at=leads.created_at,
        source_channel=Words(leads.channel, CHANNELS),
        rating=Words(leads.rating, RATINGS),
        employee_no=leads.rep,
        status=Words(status, STATUSES),
        converted_at=leads.converted_at,
        disqualified_at=leads.disqualified_at,
        first_activity_at=leads.first_activity_at,
    )


def _write_activity(truth: Truth, leads: Leads, planned_at: Ints, done: Flags) -> None:
    nothing = np.zeros(len(leads.who), np.int64)
    planned_day = np.minimum(day_of(leads.created_at) + 1, day_of(planned_at))
    write_activities(
        truth,
        nothing,
        leads.number,
        nothing,
        leads.who,
        leads.rep,
        planned_day,
        np.where(done, planned_at, NEVER),
        nothing,
    )
