"""order_refunds.jsonl: what was paid back, with its lines, as a connector fetches it; bulk exports cannot hold it.

Belongs here: Refund lines. Does not belong here: the payments they are (orders.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.json_lines import write_json_lines
from demo.systems.shop_ids import gid, line_no
from demo.systems.shopify.words import money, time, within
from demo.systems.window import Window


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    amount = money("amount_local", "currency_code")
    line = (
        f"json_object('id', {gid('RefundLineItem', 'refund_no')}, 'quantity', quantity, 'restockType', 'RETURN', "
        f"'lineItem', json_object('id', {gid('LineItem', line_no('order_no', 'line_no'))}), 'subtotalSet', {amount})"
    )
    lines = f"""
select json_object('id', {gid("Refund", "refund_no")}, 'order', json_object('id', {gid("Order", "order_no")}),
    'createdAt', {time("refunded_at")}, 'updatedAt', {time("refunded_at")}, 'note', reason,
    'totalRefundedSet', {amount}, 'refundLineItems', json_object('nodes', json_array({line})))
from refund join (select order_no, currency_code from sales_order) using (order_no)
where {within("refunded_at", window)}
order by refund_no"""
    write_json_lines(truth, lines, folder / "order_refunds.jsonl")
