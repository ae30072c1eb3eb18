"""What the service desk delivers is staged as it is true; the switchboard and it know one customer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from demo.systems import asterisk, zendesk
from demo.systems.asterisk_ids import contact
from demo.systems.shop_ids import FIRST_NUMBERS as SHOP_NUMBERS
from demo.systems.window import Window
from demo.systems.zendesk_ids import number
from tests.integration.staged_company import Ask, StagedCompany, build_staged

SETTINGS = """\
name: Service
currency: EUR
time_zone: Europe/Berlin
systems:
  - {name: call_centre, kind: call_centre, contract: asterisk, landing: landing/call_centre, time_zone: UTC}
  - {name: service_desk, kind: call_centre, contract: zendesk, landing: landing/service_desk, time_zone: UTC}
"""
# Some tickets are opened in one delivery and answered, solved or rated in the next.
WINDOWS = (
    Window(dt.date(2023, 1, 1), dt.date(2023, 8, 31)),
    Window(dt.date(2023, 9, 1), dt.date(2023, 9, 1)),
    Window(dt.date(2023, 9, 2), dt.date(2023, 9, 30)),
)
ENDS_AT = f"timestamp '{WINDOWS[-1].ends_at}'"
DESK = "workshop.staging.stg_service_desk__"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> StagedCompany:
    return build_staged(tmp_path_factory.mktemp("service"), SETTINGS, (asterisk, zendesk), WINDOWS)


@pytest.fixture(scope="module")
def ask(service: StagedCompany) -> Iterator[Ask]:
    with service.asked() as ask:
        yield ask


def test_tickets_are_what_they_were_about(ask: Ask) -> None:
    true = ask(f"""
        select ticket_no, {number("user", "record_no")}, contact_channel, type, reason, subject,
            case priority when 'normal' then 'medium' when 'urgent' then 'critical' else priority end,
            order_no + {SHOP_NUMBERS["Order"]}, sku, opened_at
        from ticket
        join membership as member on member.party_no = ticket.party_no and system = 'call_centre'
        left join product using (sku_no)
        where opened_at < {ENDS_AT} order by ticket_no""")
    assert true == ask(f"""
        select ticket_id::bigint, customer_id::bigint, contact_channel_code, ticket_type, reason_name, subject,
            priority, order_id::bigint, nullif(regexp_extract(product_name, '[(]([^()]+)[)]$', 1), ''), opened_at_local
        from {DESK}ticket order by ticket_id::bigint""")


def test_tickets_went_through_the_hands_they_did(ask: Ask) -> None:
    true = ask(f"""
        select ticket_no, min(happened_at) filter (kind = 'replied'),
            case when max(happened_at) filter (kind = 'reopened') is null
                or max(happened_at) filter (kind = 'solved') > max(happened_at) filter (kind = 'reopened')
                then max(happened_at) filter (kind = 'solved') end,
            max(happened_at) filter (kind = 'status'), greatest(count(*) filter (kind = 'assigned') - 1, 0),
            count(*) filter (kind = 'reopened'), count(*) filter (kind = 'replied'),
            arg_max(team_name, event_no) filter (kind = 'assigned')
        from ticket_event where happened_at < {ENDS_AT} group by ticket_no order by ticket_no""")
    assert true == ask(f"""
        select ticket_id::bigint, first_responded_at_local, resolved_at_local, closed_at_local, handoff_count,
            reopen_count, reply_count, team_name
        from {DESK}ticket order by ticket_id::bigint""")


def test_events_are_those_of_the_truth_in_their_order(ask: Ask) -> None:
    true = ask(f"""
        select ticket_no, event_no, happened_at,
            case kind when 'created' then 'opened' when 'solved' then 'resolved' when 'status' then 'closed'
                else kind end,
            {number("agent", "employee_no")}, case when kind = 'assigned' then team_name end,
            case when kind = 'rated' then value end
        from ticket_event where happened_at < {ENDS_AT} order by ticket_no, event_no""")
    assert true == ask(f"""
        select ticket_id::bigint, event_number, happened_at_local, event_type, employee_id::bigint, team_name, value
        from {DESK}ticket_event order by ticket_id::bigint, event_number""")


def test_ratings_given_are_those_of_the_truth_and_each_was_offered(ask: Ask) -> None:
    true = ask(f"""
        select ticket_no, happened_at, (value = 'good')::int, csat_comment
        from ticket_event join ticket using (ticket_no)
        where kind = 'rated' and happened_at < {ENDS_AT} order by ticket_no""")
    assert true
    assert true == ask(f"""
        select ticket_id::bigint, answered_at_local, score::int, comment from {DESK}survey_response
        order by ticket_id::bigint""")
    assert ask(f"""
        select ticket_no, min(happened_at) from ticket_event
        where kind = 'solved' and happened_at < {ENDS_AT} group by ticket_no order by ticket_no""") == ask(f"""
        select ticket_id::bigint, invited_at_local from {DESK}survey_invitation order by ticket_id::bigint""")


def test_the_switchboard_and_the_desk_know_one_customer(ask: Ask) -> None:
    """Whoever called is, by his contact's number, who wrote; and nobody is joined with another."""
    assert ask(f"""
        select count(*), count(distinct desk.customer_key)
        from membership as member
        join star.core.bridge_customer_identity as desk
            on desk.system_name = 'service_desk' and desk.source_id = {number("user", "record_no")}::varchar
        join star.core.bridge_customer_identity as caller
            on caller.system_name = 'call_centre' and caller.source_id = {contact("record_no")}
            and caller.customer_key = desk.customer_key
        where system = 'call_centre'""") == ask(f"""
        select count(*), count(*) from membership where system = 'call_centre' and since_at < {ENDS_AT}""")
