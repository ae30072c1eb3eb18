"""The switchboard's files: Asterisk's layout, all that is true and nothing that is still to come."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from deliveries_of_systems import SPAN, Deliver, Loaded, load

from demo.systems import asterisk
from demo.systems.asterisk_ids import call_number, employee_number

DATA_FIELDS = {
    "RINGNOANSWER": 1,
    "ENTERQUEUE": 3,
    "CONNECT": 3,
    "COMPLETEAGENT": 3,
    "COMPLETECALLER": 3,
    "BLINDTRANSFER": 5,
    "ABANDON": 3,
}
END = SPAN[-1].ends_at


@pytest.fixture(scope="module")
def landing(deliver: Deliver) -> Path:
    return deliver(asterisk, SPAN)


@pytest.fixture(scope="module")
def loaded(landing: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return load(tmp_path_factory.mktemp("company"), landing, "asterisk", "call_centre")


def lines(landing: Path, name: str) -> list[str]:
    return [line for file in sorted(landing.glob(f"*/{name}")) for line in file.read_text().splitlines()]


def test_every_file_loads_whole(loaded: Loaded) -> None:
    assert {result.status for result in loaded.results} == {"loaded"}
    assert sum(result.rows_quarantined for result in loaded.results) == 0


def test_a_path_has_eighteen_fields_texts_quoted_and_numbers_bare(landing: Path) -> None:
    for line in lines(landing, "Master.csv"):
        raw = next(csv.reader([line], quoting=csv.QUOTE_NONE))
        (row,) = csv.reader([line])
        assert len(row) == 18
        assert row[12].isdigit()
        assert row[12] in raw
        assert line.startswith('"')
        assert dt.datetime.fromisoformat(row[9]) <= dt.datetime.fromisoformat(row[11]) <= END + dt.timedelta(hours=1)


def test_every_call_stands_in_the_cdr_once_or_by_leg(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    rows = csv.reader(lines(landing, "Master.csv"))
    found = Counter(call_number(row[16]) for row in rows if row[14] == "ANSWERED")
    expected = truth.execute(
        "select call_no, greatest(count(leg_no), 1) from call left join call_leg as leg using (call_no)"
        " where call.started_at < ? group by call_no",
        [END],
    ).fetchall()
    assert found == dict(expected)


def test_what_each_call_was_is_found_again(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    found: dict[int, dict[str, object]] = {}
    for row in csv.reader(lines(landing, "Master.csv")):
        words = dict(pair.split("=") for pair in row[17].split(";"))
        found[call_number(row[16])] = {"topic": words["topic"], "queue": words["queue"], "phone": row[1] or None}
    talk: Counter[int] = Counter()
    transfers: Counter[int] = Counter()
    for line in lines(landing, "queue_log"):
        _, call_id, _, agent, event, *data = line.split("|")
        if event == "CONNECT":
            number = call_number(call_id)
            found[number].setdefault("agent", employee_number(agent.removeprefix("PJSIP/")))
            found[number].setdefault("waited", int(data[0]))
        elif event in ("COMPLETEAGENT", "COMPLETECALLER"):
            talk[call_number(call_id)] += int(data[1])
        elif event == "BLINDTRANSFER":
            talk[call_number(call_id)] += int(data[3])
            transfers[call_number(call_id)] += 1
        elif event in ("ABANDON", "EXITWITHKEY"):
            found[call_number(call_id)]["waited"] = int(data[-1])
        elif event == "WRAPUP":
            after_call, hold, is_settled = map(int, data)
            found[call_number(call_id)] |= {"after call": after_call, "hold": hold, "settled": bool(is_settled)}
    expected = truth.execute(
        """select call_no, topic, queue_name, caller_phone, agent_employee_no, queue_seconds,
            talk_seconds + hold_seconds, hold_seconds, after_call_seconds, transfer_count, is_resolved
        from call where started_at < ?""",
        [END],
    ).fetchall()
    assert {
        (
            number,
            *(call[name] for name in ("topic", "queue", "phone")),
            call.get("agent"),
            call.get("waited", 0),
            talk[number],
            *(call.get(name, 0) for name in ("hold", "after call")),
            transfers[number],
            call.get("settled", False),
        )
        for number, call in found.items()
    } == set(expected)


def test_a_ring_in_vain_is_a_path_without_an_answer_and_comes_before_the_answer(landing: Path) -> None:
    unanswered = [line for line in lines(landing, "Master.csv") if '"NO ANSWER"' in line]
    for line in unanswered:
        began, answered, _, _, seconds = line.split(",")[-9:-4]
        assert (began[0], answered, seconds) == ('"', "", "0")
    events = [line.split("|") for line in lines(landing, "queue_log")]
    rung = {event[1]: int(event[0]) for event in events if event[4] == "RINGNOANSWER"}
    entered = {event[1]: int(event[0]) for event in reversed(events) if event[4] == "ENTERQUEUE"}
    taken = {event[1]: int(event[0]) for event in reversed(events) if event[4] == "CONNECT"}
    assert rung.keys() == {row[16] for row in csv.reader(unanswered)}
    assert rung
    assert all(entered[call] < at < taken[call] for call, at in rung.items())


def test_events_are_in_order_and_have_their_fields(landing: Path) -> None:
    for file in landing.glob("*/queue_log"):
        events = [line.split("|") for line in file.read_text().splitlines()]
        epochs = [int(event[0]) for event in events]
        assert epochs == sorted(epochs)
        assert {event[4]: len(event) - 5 for event in events if event[4] in DATA_FIELDS}.items() <= DATA_FIELDS.items()


def test_agents_talk_as_long_as_they_did(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    talked: Counter[int] = Counter()
    for line in lines(landing, "queue_log"):
        _, _, _, agent, event, *data = line.split("|")
        if event in ("COMPLETEAGENT", "COMPLETECALLER"):
            talked[employee_number(agent.removeprefix("PJSIP/"))] += int(data[1])
        elif event == "BLINDTRANSFER":
            talked[employee_number(agent.removeprefix("PJSIP/"))] += int(data[3])
    expected = truth.execute(
        "select agent_employee_no, sum(seconds)::bigint from call_leg where started_at < ? group by 1", [END]
    ).fetchall()
    assert talked == dict(expected)


def test_an_answer_is_not_known_before_it_was_given(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    answered = {
        call_number(row["uniqueid"])
        for file in landing.glob("*/survey.csv")
        for row in csv.DictReader(file.open(encoding="utf-8"))
        if row["answered_at"]
    }
    expected = truth.execute("select call_no from survey where answered_at < ?", [END]).fetchall()
    assert answered == {number for (number,) in expected}


def test_the_same_truth_makes_the_same_bytes(landing: Path, deliver: Deliver) -> None:
    again = deliver(asterisk, SPAN[:1])
    for file in again.rglob("*.*"):
        assert file.read_bytes() == (landing / file.relative_to(again)).read_bytes()
