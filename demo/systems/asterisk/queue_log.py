"""queue_log: a line per event of a queue or an agent, fields between bars, seconds since 1970.

Belongs here: the events and their data. Does not belong here: calls that never reached a queue (cdr.py).

Two things are said that Asterisk does not say by itself: a dialplan that the agent's desk calls after a call writes the
event WRAPUP with `QueueLog()`: seconds of work after the call, seconds on hold, and whether it was settled (1 or 0).
"""

from __future__ import annotations

from demo.systems.asterisk.calls import MISSED_SECONDS
from demo.systems.asterisk.lines import Lines
from demo.systems.asterisk_ids import extension

_PAUSED_AFTER_HOURS = 4


def _event(name: str, at: str, rows: str, call: str, queue: str, agent: str, *data: str, place: int) -> str:
    fields = " || '|' || ".join([call, queue, agent, f"'{name}'", *(data or ["''"])])
    return f"""
        select {at} as written_at, {place} as place,
            cast(epoch({at}) as bigint) || '|' || {fields} as line
        from {rows}"""


_QUEUED = "(from pbx_call where outcome in ('answered', 'abandoned', 'callback'))"
_AGENT = "'PJSIP/' || extension"
_SESSION = f"(select *, {extension('employee_no')} as extension from agent_session)"
_DESK = "cast(epoch(logged_in_at) as bigint) || '.9' || extension"  # the channel by which an agent logs in
_PAUSED = f"(from {_SESSION} where paused_seconds > 0)"
_PAUSE_AT = f"logged_in_at + to_hours({_PAUSED_AFTER_HOURS})"

_EVENTS = (
    _event("ENTERQUEUE", "left_menu_at", _QUEUED, "uniqueid", "queue_name", "'NONE'", "''",
           "coalesce(caller_phone, 'anonymous')", "'1'", place=10),
    _event("ENTERQUEUE", "started_at", "(from pbx_leg where leg_no > 1)", "uniqueid", "queue_name", "'NONE'", "''",
           "'transferred'", "'1'", place=40),
    _event("RINGNOANSWER", "missed_at", "pbx_missed", "uniqueid", "queue_name", _AGENT, f"'{MISSED_SECONDS}000'",
           place=20),
    _event("CONNECT", "started_at", "pbx_leg", "uniqueid", "queue_name", _AGENT, "hold_time",
           "uniqueid || extension", "least(hold_time, 6)", place=50),
    _event("COMPLETEAGENT", "ended_at", "(from pbx_leg where end_reason = 'agent_hung_up')", "uniqueid", "queue_name",
           _AGENT, "hold_time", "seconds", "'1'", place=60),
    _event("COMPLETECALLER", "ended_at", "(from pbx_leg where end_reason = 'caller_hung_up')", "uniqueid", "queue_name",
           _AGENT, "hold_time", "seconds", "'1'", place=60),
    _event("BLINDTRANSFER", "ended_at", "(from pbx_leg where end_reason = 'transfer')", "uniqueid", "queue_name",
           _AGENT, "coalesce(handed_to, '')", "'from-queue'", "hold_time", "seconds", "'1'", place=30),
    _event("ABANDON", "left_queue_at", "(from pbx_call where outcome = 'abandoned')", "uniqueid", "queue_name",
           "'NONE'", "'1'", "'1'", "queue_seconds", place=60),
    _event("EXITWITHKEY", "left_queue_at", "(from pbx_call where outcome = 'callback')", "uniqueid", "queue_name",
           "'NONE'", "'9'", "'1'", "'1'", "queue_seconds", place=60),
    _event("WRAPUP", "ended_at + to_seconds(after_call_seconds)",
           "(select call.*, leg.extension, leg.ended_at from pbx_call as call inner join pbx_leg as leg"
           " on call.call_no = leg.call_no where leg.end_reason <> 'transfer')",
           "uniqueid", "queue_name", _AGENT, "after_call_seconds", "hold_seconds",
           "cast(is_resolved as int)", place=70),
    _event("AGENTLOGIN", "logged_in_at", _SESSION, _DESK, "'NONE'", _AGENT, f"{_AGENT} || '-login'", place=1),
    _event("AGENTLOGOFF", "logged_out_at", _SESSION, _DESK, "'NONE'", _AGENT, f"{_AGENT} || '-login'",
           "cast(epoch(logged_out_at) - epoch(logged_in_at) as bigint)", place=99),
    _event("PAUSEALL", _PAUSE_AT, _PAUSED, "'NONE'", "'NONE'", _AGENT, "'break'", place=2),
    _event("UNPAUSEALL", f"{_PAUSE_AT} + to_seconds(paused_seconds)", _PAUSED, "'NONE'", "'NONE'", _AGENT, "'break'",
           place=3),
)  # fmt: skip

QUEUE_LOG = Lines("pbx_queue_line", " union all ".join(_EVENTS))
