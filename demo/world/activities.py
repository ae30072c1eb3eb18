"""What reps do for leads and deals, as rows.

Belongs here: kinds, subjects, writing activities. Does not belong here: which are planned (leads.py, deals_written.py).
"""

from __future__ import annotations

import numpy as np

from demo.truth.columns import NO_DAY, Words
from demo.truth.writer import Truth
from demo.world.calendar import END_AT, Ints, day_of

KINDS = ["call", "visit", "follow_up", "email"]
SUBJECTS = ["First contact", "Visit", "Follow-up on the offer", "Needs and quantities", "Terms", "Renewal talk"]


def write_activities(
    truth: Truth,
    kind: Ints,
    lead: Ints,
    opportunity: Ints,
    who: Ints,
    rep: Ints,
    planned: Ints,
    done_at: Ints,
    subject: Ints,
) -> None:
    """Activities planned by the last day; `kind` and `subject` are places in KINDS and SUBJECTS."""
    known = np.flatnonzero((planned <= day_of(np.array([END_AT - 1]))[0]) & (planned != NO_DAY))
    truth.add(
        "activity",
        activity_no=truth.numbers("activity", len(known)),
        kind=Words(kind[known], KINDS),
        lead_no=lead[known],
        opportunity_no=opportunity[known],
        party_no=who[known] + 1,
        employee_no=rep[known],
        planned_date=planned[known],
        done_at=done_at[known],
        subject=Words(subject[known], SUBJECTS),
    )
