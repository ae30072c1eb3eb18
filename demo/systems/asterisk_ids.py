"""Ids and names of the switchboard, made of the truth's numbers; SQL, so that whole tables can be written.

Belongs here: one function per kind of id. Does not belong here: the files in which they stand (asterisk).
"""

from __future__ import annotations

FIRST_EXTENSION = 1000


def uniqueid(call: str = "call") -> str:
    """Id of a call, as Asterisk makes it: second of its beginning, a dot, a counter that only rises."""
    return f"cast(epoch({call}.started_at) as bigint) || '.' || {call}.call_no"


def call_number(uniqueid: str) -> int:
    """The truth's number of the call with this id."""
    return int(uniqueid.split(".")[1])


def extension(employee_no: str) -> str:
    """Number by which an employee is dialled, and known to the switchboard."""
    return f"cast({FIRST_EXTENSION} + {employee_no} as varchar)"


def employee_number(extension: str) -> int:
    """The truth's number of the employee at this extension."""
    return int(extension) - FIRST_EXTENSION


def contact(record_no: str) -> str:
    """Id of a contact in the switchboard's address book."""
    return f"'C' || lpad(cast({record_no} as varchar), 7, '0')"


def record_number(contact: str) -> int:
    """The truth's number of the record behind a contact."""
    return int(contact.removeprefix("C"))
