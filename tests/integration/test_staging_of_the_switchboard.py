"""What the switchboard and its survey deliver is staged as it is true, call by call and second by second."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from demo.systems import asterisk
from demo.systems.asterisk_ids import contact, extension, uniqueid
from demo.systems.window import Window
from tests.integration.staged_company import Ask, StagedCompany, build_staged

SETTINGS = """\
name: Switchboard
currency: EUR
time_zone: Europe/Berlin
systems:
  - {name: call_centre, kind: call_centre, contract: asterisk, landing: landing/call_centre, time_zone: UTC}
"""
# Days of their own too, so that an answer comes in another file than the question, a contact before his later calls.
WINDOWS = (
    Window(dt.date(2023, 1, 1), dt.date(2023, 3, 31)),
    *(Window(dt.date(2023, 4, day), dt.date(2023, 4, day)) for day in (1, 2, 3)),
)
ENDS_AT = f"timestamp '{WINDOWS[-1].ends_at}'"
STAGED = "workshop.staging.stg_call_centre__"
CALLS = f"""
    (
        select call.*, {uniqueid()} as id, {contact("record_no")} as contact_id,
            {extension("agent_employee_no")} as extension
        from call left join membership on call.party_no = membership.party_no and system = 'call_centre'
        where started_at < {ENDS_AT}
    )"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> StagedCompany:
    return build_staged(tmp_path_factory.mktemp("switchboard"), SETTINGS, (asterisk,), WINDOWS)


@pytest.fixture(scope="module")
def ask(built: StagedCompany) -> Iterator[Ask]:
    with built.asked() as ask:
        yield ask


def test_calls_are_what_they_were(ask: Ask) -> None:
    """Whether it was settled is said by who took the call; of others nothing is said."""
    staged = ask(f"""
        select call_id, customer_id, employee_id, direction, started_at_local, topic_name, queue_name, outcome,
            menu_seconds, queue_seconds, talk_seconds, hold_seconds, after_call_work_seconds, transfer_count,
            is_resolved
        from {STAGED}call order by all""")
    assert staged == ask(f"""
        select id, contact_id, extension, direction, started_at, topic, queue_name, outcome, menu_seconds,
            queue_seconds, talk_seconds, hold_seconds, after_call_seconds, transfer_count,
            case when outcome = 'answered' then is_resolved end
        from {CALLS} order by all""")
    assert {"answered", "abandoned", "voicemail", "menu_exit"} <= {row[7] for row in staged}


def test_legs_are_those_that_agents_took_though_some_rings_were_in_vain(ask: Ask) -> None:
    staged = ask(f"""
        select call_id, leg_number, queue_name, employee_id, started_at_local, talk_seconds, end_reason
        from {STAGED}call_leg order by all""")
    assert staged == ask(f"""
        select id, leg_no, leg.queue_name, {extension("leg.agent_employee_no")}, leg.started_at, seconds,
            case leg."end" when 'transfer' then 'transferred' else leg."end" end
        from call_leg as leg join {CALLS} as call using (call_no) order by all""")
    assert "transferred" in {row[6] for row in staged}
    ((in_vain,),) = ask("select count(*) from workshop.raw.call_centre__queue_event where event = 'RINGNOANSWER'")
    assert in_vain


def test_agents_were_there_as_long_as_they_were(ask: Ask) -> None:
    staged = ask(f"""
        select employee_id, logged_in_at_local, logged_out_at_local, paused_seconds
        from {STAGED}agent_session order by all""")
    assert staged == ask(f"""
        select {extension("employee_no")}, logged_in_at, logged_out_at, paused_seconds from agent_session
        where logged_out_at < {ENDS_AT} order by all""")
    assert any(row[3] for row in staged)


def test_who_was_asked_answered_what_he_did(ask: Ask) -> None:
    assert ask(f"""
        select call_id, customer_id, employee_id, invited_at_local, answered_at_local
        from {STAGED}survey_invitation order by all""") == ask(f"""
        select id, contact_id, extension, invited_at, case when answered_at < {ENDS_AT} then answered_at end
        from survey join {CALLS} as call using (call_no) where invited_at < {ENDS_AT} order by all""")
    staged = ask(f"select call_id, instrument, score, comment from {STAGED}survey_response order by all")
    assert staged == ask(f"""
        with answer as (
            unpivot (select id, comment, csat, effort as customer_effort, nps from survey
                join {CALLS} as call using (call_no) where answered_at < {ENDS_AT})
            on csat, customer_effort, nps into name instrument value score
        )
        select id, instrument, score::decimal(9, 4), case when instrument = 'csat' then comment end
        from answer order by all""")
    assert any(row[3] for row in staged)


def test_contacts_are_known_as_they_were_written_down(ask: Ask) -> None:
    staged = ask(f"select customer_id, customer_name, email, phone from {STAGED}customer_contact order by all")
    assert staged == ask(f"""
        select {contact("record_no")}, full_name, email, phone from membership
        where system = 'call_centre' and since_at < {ENDS_AT} order by all""")
    assert ask(f"""
        select customer_id, identifier_type, identifier_value from {STAGED}customer_identifier
        order by all""") == sorted(
        [(number, "email", email.lower()) for number, _, email, _ in staged if email]
        + [(number, "contact_number", number) for number, *_ in staged]
    )
