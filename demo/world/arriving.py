"""How the world begins, and how new customers come into it.

Belongs here: the first state, records and consents of those who come.
Does not belong here: what they order (buying.py).
"""

from __future__ import annotations

import numpy as np

from demo.randomness import Chance
from demo.size import Size
from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.buying import draw_rates
from demo.world.calendar import DAY_SECONDS, END_AT, FIRST_AT, Ints
from demo.world.changes import CHANGES, FIRST
from demo.world.channels import plan_spend
from demo.world.churn import asleep_at_first, draw_hazards
from demo.world.consents import give_at_first
from demo.world.contracts import Contracts, of_old_customers
from demo.world.households import join_households, name_namesakes
from demo.world.loyalty import MEMBERS
from demo.world.memberships import CALL_CENTRE, CRM, SHOP, Memberships
from demo.world.names import make_names
from demo.world.newcomers import make_people
from demo.world.people import BEFORE, BUSINESS, CONTACT, PERSON
from demo.world.portraits import Portraits
from demo.world.prices import make_prices
from demo.world.products import make_products
from demo.world.staff import make_staff
from demo.world.state import State, World, new_state

PRIVATE_IN_CRM = 0.08  # private customers whom a showroom's clerk put into the CRM
BUYS_PRIVATELY = 0.12  # people who work for a customer and have an account of their own in the shop


def make_world(size: Size, seed: int) -> World:
    chance = Chance(seed)
    names = make_names(seed)
    spend = plan_spend(size, chance)
    people = make_people(size, chance, names, spend)
    shares_phone = join_households(people, chance)
    name_namesakes(people, chance)
    products = make_products(chance)
    staff, hiring = make_staff(size, names, chance)
    return World(
        size, chance, names, spend, people, Portraits(people, names), shares_phone, products,
        make_prices(products, chance), staff, hiring,
    )  # fmt: skip


def begin(world: World, contracts: Contracts, memberships: Memberships, truth: Truth) -> State:
    """The state in the night before the first day: old customers, their records, contracts and reps."""
    state = new_state(len(world.people))
    state.rate, state.basket = draw_rates(world.people, world.size, world.chance.of("rates"))
    state.hazard = draw_hazards(world.people, state.rate, world.chance)
    state.is_member = (world.chance.of("members").random(len(world.people)) < MEMBERS) & (world.people.kind == PERSON)
    state.is_dormant = asleep_at_first(world.people, world.chance)
    welcome(world, state, memberships, truth, BEFORE)
    businesses = world.people.arriving(BEFORE, BUSINESS)
    state.account_rep[businesses] = world.chance.of("accounts").choice(world.staff.reps, len(businesses))
    known_to_crm(world, state, memberships, truth, BEFORE)
    become_customers(world, state, memberships, truth, businesses, world.people.first_seen_at[businesses], BEFORE)
    of_old_customers(world, contracts, businesses)
    return state


def welcome(world: World, state: State, memberships: Memberships, truth: Truth, month: int) -> None:
    """All who come this month stand in the tables; private customers get a record in the shop."""
    for kind in (PERSON, BUSINESS, CONTACT):
        who = world.people.arriving(month, kind)
        write_versions(world, truth, who, world.people.first_seen_at[who], np.full(len(who), FIRST))
    who = world.people.arriving(month, PERSON)
    become_customers(world, state, memberships, truth, who, world.people.first_seen_at[who], month)


def become_customers(
    world: World, state: State, memberships: Memberships, truth: Truth, who: Ints, since_at: Ints, month: int
) -> None:
    state.is_customer[who] = True
    state.shop_since[who] = since_at
    occasion = f"customers {int(who[0]) if len(who) else 0}"
    state.shop_record[who] = memberships.give(truth, SHOP, who, since_at, world.chance.of(occasion, month + 1))
    give_at_first(state, truth, who, since_at, world.chance.of(f"consents of {occasion}", month + 1))


def known_to_crm(world: World, state: State, memberships: Memberships, truth: Truth, month: int) -> None:
    """Businesses, the people who work there, and some private customers get a record in the CRM."""
    draw = world.chance.of("crm", month + 1)
    private = world.people.arriving(month, PERSON)
    private = private[draw.random(len(private)) < PRIVATE_IN_CRM]
    contacts = world.people.arriving(month, CONTACT)
    who = np.concatenate([world.people.arriving(month, BUSINESS), contacts, private])
    since = world.people.first_seen_at[who] + 60
    state.crm_record[who] = memberships.give(truth, CRM, who, since, draw)
    truth.add(
        "organisation_person",
        party_no=contacts + 1,
        organisation_party_no=world.people.employer[contacts] + 1,
        role=Words((contacts * 7) % 4, ["owner", "buyer", "manager", "accounting"]),
    )
    _open_private_accounts(world, state, memberships, truth, contacts, draw, month)


def _open_private_accounts(
    world: World,
    state: State,
    memberships: Memberships,
    truth: Truth,
    contacts: Ints,
    draw: np.random.Generator,
    month: int,
) -> None:
    """The same person as a business's contact in the CRM and as a private customer of the shop."""
    since = world.people.first_seen_at[contacts] + DAY_SECONDS // 2
    opens = (draw.random(len(contacts)) < BUYS_PRIVATELY) & (since < END_AT)
    who = contacts[opens]
    state.shop_since[who] = since[opens]
    state.shop_record[who] = memberships.give(truth, SHOP, who, since[opens], draw)


def known_to_call_centre(
    world: World, state: State, memberships: Memberships, truth: Truth, who: Ints, time: Ints, month: int
) -> None:
    """Who rings or writes for the first time gets a record there."""
    order = np.argsort(time, kind="stable")
    who, time = who[order], time[order]
    new = np.flatnonzero((who >= 0) & (state.centre_record[np.maximum(who, 0)] == 0))
    first = new[np.unique(who[new], return_index=True)[1]]
    who, since = who[first], np.maximum(time[first], FIRST_AT)
    state.centre_record[who] = memberships.give(
        truth, CALL_CENTRE, who, since, world.chance.of("call centre records", month + 1)
    )


def write_versions(world: World, truth: Truth, who: Ints, valid_from_at: Ints, change: Ints) -> None:
    truth.add(
        "party_version", valid_from_at=valid_from_at, change=Words(change, CHANGES), **world.portraits.version(who)
    )
