"""The mailing tool's reports and lists: in Mailchimp's form, true, without what is still to come, and loadable."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from deliveries_of_systems import Deliver, load

from demo.systems import mailing
from demo.systems.window import Window

# Together all of the three years; the first two part a campaign's opens and the next two a letter's way.
WINDOWS = (
    Window(dt.date(2023, 1, 1), dt.date(2023, 1, 10)),
    Window(dt.date(2023, 1, 11), dt.date(2023, 5, 5)),
    Window(dt.date(2023, 5, 6), dt.date(2024, 12, 31)),
    Window(dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
)


@pytest.fixture(scope="module")
def landing(deliver: Deliver) -> Path:
    return deliver(mailing, WINDOWS)


def lines(landing: Path, window: Window, name: str) -> list[dict[str, Any]]:
    path = landing / str(window.last_day) / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def last_known(landing: Path, name: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Each recipient of each campaign as the last delivery that names him has it."""
    return {
        (line["campaign_id"], line["email_id"]): line for window in WINDOWS for line in lines(landing, window, name)
    }


def test_the_shipped_contract_loads_every_row(landing: Path, tmp_path: Path) -> None:
    for one in load(tmp_path, landing, "mailing", "crm").results:
        assert (one.status, one.rows_quarantined, one.rows_read) == ("loaded", 0, one.rows_loaded + one.rows_known)
        assert (one.new_columns, one.missing_columns) == ((), ())


def test_a_recipient_is_known_by_the_hash_of_the_address(landing: Path) -> None:
    recipients = lines(landing, WINDOWS[-1], "sent_to")
    assert recipients
    for line in recipients:
        assert line["email_id"] == hashlib.md5(line["email_address"].lower().encode()).hexdigest()
        assert line["status"] in ("sent", "hard", "soft")
        assert line["merge_fields"]["CUSTNO"].startswith("66")


def test_each_outcome_is_told_as_often_as_it_happened(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    sent, activity = last_known(landing, "sent_to"), last_known(landing, "email_activity")
    unsubscribed = last_known(landing, "unsubscribed")
    actions = [action for line in activity.values() for action in line["activity"]]
    told = (
        len(sent),
        sum(line["status"] == "sent" for line in sent.values()),
        *(sum(action["action"] == kind for action in actions) for kind in ("open", "click")),
        len(unsubscribed),
    )
    true = truth.execute(
        "select count(sent_at), count(delivered_at), count(opened_at), count(clicked_at), count(unsubscribed_at) "
        "from campaign_contact join campaign using (campaign_no) where channel = 'email'"
    ).fetchall()
    assert [told] == true
    assert set(activity) == set(sent)


def test_times_of_actions_are_true(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    told = sorted(
        action["timestamp"]
        for line in last_known(landing, "email_activity").values()
        for action in line["activity"]
        if action["action"] == "open"
    )
    true = truth.execute("select opened_at from campaign_contact where opened_at is not null order by 1").fetchall()
    assert told == [opened_at.strftime("%Y-%m-%dT%H:%M:%S+00:00") for (opened_at,) in true]


def test_nothing_is_known_before_it_happens(landing: Path) -> None:
    parted = 0
    for window in WINDOWS:
        end = window.ends_at.strftime("%Y-%m-%dT%H:%M:%S+00:00")
        for line in lines(landing, window, "email_activity"):
            assert all(action["timestamp"] < end for action in line["activity"])
        parted += len(lines(landing, window, "email_activity")) - len(lines(landing, window, "sent_to"))
    assert parted > 0  # some were told again, when they had done something


def test_the_lists_say_who_was_left_out_and_how_letters_went(landing: Path, truth: duckdb.DuckDBPyConnection) -> None:
    with duckdb.connect() as connection:
        groups = connection.execute(
            'select channel, "group", count(*) '
            f"from read_csv('{landing}/*/target_list.csv') group by all order by all"
        ).fetchall()
        letters = connection.execute(
            "select count(*), count(posted_at), count(delivered_at), max(delivered_at) from (select campaign_code, "
            "customer_number, max(posted_at) as posted_at, max(delivered_at) as delivered_at "
            f"from read_csv('{landing}/*/letters.csv') group by all)"
        ).fetchall()
    assert (
        groups
        == truth.execute(
            "select channel, case when is_held_out then 'control' else 'target' end, count(*) from campaign_contact "
            "join campaign using (campaign_no) group by all order by all"
        ).fetchall()
    )
    assert (
        letters
        == truth.execute(
            "select count(*), count(sent_at), count(delivered_at), max(delivered_at) from campaign_contact "
            "join campaign using (campaign_no) where channel = 'post' and sent_at is not null"
        ).fetchall()
    )
