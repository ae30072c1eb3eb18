"""What the sales force of three_systems delivers: deals, their stages and quotes, activities, campaigns and members.

Belongs here: the contract and the staging of its records, of which each says itself what it is, and what is delivered
at first and later. Does not belong here: what is claimed of it (the tests).
"""

from __future__ import annotations

from typing import Any

from tests.integration.service_and_stock import Receiving

# system and entity -> rules and columns of the contract
CONTRACTS: dict[tuple[str, str], tuple[dict[str, Any], dict[str, str]]] = {
    ("shop", "record"): (
        {"mode": "snapshot", "key": ["kind", "id"], "min_share": 0.1},
        {
            "kind": "varchar",
            "id": "varchar",
            "whose": "varchar",
            "buyer": "varchar",
            "name": "varchar",
            "status": "varchar",
            "happened_at": "timestamp",
            "amount": "decimal(18,4)",
        },
    ),
}


def _records(kind: str) -> str:
    return f"{{{{ current_rows(source('raw', 'shop__record')) }}}} as record where kind = '{kind}'"


# canonical entity -> the rows it is read from, and what fills its columns; what is not named is empty
STAGING: dict[tuple[str, str], tuple[str, dict[str, str]]] = {
    ("shop", "opportunity"): (
        _records("deal"),
        {
            "opportunity_id": "id",
            "customer_id": "buyer",
            "employee_id": "name",
            "marketing_channel_code": "'fair'",
            "status": "status",
            "created_at_local": "happened_at",
            "amount_local": "amount",
            "currency_code": "'EUR'",
            "_line": "_line",
        },
    ),
    ("shop", "opportunity_stage_change"): (
        _records("stage"),
        {
            "change_id": "id",
            "opportunity_id": "whose",
            "stage_name": "name",
            "status": "status",
            "changed_at_local": "happened_at",
            "amount_local": "amount",
            "currency_code": "'USD'",
            "_line": "_line",
        },
    ),
    ("shop", "quote"): (
        _records("quote"),
        {
            "quote_id": "id",
            "opportunity_id": "whose",
            "status": "status",
            "created_at_local": "happened_at",
            "amount_local": "amount",
            "currency_code": "'EUR'",
            "_line": "_line",
        },
    ),
    ("shop", "activity"): (
        _records("activity"),
        {
            "activity_id": "id",
            "activity_type": "name",
            "opportunity_id": "whose",
            "customer_id": "buyer",
            "is_done": "status = 'done'",
            "planned_date": "cast(happened_at as date)",
            "_line": "_line",
        },
    ),
    ("shop", "campaign"): (
        _records("campaign"),
        {"campaign_id": "id", "campaign_code": "whose", "campaign_name": "name", "marketing_channel_code": "'email'"},
    ),
    ("shop", "campaign_member"): (
        _records("member"),
        {
            "campaign_id": "whose",
            "member_id": "id",
            "customer_id": "buyer",
            "is_held_out": "status = 'held out'",
            "chosen_at_local": "happened_at",
            "_line": "_line",
        },
    ),
}


def deliver_at_first(company: Receiving) -> None:
    rows = [
        "deal,d1,,qa,ann,open,2024-09-10 10:00:00,100",
        "deal,d2,,qb,ann,open,2024-10-10 10:00:00,100",
        "stage,1,d1,,needs,open,2024-09-10 10:00:00,100",
        "stage,2,d1,,terms,open,2024-10-20 10:00:00,200",
        "stage,3,d2,,needs,open,2024-10-10 10:00:00,100",
        "quote,q1,d1,,,sent,2024-10-21 10:00:00,200",
        "activity,a1,d1,qa,visit,planned,2024-10-05 00:00:00,",
        "activity,a2,d2,qb,call,done,2024-11-05 00:00:00,",
        "campaign,k1,,,Spring,,,",
        "campaign,k2,,,Sommer,,,",
        "member,m1,k1,qa,,reached,2024-09-09 09:00:00,",
        "member,m2,k2,qb,,held out,2024-10-09 09:00:00,",
    ]
    company.receive("shop", "2024-12-01", *rows, entity="record")


def deliver_later(company: Receiving) -> None:
    rows = [
        "deal,d1,,qc,ann,won,2024-09-10 10:00:00,100",  # with somebody else: so are its quote and its days
        "deal,d2,,qb,bob,open,2024-10-10 10:00:00,100",
        "stage,1,d1,,needs,open,2024-09-10 10:00:00,100",
        "stage,2,d1,,terms,open,2024-10-10 10:00:00,200",  # entered ten days before it was said to be
        "stage,3,d2,,needs,open,2024-10-10 10:00:00,100",
        "stage,4,d1,,won,won,2024-11-30 10:00:00,200",  # late: days that stood are gone
        "quote,q1,d1,,,sent,2024-10-21 10:00:00,200",
        "activity,a1,d1,qa,visit,done,2024-10-06 00:00:00,",  # and the other one is gone
        "campaign,k1,season,,Spring,,,",  # two campaigns prove to be one
        "campaign,k2,season,,Sommer,,,",
        "member,m1,k1,qa,,reached,2024-09-09 09:00:00,",
        "member,m2,k2,qb,,held out,2024-10-09 09:00:00,",
    ]
    company.receive("shop", "2024-12-03", *rows, entity="record")
