"""A shop's own export, as Shopify writes it for other queries than ours: it loads and builds, and says what it can."""

from __future__ import annotations

import json
from typing import Any

import duckdb
import pytest

from tests.integration.conftest import BuiltCompany

SETTINGS = """\
name: Others
currency: EUR
time_zone: Europe/Paris
systems:
  - {name: boutique, kind: web_shop, contract: shopify, landing: landing, time_zone: UTC}
"""


def presented(amount: str) -> dict[str, Any]:
    money = {"amount": amount, "currencyCode": "EUR"}
    return {"shopMoney": money, "presentmentMoney": money}


def customer(updated_at: str, number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": f"gid://shopify/Customer/{number}",
        "firstName": "A",
        "lastName": None,
        "updatedAt": updated_at,
        **more,
    }


def order(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"gid://shopify/Order/{number}",
        "processedAt": "2024-01-05T09:12:33Z",
        "updatedAt": "2024-01-05T09:13:33Z",
        "cancelledAt": None,
        "customer": None,
        "presentmentCurrencyCode": "EUR",
        "totalShippingPriceSet": presented("4.90"),
        "totalPriceSet": presented("62.88"),
        "fulfillments": [],
        "transactions": [],
        "taxLines": [{"title": "VAT", "rate": 0.2}],
        **more,
    }


def line(number: int, order_number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"gid://shopify/LineItem/{number}",
        "quantity": 2,
        "variant": None,
        "originalUnitPriceSet": presented("29.99"),
        "discountAllocations": [],
        "__parentId": f"gid://shopify/Order/{order_number}",
        **more,
    }


def transaction(number: int, kind: str, status: str, amount: str) -> dict[str, Any]:
    at = f"2024-01-05T09:13:0{number}Z"
    gid = f"gid://shopify/OrderTransaction/{number}"
    return {
        "id": gid,
        "kind": kind,
        "status": status,
        "gateway": "visa",
        "processedAt": at,
        "amountSet": presented(amount),
    }


SUBSCRIBED = {"marketingState": "SUBSCRIBED", "consentUpdatedAt": "2024-01-03T10:00:00Z"}
NOT_ASKED = {"marketingState": "NOT_SUBSCRIBED", "consentUpdatedAt": None, "consentCollectedFrom": "OTHER"}
PARCELS = [
    {
        "id": "gid://shopify/Fulfillment/1",
        "status": "SUCCESS",
        "createdAt": "2024-01-05T10:00:00Z",
        "deliveredAt": None,
    },
    {"id": "gid://shopify/Fulfillment/2", "status": "CANCELLED", "createdAt": "2024-01-05T12:00:00Z"},
]
PAID = [
    transaction(1, "AUTHORIZATION", "SUCCESS", "62.88"),
    transaction(2, "CAPTURE", "FAILURE", "62.88"),
    transaction(3, "CAPTURE", "SUCCESS", "62.88"),
]
FILES = {
    "2024-01-05/customers.jsonl": [
        customer("2024-01-03T10:00:00Z", emailMarketingConsent=SUBSCRIBED, smsMarketingConsent=NOT_ASKED),
    ],
    "2024-01-05/orders.jsonl": [
        order(1, sourceName="1234567", fulfillments=PARCELS, transactions=PAID),
        order(2, sourceName="pos", test=True),
        line(11, 1, discountAllocations=[{"allocatedAmountSet": presented(part)} for part in ("1.5", "0.5")]),
        line(12, 2),
    ],
    "2024-01-06/customers.jsonl": [
        customer("2024-01-05T10:00:00Z", emailMarketingConsent=SUBSCRIBED, lastName="B", numberOfOrders="7"),
        customer("2024-01-05T10:00:00Z", number=2, emailMarketingConsent=None),
    ],
}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> BuiltCompany:
    folder = tmp_path_factory.mktemp("boutique")
    (folder / "company.yml").write_text(SETTINGS)
    for file, rows in FILES.items():
        path = folder / "landing" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        # as some programs write it: blanks, and slashes escaped
        path.write_text("".join(json.dumps(row).replace("gid://shopify/", r"gid:\/\/shopify\/") + "\n" for row in rows))
    company = BuiltCompany(folder)
    company.build()
    return company


def staged(company: BuiltCompany, entity: str, columns: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(company.folder / "warehouse" / "workshop.duckdb", read_only=True) as workshop:
        return workshop.execute(f"select {columns} from staging.stg_boutique__{entity} order by all").fetchall()


def test_every_line_is_loaded(company: BuiltCompany) -> None:
    told = company.ask("select entity_name, sum(rows_loaded), sum(rows_quarantined) from about.delivery group by all")
    assert sorted(told) == [("customer", 3, 0), ("line_item", 2, 0), ("order", 2, 0)]


def test_orders_of_a_test_are_left_out_and_an_unknown_app_sells_elsewhere(company: BuiltCompany) -> None:
    assert staged(company, "order", "order_id, sales_channel_code, paid_at_local::varchar, delivered_at_local") == [
        ("1", "other", "2024-01-05 09:13:03", None)
    ]
    assert staged(company, "order_line", "order_line_id, quantity, discount_amount_local::varchar") == [
        ("11", 2, "2.0000"),
        (None, 1, "0.0000"),
    ]


def test_what_only_was_tried_is_no_payment_and_what_was_called_off_no_parcel(company: BuiltCompany) -> None:
    assert staged(company, "payment", "payment_id, amount_local::varchar") == [("3", "62.8800")]
    assert staged(company, "shipment", "shipment_id, is_cancelled") == [("1", False), ("2", True)]


def test_consents_are_told_once_for_each_state(company: BuiltCompany) -> None:
    assert staged(company, "consent", "customer_id, contact_channel_code, state, since_at_local::varchar") == [
        ("1", "email", "given", "2024-01-03 10:00:00"),
        ("1", "sms", "never", None),
    ]


def test_the_star_holds_what_was_sold(company: BuiltCompany) -> None:
    assert company.ask(
        "select sum(net_revenue_amount)::varchar, sum(shipping_amount)::varchar from core.fct_order_line"
    ) == [("57.9800", "4.9000")]
