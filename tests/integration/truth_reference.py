"""What the warehouse of the demo company must say, reckoned in plain Python from the truth alone.

Belongs here: figures by loops over rows of the truth. Does not belong here: extracts, SQL, anything of the star.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq

COMPANY_TIME = ZoneInfo("Europe/Berlin")
SINCE_EVER = dt.datetime(1900, 1, 1)
Row = dict[str, Any]
Amounts = dict[tuple[Any, ...], tuple[int, Decimal]]


class TruthReference:
    """The truth of one company; every question is answered from its rows one by one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "truth"
        self.rows = cache(self._rows)
        self._versions = cache(self._of_versions)

    def _rows(self, table: str) -> list[Row]:
        rows: list[Row] = pq.read_table(self._folder / f"{table}.parquet").to_pylist()
        return rows

    def by_number(self, table: str) -> dict[int, Row]:
        return {row[f"{table.removeprefix('sales_')}_no"]: row for row in self.rows(table)}

    def sales(self) -> Amounts:
        """Lines and their amounts after discounts, by company month of the order, sales channel and currency."""
        orders = self.by_number("sales_order")
        found = _Sums()
        for line in self.rows("order_line"):
            order = orders[line["order_no"]]
            where = (month_of(order["ordered_at"]), order["sales_channel"], order["currency_code"])
            found.add(where, line["quantity"] * line["unit_price_local"] - line["discount_local"])
        return found.all()

    def refunds(self) -> Amounts:
        """Lines taken back and their amounts, by company month of the refund and currency."""
        orders = self.by_number("sales_order")
        found = _Sums()
        for refund in self.rows("refund"):
            where = (month_of(refund["refunded_at"]), orders[refund["order_no"]]["currency_code"])
            found.add(where, refund["amount_local"])
        return found.all()

    def payments(self) -> Amounts:
        """Payments and their amounts, money paid back being negative, by currency."""
        orders = self.by_number("sales_order")
        found = _Sums()
        for payment in self.rows("payment"):
            found.add((orders[payment["order_no"]]["currency_code"],), payment["amount_local"])
        return found.all()

    def calls(self) -> dict[tuple[Any, ...], int]:
        """Calls by queue and outcome."""
        return dict(Counter((call["queue_name"], call["outcome"]) for call in self.rows("call")))

    def call_seconds(self) -> dict[str, tuple[int, int]]:
        """Seconds in the queue and of talk, by outcome."""
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for call in self.rows("call"):
            found[call["outcome"]][0] += call["queue_seconds"]
            found[call["outcome"]][1] += call["talk_seconds"]
        return {outcome: (queue, talk) for outcome, (queue, talk) in found.items()}

    def tickets(self) -> dict[tuple[Any, ...], int]:
        """Tickets by reason and company month of the opening."""
        return dict(Counter((ticket["reason"], month_of(ticket["opened_at"])) for ticket in self.rows("ticket")))

    def leads(self) -> dict[str, int]:
        return dict(Counter(lead["status"] for lead in self.rows("lead")))

    def opportunities(self) -> Amounts:
        """Opportunities and their amounts by status and currency."""
        found = _Sums()
        for opportunity in self.rows("opportunity"):
            found.add((opportunity["status"], opportunity["currency_code"]), opportunity["amount"])
        return found.all()

    def stages(self) -> dict[str, int]:
        """How often each stage was entered."""
        return dict(Counter(stage["stage_name"] for stage in self.rows("opportunity_stage")))

    def stock(self) -> dict[tuple[Any, ...], int]:
        """Pieces on hand at the end of each company day, by article."""
        sku_of = self._sku_of()
        return {(day["date"], sku_of[day["sku_no"]]): day["on_hand"] for day in self.rows("stock_day")}

    def prices(self) -> dict[tuple[Any, ...], Decimal]:
        """The price of each article and currency from each time on; the first one reaches back without end."""
        sku_of = self._sku_of()
        seen: set[tuple[int, str]] = set()
        found: dict[tuple[Any, ...], Decimal] = {}
        for price in sorted(self.rows("price"), key=lambda price: price["valid_from_at"]):
            what = price["sku_no"], price["currency_code"]
            since = price["valid_from_at"] if what in seen else SINCE_EVER
            seen.add(what)
            found[sku_of[price["sku_no"]], price["currency_code"], since] = price["price"]
        return found

    def _sku_of(self) -> dict[int, str]:
        return {product["sku_no"]: product["sku"] for product in self.rows("product")}

    def consents(self, days: list[dt.date]) -> dict[tuple[Any, ...], int]:
        """How many records had given their consent at the end of each of `days`, by channel."""
        latest: dict[tuple[int, str], list[tuple[dt.date, dt.datetime, str]]] = defaultdict(list)
        for consent in self.rows("consent"):
            since = consent["since_at"]
            latest[consent["record_no"], consent["channel"]].append((day_of(since), since, consent["state"]))
        found: Counter[tuple[Any, ...]] = Counter()
        for (_, channel), states in latest.items():
            states.sort()
            for day in days:
                known = [state for since_day, _, state in states if since_day <= day]
                if known and known[-1] == "given":
                    found[day, channel] += 1
        return dict(found)

    def points(self) -> dict[tuple[Any, ...], tuple[int, int]]:
        """Bookings and points by company month and kind."""
        return self._pairs("loyalty", "happened_at", "kind", "points")

    def visits(self) -> dict[tuple[Any, ...], tuple[int, int]]:
        """Visits and pages by company month and outcome."""
        return self._pairs("web_session", "started_at", "outcome", "page_views")

    def surveys(self) -> dict[tuple[Any, ...], tuple[int, int]]:
        """Callers asked, and how many of them answered, by company month of the asking."""
        found: dict[tuple[Any, ...], tuple[int, int]] = {}
        for survey in self.rows("survey"):
            asked, answered = found.get((month_of(survey["invited_at"]),), (0, 0))
            found[(month_of(survey["invited_at"]),)] = asked + 1, answered + (survey["answered_at"] is not None)
        return found

    def reviews(self) -> dict[tuple[Any, ...], int]:
        return dict(Counter((review["stars"],) for review in self.rows("review")))

    def _pairs(self, table: str, at: str, kind: str, summed: str) -> dict[tuple[Any, ...], tuple[int, int]]:
        found: dict[tuple[Any, ...], tuple[int, int]] = {}
        for row in self.rows(table):
            where = month_of(row[at]), row[kind]
            count, total = found.get(where, (0, 0))
            found[where] = count + 1, total + row[summed]
        return found

    def amounts(self, table: str, kind: str, amount: str) -> Amounts:
        """Rows of a table and their amounts by kind."""
        found = _Sums()
        for row in self.rows(table):
            found.add((row[kind],), row[amount])
        return found.all()

    def activities(self) -> dict[tuple[Any, ...], tuple[int, int]]:
        """Activities, and how many of them were done, by the day they were planned for."""
        found: dict[tuple[Any, ...], tuple[int, int]] = {}
        for activity in self.rows("activity"):
            planned, done = found.get((activity["planned_date"],), (0, 0))
            found[(activity["planned_date"],)] = planned + 1, done + (activity["done_at"] is not None)
        return found

    def campaign_contacts(self) -> dict[tuple[Any, ...], int]:
        """Customers of campaigns by whether they were left out and whether something was sent to them."""
        rows = self.rows("campaign_contact")
        return dict(Counter((row["is_held_out"], row["sent_at"] is not None) for row in rows))

    def targets(self) -> dict[tuple[Any, ...], float]:
        """Targets of all members together, by metric and month."""
        found: dict[tuple[Any, ...], float] = defaultdict(float)
        for target in self.rows("target"):
            found[target["metric"], target["month"]] += target["value"]
        return dict(found)

    def open_tickets(self, days: list[dt.date]) -> dict[tuple[Any, ...], int]:
        """Tickets that were neither solved nor closed at the end of each of `days`."""
        changes: dict[int, list[tuple[dt.date, int, bool]]] = defaultdict(list)
        for event in self.rows("ticket_event"):
            if event["kind"] in ("created", "reopened", "solved"):
                is_open = event["kind"] != "solved"
                changes[event["ticket_no"]].append((day_of(event["happened_at"]), event["event_no"], is_open))
        found: Counter[tuple[Any, ...]] = Counter()
        for told in changes.values():
            for day in days:
                known = [is_open for since, _, is_open in sorted(told) if since <= day]
                found[(day,)] += bool(known and known[-1])
        return dict(found)

    def agent_sessions(self) -> tuple[int, int, int]:
        """How often agents logged in, for how many seconds in all, and how many of them they paused."""
        rows = self.rows("agent_session")
        logged_in = sum(round((row["logged_out_at"] - row["logged_in_at"]).total_seconds()) for row in rows)
        return len(rows), logged_in, sum(row["paused_seconds"] for row in rows)

    def as_of(self, table: str, number: int, at: dt.datetime, columns: tuple[str, ...]) -> tuple[Any, ...]:
        """What held of a member just before `at`; before it was known, what was known first."""
        told = self._versions(table)[number]
        known = [version for version in told if version["valid_from_at"] < at] or told[:1]
        return tuple(known[-1][column] for column in columns)

    def _of_versions(self, table: str) -> dict[int, list[Row]]:
        number = {"party_version": "party_no", "product_version": "sku_no", "employee_version": "employee_no"}[table]
        found: dict[int, list[Row]] = defaultdict(list)
        for version in sorted(self.rows(table), key=lambda version: version["valid_from_at"]):
            found[version[number]].append(version)
        return found

    def spend(self) -> Amounts:
        """Rows and amounts by channel."""
        found = _Sums()
        for spend in self.rows("campaign_spend"):
            found.add((spend["channel"],), spend["spend"])
        return found.all()


class _Sums:
    """How many, and how much in all, by key."""

    def __init__(self) -> None:
        self._found: dict[tuple[Any, ...], tuple[int, Decimal]] = {}

    def add(self, where: tuple[Any, ...], amount: Decimal) -> None:
        count, total = self._found.get(where, (0, Decimal(0)))
        self._found[where] = (count + 1, total + amount)

    def all(self) -> Amounts:
        return self._found


def local(utc: dt.datetime) -> dt.datetime:
    return utc.replace(tzinfo=dt.UTC).astimezone(COMPANY_TIME).replace(tzinfo=None)


def day_of(utc: dt.datetime) -> dt.date:
    return local(utc).date()


def month_of(utc: dt.datetime) -> str:
    return local(utc).strftime("%Y-%m")


def midnight_after(day: dt.date) -> dt.datetime:
    """UTC of the company's midnight at the end of a day."""
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=COMPANY_TIME)
    return midnight.astimezone(dt.UTC).replace(tzinfo=None)
