"""The shop's files: Shopify's layout, all that is true and nothing that is still to come."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from deliveries_of_systems import SPAN, Deliver, Loaded, load

from demo.systems import shopify
from demo.systems.shop_ids import FIRST_NUMBERS
from demo.systems.window import Window

FILES = {
    "customers.jsonl",
    "products.jsonl",
    "orders.jsonl",
    "order_refunds.jsonl",
    "inventory_levels.jsonl",
    "reviews.csv",
}
MOST_BYTES_OF_A_LINE_ITEM = 450
TIMES = "yyyy-mm-ddThh:mm:ssZ"


@pytest.fixture(scope="module")
def landing(deliver: Deliver) -> Path:
    return deliver(shopify, SPAN)


def lines(landing: Path, file: str, day: object = "*") -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(landing.glob(f"{day}/{file}")) for line in path.open(encoding="utf-8")]


def kinds(landing: Path, file: str, day: object = "*") -> dict[str, list[dict[str, Any]]]:
    found = defaultdict(list)
    for line in lines(landing, file, day):
        found[line["id"].split("/")[3]].append(line)
    return found


def no(gid: str) -> int:
    kind, number = gid.split("?")[0].removeprefix("gid://shopify/").split("/")
    return int(number) - FIRST_NUMBERS[kind]


def amount(bag: dict[str, Any]) -> Decimal:
    return Decimal(bag["presentmentMoney"]["amount"])


def test_each_window_has_the_shops_files(landing: Path) -> None:
    for window in SPAN[:-1]:
        assert {path.name for path in (landing / str(window.last_day)).iterdir()} == FILES


def test_keys_stand_in_the_order_of_the_query(landing: Path) -> None:
    found = kinds(landing, "orders.jsonl")
    assert list(found) == ["Order", "LineItem"]
    assert list(found["Order"][0])[:6] == ["id", "name", "processedAt", "updatedAt", "cancelledAt", "cancelReason"]
    assert list(found["LineItem"][0]) == [
        "id",
        "title",
        "sku",
        "quantity",
        "variant",
        "originalUnitPriceSet",
        "discountAllocations",
        "__parentId",
    ]


def test_children_stand_behind_their_parents(landing: Path) -> None:
    for file in ("orders.jsonl", "products.jsonl", "inventory_levels.jsonl"):
        for path in landing.glob(f"*/{file}"):
            seen = set()
            for line in map(json.loads, path.open(encoding="utf-8")):
                assert line.get("__parentId") is None or line["__parentId"] in seen, (path, line)
                seen.add(line["id"])


def test_a_line_item_is_short(landing: Path) -> None:
    for path in landing.glob("*/orders.jsonl"):
        sizes = [len(line) for line in path.open("rb") if b"LineItem" in line[:30]]
        assert max(sizes) <= MOST_BYTES_OF_A_LINE_ITEM
        assert sum(sizes) / len(sizes) < 350


def test_orders_and_their_lines_are_those_of_the_truth(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    ends_at = SPAN[-1].ends_at
    found = kinds(landing, "orders.jsonl")
    sold = {
        (no(line["__parentId"]), no(line["id"]) % 100): (
            no(line["variant"]["id"]),
            line["quantity"],
            amount(line["originalUnitPriceSet"]),
            sum((amount(given["allocatedAmountSet"]) for given in line["discountAllocations"]), Decimal(0)),
        )
        for line in found["LineItem"]
    }
    true = truth.execute(
        "select order_no, line_no, sku_no, quantity, unit_price_local, discount_local from order_line "
        "join sales_order using (order_no) where ordered_at < $1",
        [ends_at],
    ).fetchall()
    assert sold == {(order, line): tuple(rest) for order, line, *rest in true}


def test_the_last_word_on_an_order_is_the_truth_at_the_end(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    ends_at = SPAN[-1].ends_at
    last = {no(line["id"]): line for line in kinds(landing, "orders.jsonl")["Order"]}
    for order_no, record_no, shipped_at, cancelled_at, shipping, currency, channel in truth.execute(
        "select order_no, record_no, shipped_at, cancelled_at, shipping_amount_local, currency_code, sales_channel "
        "from sales_order where ordered_at < $1",
        [ends_at],
    ).fetchall():
        order = last.pop(order_no)
        assert no(order["customer"]["id"]) == record_no
        assert order["presentmentCurrencyCode"] == currency
        assert amount(order["totalShippingPriceSet"]) == shipping
        assert bool(order["fulfillments"]) == (shipped_at is not None and shipped_at < ends_at)
        assert bool(order["cancelledAt"]) == (cancelled_at is not None and cancelled_at < ends_at)
        assert {"web": "web_shop", "shopify_draft_order": "phone"}.get(order["sourceName"], "field_sales") == channel
    assert not last


def test_payments_and_refunds_add_up_in_each_window(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    paid = {}
    for window in SPAN:
        for line in kinds(landing, "orders.jsonl", window.last_day)["Order"]:
            for one in line["transactions"]:
                sign = -1 if one["kind"] == "REFUND" else 1
                paid[no(one["id"])] = (one["gateway"], sign * amount(one["amountSet"]))
        true = truth.execute(
            "select payment_no, method, amount_local from payment where paid_at < $1", [window.ends_at]
        ).fetchall()
        assert paid == {number: (method, value) for number, method, value in true}
    refunds = {
        no(line["id"]): (no(part["lineItem"]["id"]), part["quantity"], amount(part["subtotalSet"]), line["note"])
        for line in lines(landing, "order_refunds.jsonl")
        for part in line["refundLineItems"]["nodes"]
    }
    true = truth.execute(
        "select refund_no, order_no * 100 + line_no, quantity, amount_local, reason from refund where refunded_at < $1",
        [SPAN[-1].ends_at],
    ).fetchall()
    assert refunds == {number: tuple(rest) for number, *rest in true}


def test_nothing_is_told_before_it_happens(landing: Path) -> None:
    for window in SPAN:
        ends = window.ends_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        for path in (landing / str(window.last_day)).glob("*.jsonl"):
            for line in map(json.loads, path.open(encoding="utf-8")):
                assert all(time < ends for time in times_in(line)), (path, line["id"])


def times_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [time for name, inner in value.items() for time in times_in(inner if name != "title" else None)]
    if isinstance(value, list):
        return [time for inner in value for time in times_in(inner)]
    is_time = isinstance(value, str) and len(value) == len(TIMES) and value.endswith("Z") and value[10:11] == "T"
    return [value] if is_time else []


def test_only_what_changed_in_the_window_is_delivered(landing: Path) -> None:
    for window in SPAN[1:]:
        begins = window.begins_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        for file, kind in (("orders.jsonl", "Order"), ("customers.jsonl", "Customer")):
            folder = landing / str(window.last_day)
            found = [line for line in map(json.loads, (folder / file).open()) if f"/{kind}/" in line["id"]]
            assert found
            assert all(line["updatedAt"] >= begins for line in found)


def test_the_shop_hears_of_moves_and_new_addresses_alone(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    last = {no(line["id"]): line for line in lines(landing, "customers.jsonl")}
    true = truth.execute(
        """
        select record_no, member.full_name, member.since_at, member.email,
            arg_max(version.email, valid_from_at) filter (change = 'new_email' and valid_from_at > since_at),
            arg_max(version.street, valid_from_at) filter (change = 'moved' and valid_from_at > since_at),
            arg_max(version.street, valid_from_at) filter (valid_from_at <= since_at)
        from membership as member join party_version as version using (party_no)
        where system = 'shop' and since_at < $1 and valid_from_at < $1 group by all""",
        [SPAN[-1].ends_at],
    ).fetchall()
    assert last.keys() == {record_no for record_no, *_ in true}
    for record_no, name, _, email, new_email, new_street, street in true:
        line = last[record_no]
        assert (line["displayName"], line["email"]) == (name, new_email or email)
        assert line["defaultAddress"]["address1"] == (new_street or street or line["defaultAddress"]["address1"])
    assert any(new_email for *_, new_email, _, _ in true)
    assert any(new_street for *_, new_street, _ in true)


def test_prices_and_names_are_those_of_the_windows_end(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    for window in SPAN:
        found = kinds(landing, "products.jsonl", window.last_day)
        prices = truth.execute(
            "select sku_no, currency_code, arg_max(price, valid_from_at) from price where valid_from_at < $1 "
            "group by all",
            [window.ends_at],
        ).fetchall()
        told = {}
        for line in found["ProductVariant"]:
            told[no(line["id"]), "EUR"] = Decimal(line["price"])
            for market in ("CH", "CN", "GB", "US"):
                price = line[f"price{market}"]["price"]
                told[no(line["id"]), price["currencyCode"]] = Decimal(price["amount"])
        assert told == {(sku_no, currency): price for sku_no, currency, price in prices}
        names = truth.execute(
            "select product_no, coalesce(arg_max(version.product_name, valid_from_at) filter (valid_from_at < $1), "
            "arg_min(version.product_name, valid_from_at)) from product_version as version "
            "join product using (sku_no) group by all",
            [window.ends_at],
        ).fetchall()
        assert {no(line["id"]): line["title"] for line in found["Product"]} == dict(names)


def test_stock_can_be_told_of_each_day(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    first, last = SPAN[0].first_day, SPAN[-1].last_day
    told = {
        (no(line["item"]["id"]), dt.datetime.fromisoformat(line["updatedAt"]).date()): line["quantities"][0]["quantity"]
        for line in kinds(landing, "inventory_levels.jsonl")["InventoryLevel"]
    }
    on_hand: dict[int, int] = {}
    rows = truth.execute(
        "select date, sku_no, on_hand from stock_day where date between $1 and $2 order by date", [first, last]
    ).fetchall()
    for day, sku_no, pieces in rows:
        on_hand[sku_no] = told.get((sku_no, day), on_hand.get(sku_no, -1))
        assert on_hand[sku_no] == pieces


def test_reviews_are_those_of_the_truth(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    files = str(landing / "*" / "reviews.csv")
    told = truth.execute(
        f"select review_id, variant_id - 44000000000000, rating, body from read_csv('{files}')"
    ).fetchall()
    true = truth.execute(
        "select review_no, sku_no, stars, comment from review where written_at < $1", [SPAN[-1].ends_at]
    ).fetchall()
    assert sorted(told) == sorted(true)


@pytest.fixture(scope="module")
def loaded(landing: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return load(tmp_path_factory.mktemp("company"), landing, "shopify", "web_shop")


def test_every_file_loads_by_the_shipped_contract(loaded: Loaded) -> None:
    assert len(loaded.results) == len(list(loaded.landing.rglob("*.*"))) + 3 * len(SPAN)
    for one in loaded.results:
        assert (one.status, one.reason, one.rows_quarantined, one.new_columns) == ("loaded", None, 0, ())


def test_the_same_truth_gives_the_same_bytes(landing: Path, deliver: Deliver) -> None:
    again = deliver(shopify, SPAN[:2])
    for path in again.rglob("*.*"):
        if path.is_file():
            assert path.read_bytes() == (landing / path.relative_to(again)).read_bytes()


def test_a_query_that_finds_nothing_gives_no_file(truth: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    day = dt.date(2022, 1, 1)
    shopify.deliver(truth, Window(day, day), tmp_path)
    assert not (tmp_path / "order_refunds.jsonl").exists()
