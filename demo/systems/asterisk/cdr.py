"""Master.csv: a row per path of a call, 18 columns without a header, texts in quotes and numbers bare.

Belongs here: the rows of cdr_csv. Does not belong here: what went on in the queue (queue_log.py).

The dialplan answers at once and sets accountcode to the contact that it finds by the caller's number, and userfield to
what was chosen in the voice menu: `topic=…;queue=…;menu=<seconds>`.
"""

from __future__ import annotations

from demo.systems.asterisk.calls import VOICEMAIL_SECONDS
from demo.systems.asterisk.lines import Lines, clock, quoted

_SERVICE_NUMBER = "+498005550100"
_PATH = f"""
    select
        call.*,
        leg.leg_no,
        leg.extension,
        case
            when leg.extension is not null or call.outcome in ('abandoned', 'callback') then 'Queue'
            when call.outcome = 'voicemail' then 'VoiceMail'
            else 'BackGround'
        end as last_app,
        case when leg.leg_no > 1 then leg.started_at else call.started_at end as path_began_at,
        case
            when leg.leg_no is not null then leg.ended_at
            when call.outcome = 'voicemail' then call.left_queue_at + to_seconds({VOICEMAIL_SECONDS})
            else call.left_queue_at
        end as path_ended_at,
        true as was_taken
    from pbx_call as call
    left join pbx_leg as leg on call.call_no = leg.call_no
    union all
    select call.*, 1, missed.extension, 'Queue', call.started_at, missed.ended_at, false
    from pbx_call as call
    inner join pbx_missed as missed on call.call_no = missed.call_no
"""


def _caller_id() -> str:
    name = """case when caller_name is not null then '"' || caller_name || '" ' else '' end"""
    return quoted(f"{name} || coalesce('<' || caller_phone || '>', '')")


_FIELDS = (
    quoted("contact_id"),
    quoted("caller_phone"),
    quoted(f"case when leg_no > 1 then extension else '{_SERVICE_NUMBER}' end"),
    quoted("'from-pstn'"),
    _caller_id(),
    quoted("'PJSIP/trunk-' || lpad(lower(to_hex(call_no)), 8, '0')"),
    quoted(
        "'PJSIP/' || extension || case when was_taken then '-0' else '-f' end || lpad(lower(to_hex(call_no)), 7, '0')"
    ),
    quoted("last_app"),
    quoted(
        "case last_app when 'Queue' then queue_name || ',t,,,1200' when 'VoiceMail' then queue_name || '@default' end"
    ),
    quoted(clock("path_began_at")),
    f"case when was_taken then {quoted(clock('path_began_at'))} else '' end",
    quoted(clock("path_ended_at")),
    "cast(epoch(path_ended_at) - epoch(path_began_at) as bigint)",
    "case when was_taken then cast(epoch(path_ended_at) - epoch(path_began_at) as bigint) else 0 end",
    quoted("case when was_taken then 'ANSWERED' else 'NO ANSWER' end"),
    quoted("'DOCUMENTATION'"),
    quoted("uniqueid"),
    quoted("'topic=' || topic || ';queue=' || queue_name || ';menu=' || menu_seconds"),
)
_LINE = " || ',' || ".join(_FIELDS)

CDR = Lines("pbx_cdr_line", f"select path_ended_at as written_at, call_no as place, {_LINE} as line from ({_PATH})")
