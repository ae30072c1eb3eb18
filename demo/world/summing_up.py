"""What stands at the beginning and what is known only at the end.

Belongs here: tables of things that are not of one month: products, prices, parties, employees, campaigns, effects.
Does not belong here: the months (simulate.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from demo.truth.columns import NO_DAY, Words
from demo.truth.writer import Truth
from demo.world.buying import QUIET_RATE
from demo.world.calendar import END_AT, MONTHS, Floats, Ints
from demo.world.campaign_plans import write_campaigns
from demo.world.channels import CHANNELS
from demo.world.churn import DORMANT_RATE
from demo.world.contracts import write_contracts
from demo.world.countries import CODES
from demo.world.market import write_targets
from demo.world.people import BUSINESS, PERSON
from demo.world.spending import write_channels, write_spend
from demo.world.staff import DEPARTMENTS, KINDS, email_of
from demo.world.state import State, World

if TYPE_CHECKING:
    from demo.world.simulate import Simulation


def write_end(world: World, state: State, truth: Truth, simulation: Simulation) -> None:
    _write_parties(world, state, truth, simulation.ledger.margin_per_line(world.people.kind))
    _write_staff(world, truth)
    write_contracts(world, truth, simulation.contracts)
    write_campaigns(truth, simulation.plans, simulation.results)
    write_spend(world, truth, simulation.plans, simulation.results)
    write_channels(world, truth, simulation.pipeline.won_by_channel)
    write_targets(truth, world.staff, simulation.ledger.net_sales / 10_000 / MONTHS)
    outs = np.array(simulation.warehouse.stock_outs, dtype=np.int64).reshape(-1, 3)
    truth.add("stock_out", sku_no=outs[:, 0], first_date=outs[:, 1], last_date=outs[:, 2])


def _write_parties(world: World, state: State, truth: Truth, margin_per_line: Floats) -> None:
    people, who = world.people, np.arange(len(world.people))
    persons = people.kind != BUSINESS
    truth.add(
        "party",
        party_no=who + 1,
        party_type=Words(np.where(persons, 0, 1), ["person", "organisation"]),
        country_code=Words(people.country, CODES),
        first_seen_at=people.first_seen_at,
        acquired_by_channel=Words(np.where(people.kind <= BUSINESS, people.channel, -1), CHANNELS),
        base_rate_per_month=state.rate * state.is_customer,
        basket_size=state.basket,
        churn_hazard_per_month=state.hazard * state.is_customer,
        churned_at=state.churned_at,
        is_dormant_at_end=(state.is_dormant | state.is_quiet) & state.is_customer & (state.churned_at >= END_AT),
        true_value_eur=state.value,
        next_year_value_eur=_next_year(state, margin_per_line),
        birth_date=np.where(persons, people.birth_day, NO_DAY),
        household_no=np.where(people.kind == PERSON, people.household, 0),
        phone=world.portraits.phone(who),
        shares_phone=world.shares_phone,
        account_rep_employee_no=np.where(people.kind == BUSINESS, state.account_rep, 0),
    )


def _next_year(state: State, margin_per_line: Floats) -> Ints:
    """Expected margin of the next twelve months as mood and hazard stand at the end, in ten-thousandths of euros."""
    alive = state.is_customer & (state.churned_at >= END_AT)
    asleep = np.where(state.is_dormant, DORMANT_RATE, 1.0) * np.where(state.is_quiet, QUIET_RATE, 1.0)
    months = sum((1 - state.hazard).clip(0.1) ** month for month in range(12))
    value = alive * asleep * state.rate * np.exp(-state.grief) * state.basket * months * margin_per_line
    return np.asarray(np.round(value * 10_000).astype(np.int64))


def _write_staff(world: World, truth: Truth) -> None:
    staff = world.staff
    truth.add(
        "employee",
        employee_no=np.arange(1, len(staff.kind) + 1),
        kind=Words(np.array([KINDS.index(kind) for kind in staff.kind]), KINDS),
        skill=np.array(staff.skill),
    )
    versions = sorted(staff.versions, key=lambda version: (version.employee_no, version.valid_from_at))
    truth.add(
        "employee_version",
        employee_no=np.array([version.employee_no for version in versions]),
        valid_from_at=np.array([version.valid_from_at for version in versions]),
        name=[version.name for version in versions],
        email=[email_of(version) for version in versions],
        job_title=[version.job_title for version in versions],
        team_name=[version.team for version in versions],
        department_name=[DEPARTMENTS[version.team] for version in versions],
        is_active=[version.is_active for version in versions],
    )
