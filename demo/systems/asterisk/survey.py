"""survey.csv: who was asked after a call, and, in a row of its own later on, what he answered.

Belongs here: its rows. Does not belong here: what callers think (demo/world/satisfaction.py).
"""

from __future__ import annotations

from demo.systems.asterisk.lines import Lines, clock, field
from demo.systems.asterisk_ids import uniqueid

_HEADER = "uniqueid,invited_at,answered_at,csat,effort,nps,comment,changed_at"


def _row(at: str, *answers: str) -> str:
    fields = [uniqueid("call"), clock("survey.invited_at"), *answers, clock(at)]
    line = " || ',' || ".join(fields)
    return f"""
        select {at} as written_at, survey.call_no as place, {line} as line
        from survey inner join call on survey.call_no = call.call_no"""


_ASKED = _row("survey.invited_at", "''", "''", "''", "''", "''")
_ANSWERED = _row(
    "survey.answered_at",
    clock("survey.answered_at"),
    *(field(f"survey.{column}") for column in ("csat", "effort", "nps", "comment")),
)

SURVEY = Lines(
    "pbx_survey_line", f"{_ASKED} union all {_ANSWERED} where survey.answered_at is not null", header=_HEADER
)
