"""What marketing cost by day and channel, and what each channel brought.

Belongs here: the rows of spend and of channels. Does not belong here: the plan of spend (channels.py).
"""

from __future__ import annotations

import numpy as np

from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.calendar import DAYS, Floats, Ints
from demo.world.campaign_plans import CHANNELS as MAIL_OR_ADVERT
from demo.world.campaign_plans import EMAIL, POST, Plan, Result, advert_of
from demo.world.channels import CHANNELS, FAIR, PAID
from demo.world.countries import CURRENCIES
from demo.world.people import PERSON
from demo.world.state import World

IMPRESSIONS_PER_EURO, CLICKS_PER_EURO = 90, 1.4
MAIL_CHANNELS = [MAIL_OR_ADVERT[EMAIL], MAIL_OR_ADVERT[POST]]


def write_spend(world: World, truth: Truth, plans: list[Plan], results: dict[int, Result]) -> None:
    """Adverts by day, fairs on their days, and the costs of mailings on the day they are sent."""
    day = np.arange(DAYS)
    rows = [(day, CHANNELS.index(name), advert_of(plans, name, day), world.spend.daily[name]) for name in PAID]
    fair = world.spend.fair_days
    rows.append((fair, FAIR, np.zeros(len(fair), np.int64), world.spend.daily["fair"][fair]))
    rows += [_of_mailing(plan, results[plan.number].cost) for plan in plans if plan.number in results]
    days, campaign, spend = (np.concatenate([row[place] for row in rows]) for place in (0, 2, 3))
    channel = np.repeat([row[1] for row in rows], [len(row[0]) for row in rows])
    online = np.isin(channel, [CHANNELS.index(name) for name in PAID])
    order = np.lexsort((campaign, channel, days))
    truth.add(
        "campaign_spend",
        date=days[order],
        channel=Words(channel[order], [*CHANNELS, *MAIL_CHANNELS]),
        campaign_no=campaign[order],
        spend=np.round(spend * 100).astype(np.int64)[order] * 100,
        currency_code=Words(np.zeros(len(days), np.int64), CURRENCIES),
        impressions=(spend * IMPRESSIONS_PER_EURO * online).astype(np.int64)[order],
        clicks=(spend * CLICKS_PER_EURO * online).astype(np.int64)[order],
    )


def _of_mailing(plan: Plan, cost: float) -> tuple[Ints, int, Ints, Floats]:
    place = len(CHANNELS) + MAIL_CHANNELS.index(MAIL_OR_ADVERT[plan.channel])
    return np.array([plan.first_day]), place, np.array([plan.number]), np.array([cost])


def write_channels(world: World, truth: Truth, deals: Ints | None) -> None:
    won = np.zeros(len(CHANNELS), np.int64) if deals is None else deals
    spend = np.array([world.spend.daily[name].sum() if name in world.spend.daily else 0.0 for name in CHANNELS])
    new = world.people.channel[(world.people.kind == PERSON) & (world.people.month >= 0)]
    customers = np.bincount(new, minlength=len(CHANNELS))
    truth.add(
        "channel_effect",
        channel=CHANNELS,
        spend_eur=np.round(spend * 10_000).astype(np.int64),
        spend_share=spend / spend.sum(),
        deals=won,
        deal_share=won / max(won.sum(), 1),
        new_customers=customers,
        new_customers_per_1000_eur=[
            float(c / s * 1000) if s and c else None for c, s in zip(customers, spend, strict=True)
        ],
    )
