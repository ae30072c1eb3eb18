"""The parameters that the world was really made with, as rows of the truth.

Belongs here: name, value, unit and meaning of each effect. Does not belong here: using them.
"""

from __future__ import annotations

import numpy as np

from demo.truth.writer import Truth
from demo.world import buying, call_centre, churn, complaints, fulfilment, leads, selling
from demo.world.demand import SAME_CATEGORY

EFFECTS: list[tuple[str, float, str, str]] = [
    (
        "complaint_on_buying_rate",
        float(np.exp(-complaints.COMPLAINT_GRIEF)),
        "factor",
        "Orders a month after a complaint, against before; fades.",
    ),
    (
        "slow_answer_on_buying_rate",
        float(np.exp(-complaints.SLOW_GRIEF)),
        "factor",
        "Further factor where the first answer takes more than 24 hours.",
    ),
    (
        "late_delivery_on_buying_rate",
        float(np.exp(-fulfilment.LATE_GRIEF)),
        "factor",
        "Orders a month after a parcel later than promised.",
    ),
    (
        "long_queue_on_buying_rate",
        float(np.exp(-call_centre.LONG_WAIT_GRIEF)),
        "factor",
        "Orders a month after five minutes or more in the queue.",
    ),
    (
        "grief_stays",
        churn.GRIEF_STAYS,
        "share per month",
        "How much of all these effects' logarithm is left a month later.",
    ),
    (
        "grief_on_leaving",
        churn.GRIEF_ON_HAZARD,
        "log hazard",
        "What the same grief adds to the logarithm of the chance of leaving.",
    ),
    (
        "content_on_leaving",
        churn.CONTENT_ON_HAZARD,
        "log hazard",
        "What each point of satisfaction below usual adds to it.",
    ),
    (
        "faulty_product_on_leaving",
        churn.FAULT_HAZARD,
        "chance per month",
        "Added chance of leaving after a fault, for six months.",
    ),
    (
        "faulty_share",
        complaints.FAULTY_PIECES,
        "share",
        "Lines of the faulty product, bought from March to August 2024, that fail.",
    ),
    ("new_customers_on_leaving", churn.NEW_FACTOR, "factor", "Chance of leaving in the first six months."),
    ("old_customers_on_leaving", churn.OLD_FACTOR, "factor", "Chance of leaving after two years."),
    ("dormant_on_buying_rate", churn.DORMANT_RATE, "factor", "Orders a month of a sleeping customer."),
    ("rep_gone_on_buying_rate", buying.QUIET_RATE, "factor", "Orders a month of the accounts of the rep who left."),
    ("rep_gone_on_winning", selling.LEFT_ALONE, "log odds", "What it adds to a deal's odds that its rep has left."),
    ("skill_on_winning", selling.SKILL_ON_WIN, "log odds", "What each point of skill above one adds to a deal's odds."),
    ("follow_up_never_on_winning", selling.NOT_FOLLOWED_UP, "log odds", "What an offer never followed up adds."),
    ("follow_up_late_on_winning", selling.LATE_FOLLOW_UP, "log odds", "What an offer followed up late adds."),
    (
        "content_on_renewing",
        selling.CONTENT_ON_RENEWAL,
        "log odds",
        "What each point of satisfaction above usual adds.",
    ),
    (
        "slow_contact_on_converting",
        leads.SLOW_DAY,
        "factor per day",
        "A lead's chance of converting for each day until the first contact.",
    ),
    (
        "same_category_in_basket",
        SAME_CATEGORY,
        "share",
        "Further lines of a basket that are looked for beside the first.",
    ),
]


def write_effects(truth: Truth) -> None:
    truth.add(
        "effect",
        name=[name for name, *_ in EFFECTS],
        value=[value for _, value, *_ in EFFECTS],
        unit=[unit for _, _, unit, _ in EFFECTS],
        meaning=[meaning for *_, meaning in EFFECTS],
    )
