"""agents.csv and contacts.csv: who takes calls, and who has called.

Belongs here: the two lists that an administrator exports. Does not belong here: calls.
"""

from __future__ import annotations

from demo.systems.asterisk.lines import Lines, clock, field
from demo.systems.asterisk_ids import contact, extension

_AGENT = " || ',' || ".join(
    [
        extension("employee_no"),
        *map(field, ("name", "email", "job_title", "team_name", "department_name")),
        "cast(is_active as int)",
        clock("valid_from_at"),
    ]
)
_CONTACT = " || ',' || ".join(
    [contact("record_no"), *map(field, ("full_name", "given_name", "family_name", "phone", "email")), clock("since_at")]
)

# What was there before the company's first day stands in the first delivery.
_WRITTEN = "greatest({at}, timestamp '2022-12-31 23:00:00')"

AGENTS = Lines(
    "pbx_agent_line",
    f"""select {_WRITTEN.format(at="valid_from_at")} as written_at, employee_no as place, {_AGENT} as line
        from employee_version inner join employee using (employee_no) where kind in ('agent', 'clerk')""",
    header="extension,name,email,job_title,team,department,active,changed_at",
)
CONTACTS = Lines(
    "pbx_contact_line",
    f"""select {_WRITTEN.format(at="since_at")} as written_at, record_no as place, {_CONTACT} as line
        from membership where system = 'call_centre'""",
    header="contact_id,name,given_name,family_name,phone,email,created_at",
)
