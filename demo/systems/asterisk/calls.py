"""The calls as the switchboard saw them: with its own ids, and each leg beside its call.

Belongs here: tables that several files are written from. Does not belong here: any file's layout.
"""

from __future__ import annotations

import duckdb

from demo.systems.asterisk_ids import contact, extension, uniqueid

VOICEMAIL_SECONDS = 25
MISSED_SECONDS = 10  # how long an agent is rung who does not pick up
_SECONDS_TO_NEXT_RING = 7
_OF_CALLS_ONE_MISSED = 6


def make_calls(truth: duckdb.DuckDBPyConnection) -> None:
    """Temporary tables pbx_call, pbx_leg and pbx_missed (rings that an agent let pass); times are UTC."""
    truth.execute(f"""
        create or replace temp table pbx_call as
        select
            call.*,
            {uniqueid()} as uniqueid,
            {contact("membership.record_no")} as contact_id,
            case when call.party_no is not null then membership.full_name end as caller_name,
            call.started_at + to_seconds(call.menu_seconds) as left_menu_at,
            call.started_at + to_seconds(call.menu_seconds + call.queue_seconds) as left_queue_at
        from call
        left join membership
            on call.party_no = membership.party_no and membership.system = 'call_centre'""")
    truth.execute(f"""
        create or replace temp table pbx_leg as
        select
            leg.call_no,
            leg.leg_no,
            leg.queue_name,
            leg.started_at,
            leg.started_at + to_seconds(leg.seconds) as ended_at,
            leg.seconds,
            leg."end" as end_reason,
            {extension("leg.agent_employee_no")} as extension,
            lead({extension("leg.agent_employee_no")}) over (partition by leg.call_no order by leg.leg_no) as handed_to,
            call.uniqueid,
            case when leg.leg_no = 1 then call.queue_seconds else 0 end as hold_time
        from call_leg as leg
        inner join pbx_call as call on leg.call_no = call.call_no""")
    _make_missed(truth)


def _make_missed(truth: duckdb.DuckDBPyConnection) -> None:
    """Some callers hear it ring in vain; it rings at who takes the call later, if he was free and there by then."""
    truth.execute(f"""
        create or replace temp table pbx_missed as
        select call_no, uniqueid, queue_name, extension, ended_at,
            started_at - to_seconds({_SECONDS_TO_NEXT_RING}) as missed_at
        from (
            select *, lag(ended_at) over (partition by extension order by started_at, call_no) as was_busy_until
            from pbx_leg
        )
        where leg_no = 1
            and call_no % {_OF_CALLS_ONE_MISSED} = 0
            and hold_time > {MISSED_SECONDS + _SECONDS_TO_NEXT_RING}
            and was_busy_until <= started_at - to_seconds({MISSED_SECONDS + _SECONDS_TO_NEXT_RING})
            and date_trunc('day', was_busy_until) = date_trunc('day', started_at)""")
