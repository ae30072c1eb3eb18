"""What the shop, the call centre and the bank of three_systems deliver beside sales, calls and rates.

Belongs here: the contracts and the staging of refunds, parcels, stock, prices, visits, points, consents, tickets and
their events, legs of calls, shifts, surveys and holidays, and what is delivered of them at first and later.
Does not belong here: what is claimed of it (the tests).
"""

from __future__ import annotations

from typing import Any, Protocol

# system and entity -> rules and columns of the contract
CONTRACTS: dict[tuple[str, str], tuple[dict[str, Any], dict[str, str]]] = {
    ("shop", "refund"): (
        {"mode": "events"},
        {
            "id": "varchar",
            "order_no": "varchar",
            "buyer": "varchar",
            "article": "varchar",
            "refunded_at": "timestamp",
            "pieces": "bigint",
            "amount": "decimal(18,4)",
        },
    ),
    ("shop", "parcel"): (
        {"mode": "changes", "key": ["id"], "changed_at": "changed_at"},
        {
            "id": "varchar",
            "order_no": "varchar",
            "left_at": "timestamp",
            "arrived_at": "timestamp",
            "changed_at": "timestamp",
        },
    ),
    ("shop", "level"): (
        {"mode": "changes", "key": ["article", "place"], "changed_at": "counted_at"},
        {"article": "varchar", "place": "varchar", "pieces": "bigint", "counted_at": "timestamp"},
    ),
    ("shop", "price"): (
        {"mode": "changes", "key": ["article"], "changed_at": "since"},
        {"article": "varchar", "price": "decimal(18,4)", "since": "timestamp"},
    ),
    ("shop", "visit"): (
        {"mode": "events"},
        {"id": "varchar", "buyer": "varchar", "began_at": "timestamp", "pages": "bigint", "outcome": "varchar"},
    ),
    ("shop", "points"): (
        {"mode": "events"},
        {"id": "varchar", "buyer": "varchar", "happened_at": "timestamp", "kind": "varchar", "points": "bigint"},
    ),
    ("shop", "consent"): (
        {"mode": "changes", "key": ["buyer", "channel"], "changed_at": "since"},
        {"buyer": "varchar", "channel": "varchar", "state": "varchar", "since": "timestamp"},
    ),
    ("calls", "ticket"): (
        {"mode": "changes", "key": ["id"], "changed_at": "changed_at"},
        {
            "id": "varchar",
            "asker": "varchar",
            "agent": "varchar",
            "status": "varchar",
            "opened_at": "timestamp",
            "resolved_at": "timestamp",
            "changed_at": "timestamp",
        },
    ),
    ("calls", "event"): (
        {"mode": "events"},
        {"ticket": "varchar", "number": "bigint", "kind": "varchar", "team": "varchar", "happened_at": "timestamp"},
    ),
    ("calls", "leg"): (
        {"mode": "events"},
        {"call": "varchar", "number": "bigint", "agent": "varchar", "ended_by": "varchar", "seconds": "bigint"},
    ),
    ("calls", "shift"): (
        {"mode": "events"},
        {"id": "varchar", "agent": "varchar", "began_at": "timestamp", "ended_at": "timestamp"},
    ),
    ("calls", "invitation"): (
        {"mode": "changes", "key": ["id"], "changed_at": "changed_at"},
        {
            "id": "varchar",
            "asked": "varchar",
            "invited_at": "timestamp",
            "answered_at": "timestamp",
            "changed_at": "timestamp",
        },
    ),
    ("bank", "holiday"): ({"mode": "events"}, {"day": "date", "country": "varchar", "name": "varchar"}),
}


def _rows(kind: str, system: str, entity: str) -> str:
    return f"{{{{ {kind}_rows(source('raw', '{system}__{entity}')) }}}} as delivered"


# canonical entity -> the rows it is read from, and what fills its columns; what is not named is empty
STAGING: dict[tuple[str, str], tuple[str, dict[str, str]]] = {
    ("shop", "return"): (
        _rows("standing", "shop", "refund"),
        {
            "return_id": "id",
            "order_id": "order_no",
            "customer_id": "buyer",
            "product_id": "article",
            "returned_at_local": "refunded_at",
            "item_type": "'product'",
            "quantity": "pieces",
            "amount_local": "amount",
            "currency_code": "'EUR'",
            "sales_channel_code": "'web_shop'",
            "_line": "_line",
        },
    ),
    ("shop", "shipment"): (
        _rows("current", "shop", "parcel"),
        {
            "shipment_id": "id",
            "order_id": "order_no",
            "is_cancelled": "false",
            "shipped_at_local": "left_at",
            "delivered_at_local": "arrived_at",
        },
    ),
    ("shop", "stock_level"): (
        _rows("version", "shop", "level"),
        {
            "product_id": "article",
            "location_name": "place",
            "counted_at_local": "valid_from_at",
            "on_hand_count": "pieces",
        },
    ),
    ("shop", "price_change"): (
        _rows("version", "shop", "price"),
        {
            "product_id": "article",
            "currency_code": "'EUR'",
            "valid_from_at_local": "valid_from_at",
            "price_amount_local": "price",
        },
    ),
    ("shop", "session"): (
        _rows("standing", "shop", "visit"),
        {
            "session_id": "id",
            "customer_id": "buyer",
            "started_at_local": "began_at",
            "page_view_count": "cast(pages as int)",
            "marketing_channel_code": "'unknown'",
            "outcome": "outcome",
            "_line": "_line",
        },
    ),
    ("shop", "loyalty_transaction"): (
        _rows("standing", "shop", "points"),
        {
            "transaction_id": "id",
            "customer_id": "buyer",
            "happened_at_local": "happened_at",
            "transaction_type": "kind",
            "points_count": "points",
            "_line": "_line",
        },
    ),
    ("shop", "consent"): (
        _rows("version", "shop", "consent"),
        {
            "customer_id": "buyer",
            "contact_channel_code": "channel",
            "state": "state",
            "since_at_local": "valid_from_at",
        },
    ),
    ("calls", "ticket"): (
        _rows("current", "calls", "ticket"),
        {
            "ticket_id": "id",
            "customer_id": "asker",
            "employee_id": "agent",
            "contact_channel_code": "'phone'",
            "ticket_type": "'question'",
            "status": "status",
            "opened_at_local": "opened_at",
            "resolved_at_local": "resolved_at",
        },
    ),
    ("calls", "ticket_event"): (
        _rows("standing", "calls", "event"),
        {
            "ticket_id": "ticket",
            "event_id": "cast(number as string)",
            "event_number": "number",
            "event_type": "kind",
            "team_name": "team",
            "happened_at_local": "happened_at",
            "_line": "_line",
        },
    ),
    ("calls", "call_leg"): (
        _rows("standing", "calls", "leg"),
        {
            "call_id": "call",
            "leg_number": "cast(number as int)",
            "employee_id": "agent",
            "end_reason": "ended_by",
            "talk_seconds": "cast(seconds as int)",
            "_line": "_line",
        },
    ),
    ("calls", "agent_session"): (
        _rows("standing", "calls", "shift"),
        {
            "session_id": "id",
            "employee_id": "agent",
            "logged_in_at_local": "began_at",
            "logged_out_at_local": "ended_at",
            "_line": "_line",
        },
    ),
    ("calls", "survey_invitation"): (
        _rows("current", "calls", "invitation"),
        {
            "invitation_id": "id",
            "customer_id": "asked",
            "survey_name": "'after_call'",
            "invited_at_local": "invited_at",
            "answered_at_local": "answered_at",
        },
    ),
    ("bank", "holiday"): (
        _rows("standing", "bank", "holiday"),
        {"holiday_date": "day", "country_code": "country", "holiday_name": "name"},
    ),
}


class Receiving(Protocol):
    def receive(self, system: str, day: str, *rows: str, entity: str | None = None) -> None: ...


def deliver_at_first(company: Receiving) -> None:
    first = {
        ("shop", "refund"): ["r1,o1,,cup,2024-02-01 10:00:00,1,4", "r2,o2,,,2024-04-01 10:00:00,0,5"],
        ("shop", "parcel"): ["p1,o1,2024-01-21 10:00:00,2024-01-23 10:00:00,2024-01-23 10:00:00"],
        ("shop", "level"): [
            "cup,main,10,2024-11-20 10:00:00",
            "cup,main,6,2024-11-25 10:00:00",
            "cup,store,1,2024-11-24 10:00:00",
        ],
        ("shop", "price"): ["cup,9.5,2024-01-01 10:00:00", "cup,8.5,2024-06-01 10:00:00"],
        ("shop", "visit"): ["v1,sa,2024-01-20 09:50:00,4,ordered"],
        ("shop", "points"): ["l1,sa,2024-01-20 10:00:00,earned,10"],
        ("shop", "consent"): ["sa,email,given,2024-01-20 10:00:00"],
        ("calls", "ticket"): [
            "t1,x,ann,resolved,2024-11-20 10:00:00,2024-11-22 10:00:00,2024-11-22 10:00:00",
            "t2,y,ann,open,2024-11-28 10:00:00,,2024-11-28 10:00:00",
        ],
        ("calls", "event"): ["t1,1,opened,Care,2024-11-20 10:00:00", "t1,2,resolved,,2024-11-22 10:00:00"],
        ("calls", "leg"): ["k2,1,ann,caller_hung_up,60"],
        ("calls", "shift"): ["s1,ann,2024-02-02 08:00:00,2024-02-02 16:00:00"],
        ("calls", "invitation"): ["i1,x,2024-02-02 11:00:00,,2024-02-02 11:00:00"],
        ("bank", "holiday"): ["2024-12-25,DE,Christmas", "2024-12-25,GB,Christmas"],
    }
    for (system, entity), rows in first.items():
        company.receive(system, "2024-12-01", *rows, entity=entity)
    company.receive("shop", "2024-12-02", "r3,o3,,cup,2024-07-06 10:00:00,1,7", entity="refund")


def deliver_later(company: Receiving) -> None:
    """Late, back-dated, corrected, changed."""
    company.receive("shop", "2024-12-02", "r3,o3,,cup,2024-10-06 10:00:00,1,7", entity="refund")  # another month
    later = {
        ("shop", "parcel"): ["p2,o5,2024-09-16 10:00:00,,2024-09-16 10:00:00"],
        ("shop", "level"): ["cup,main,8,2024-11-22 10:00:00", "cup,main,0,2024-12-02 10:00:00"],  # one comes late
        ("shop", "price"): ["cup,9,2024-03-01 10:00:00"],
        ("shop", "visit"): ["v2,,2024-05-05 09:50:00,1,bounced"],
        ("shop", "points"): ["l2,sa,2024-03-20 10:00:00,used,-5"],
        ("shop", "consent"): ["sa,email,withdrawn,2024-05-01 10:00:00"],
        ("calls", "ticket"): ["t2,y,bob,resolved,2024-11-28 10:00:00,2024-12-01 10:00:00,2024-12-01 10:00:00"],
        ("calls", "event"): [
            "t1,3,reopened,Quality,2024-11-24 10:00:00",
            "t1,4,resolved,,2024-11-26 10:00:00",
            "t1,5,assigned,Quality,2024-11-21 10:00:00",
        ],
        ("calls", "leg"): ["k1,1,ann,transferred,30", "k1,2,bob,caller_hung_up,30"],
        ("calls", "shift"): ["s2,bob,2024-03-03 08:00:00,"],
        ("calls", "invitation"): ["i1,x,2024-02-02 11:00:00,2024-02-03 11:00:00,2024-02-03 11:00:00"],
        ("bank", "holiday"): ["2024-12-26,DE,Second day of Christmas"],
    }
    for (system, entity), rows in later.items():
        company.receive(system, "2024-12-03", *rows, entity=entity)
