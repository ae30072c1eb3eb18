"""The service desk's files: Zendesk's layout, all that is true and nothing that is still to come."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from deliveries_of_systems import SPAN, Deliver, Loaded, load

from demo.systems import zendesk
from demo.systems.shop_ids import FIRST_NUMBERS as SHOP_NUMBERS
from demo.systems.zendesk_ids import FIRST_NUMBERS, MOST_EVENTS
from demo.world.staff import BACK_OFFICE

FILES = {
    "tickets.jsonl",
    "ticket_audits.jsonl",
    "satisfaction_ratings.jsonl",
    "users.jsonl",
    "groups.jsonl",
    "ticket_fields.jsonl",
}
TYPES = {"complaint": "problem", "question": "question", "request": "task"}
CHANNELS = {"phone": "voice", "web_form": "web", "email": "email", "chat": "chat"}
END = SPAN[-1].ends_at


@pytest.fixture(scope="module")
def landing(deliver: Deliver) -> Path:
    return deliver(zendesk, SPAN)


@pytest.fixture(scope="module")
def loaded(landing: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return load(tmp_path_factory.mktemp("company"), landing, "zendesk", "call_centre")


def lines(landing: Path, file: str, day: object = "*") -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(landing.glob(f"{day}/{file}")) for line in path.open(encoding="utf-8")]


def last(landing: Path, file: str) -> dict[int, dict[str, Any]]:
    return {line["id"]: line for line in lines(landing, file)}


def no(kind: str, number: int) -> int:
    return number - FIRST_NUMBERS[kind]


def own_fields(landing: Path, ticket: dict[str, Any]) -> dict[str, str | None]:
    titles = {line["id"]: line["title"] for line in lines(landing, "ticket_fields.jsonl")}
    return {titles[field["id"]]: field["value"] for field in ticket["custom_fields"]}


def test_each_window_has_the_desks_files(landing: Path) -> None:
    for window in SPAN[:-1]:
        assert {path.name for path in (landing / str(window.last_day)).iterdir()} == FILES


def test_every_file_loads_by_the_shipped_contract(loaded: Loaded) -> None:
    assert len(loaded.results) == len([path for path in loaded.landing.rglob("*.jsonl") if path.is_file()])
    for one in loaded.results:
        assert (one.status, one.reason, one.rows_quarantined, one.new_columns) == ("loaded", None, 0, ())


def test_the_last_word_on_a_ticket_is_the_truth_at_the_end(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    told = last(landing, "tickets.jsonl")
    for ticket_no, channel, kind, reason, order_no, sku, subject, priority, record_no, status in truth.execute(
        """
        select ticket.ticket_no, contact_channel, type, reason, order_no, sku, subject, priority, record_no,
            case when closed_at < $1 then 'closed'
                when arg_max(kind, event_no) filter (kind in ('solved', 'reopened')) = 'solved' then 'solved'
                when first_responded_at < $1 then 'open' else 'new' end
        from ticket
        join ticket_event as event on event.ticket_no = ticket.ticket_no and happened_at < $1
        join membership as member on member.party_no = ticket.party_no and system = 'call_centre'
        left join product using (sku_no)
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, closed_at, first_responded_at""",
        [END],
    ).fetchall():
        ticket = told.pop(ticket_no)
        own = own_fields(landing, ticket)
        assert (ticket["type"], ticket["via"]["channel"]) == (TYPES[kind], CHANNELS[channel])
        assert (ticket["subject"], ticket["priority"], ticket["status"]) == (subject, priority, status)
        assert no("user", ticket["requester_id"]) == record_no
        assert own["Reason"] == reason
        assert own["Order"] == (None if order_no is None else str(SHOP_NUMBERS["Order"] + order_no))
        assert (own["Product"] or f"({sku})").endswith(f"({sku})")
        assert (own["Product"] is None) == (sku is None)
    assert not told


def test_each_event_of_the_truth_is_one_audit(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    told = {divmod(no("audit", line["id"]), MOST_EVENTS): line for line in lines(landing, "ticket_audits.jsonl")}
    kinds = Counter()
    for ticket_no, event_no, happened_at, kind, team, employee_no, value in truth.execute(
        "select ticket_no, event_no, happened_at, kind, team_name, employee_no, value from ticket_event"
        " where happened_at < $1",
        [END],
    ).fetchall():
        audit = told.pop((ticket_no, event_no))
        assert (audit["ticket_id"], audit["created_at"]) == (ticket_no, f"{happened_at:%Y-%m-%dT%H:%M:%SZ}")
        changes = {event["field_name"]: event["value"] for event in audit["events"] if event["type"] == "Change"}
        if kind == "assigned":
            assert no("group", int(changes["group_id"])) == BACK_OFFICE.index(team) + 1
            assert no("agent", int(changes["assignee_id"])) == employee_no
        elif kind in ("replied", "solved"):
            assert no("agent", audit["author_id"]) == employee_no
        elif kind == "rated":
            assert audit["events"][0]["score"] == value
        kinds[kind] += 1
    assert not told
    assert kinds.keys() == {"created", "assigned", "replied", "solved", "reopened", "rated", "status"}


def test_audits_lead_to_the_ticket_as_it_stands(landing: Path) -> None:
    state: dict[tuple[int, str], str | None] = {}
    for audit in lines(landing, "ticket_audits.jsonl"):
        for event in audit["events"]:
            if event["type"] in ("Create", "Change"):
                place = (audit["ticket_id"], event["field_name"])
                assert event.get("previous_value") == state.get(place)
                state[place] = event["value"]
    for number, ticket in last(landing, "tickets.jsonl").items():
        for field in ("status", "priority", "type", "group_id", "assignee_id"):
            assert str(ticket[field]) == state.get((number, field), "None")


def test_ratings_are_offered_when_solved_and_given_as_in_truth(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    told = {
        line["ticket_id"]: (None if line["score"] == "offered" else line["score"], line["comment"], line["created_at"])
        for line in last(landing, "satisfaction_ratings.jsonl").values()
    }
    true = truth.execute(
        """
        select ticket_no, max(value) filter (kind = 'rated') as score,
            case when score is not null then csat_comment end,
            strftime(min(happened_at) filter (kind = 'solved'), '%Y-%m-%dT%H:%M:%SZ') as solved
        from ticket_event join ticket using (ticket_no) where happened_at < $1
        group by ticket_no, csat_comment having solved is not null""",
        [END],
    ).fetchall()
    assert told == {ticket_no: tuple(rest) for ticket_no, *rest in true}


def test_customers_stand_as_they_were_written_down(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    users = last(landing, "users.jsonl")
    told = {
        (no("user", user["id"]), user["name"], user["email"]) for user in users.values() if user["role"] == "end-user"
    }
    true = truth.execute(
        "select record_no, full_name, email from membership where system = 'call_centre' and since_at < $1", [END]
    ).fetchall()
    assert told == set(true)


def test_a_customers_number_in_the_shop_is_his_own(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    own = truth.execute(
        "select desk.record_no, shop.record_no from membership as desk join membership as shop using (party_no)"
        " where desk.system = 'call_centre' and shop.system = 'shop'"
    ).fetchall()
    told = [
        (no("user", user["id"]), int(user["external_id"]) - SHOP_NUMBERS["Customer"])
        for user in last(landing, "users.jsonl").values()
        if user["role"] == "end-user" and user["external_id"]
    ]
    assert told
    assert set(told) <= set(own)


def test_nothing_is_told_before_it_happens(landing: Path) -> None:
    for window in SPAN:
        ends = window.ends_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        for file in FILES:
            for line in lines(landing, file, window.last_day):
                assert max(line["created_at"], line.get("updated_at", "")) < ends, (file, line["id"])


def test_the_same_truth_gives_the_same_bytes(landing: Path, deliver: Deliver) -> None:
    again = deliver(zendesk, SPAN[:2])
    for path in again.rglob("*.jsonl"):
        assert path.read_bytes() == (landing / path.relative_to(again)).read_bytes()
