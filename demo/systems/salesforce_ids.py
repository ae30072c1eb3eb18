"""Salesforce's ids: 15 characters that count, and three that say which of those are capitals.

Belongs here: the id of a record by its object's prefix and its number in the truth, in SQL and in Python.
Does not belong here: ids of other vendors (asterisk_ids.py, shop_ids.py, zendesk_ids.py).
"""

from __future__ import annotations

ACCOUNT, CONTACT, LEAD, OPPORTUNITY, STAGE, LINE = "001", "003", "00Q", "006", "008", "00k"
QUOTE, CONTRACT, TASK, EVENT, USER, PRODUCT = "0Q0", "800", "00T", "00U", "005", "01t"
CAMPAIGN, CAMPAIGN_MEMBER = "701", "00v"
NOTHING = "000000000000000AAA"  # how an empty lookup is written in many columns

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_BEFORE_COUNTER = "8d00000"  # the org's instance, a reserved character, and four of the counter's nine
_PLACES = range(5)  # of the counter that are used: 916 million records of an object
LINES_APART = 1000  # more than an opportunity has of lines or stages


def salesforce_id(prefix: str, number: int) -> str:
    """The 18 characters of record `number` of an object."""
    return with_check(prefix + _BEFORE_COUNTER + "".join(_DIGITS[number // 62 ** (4 - n) % 62] for n in _PLACES))


def with_check(id_of_15: str) -> str:
    """The id with its three last characters: one for each five, a bit for each capital."""
    fives = (id_of_15[:5], id_of_15[5:10], id_of_15[10:])
    return id_of_15 + "".join(_CHECKS[sum(2**bit for bit, sign in enumerate(five) if sign.isupper())] for five in fives)


def id_sql(prefix: str, number: str) -> str:
    """SQL for the id of the record that the SQL expression `number` counts; an empty number has no id.

    Only the last five characters of the fifteen differ between the records of an object.
    """
    digits = [f"(({number}) // {62 ** (4 - n)} % 62)" for n in _PLACES]
    signs = " || ".join(f"substr('{_DIGITS}', cast({digit} as int) + 1, 1)" for digit in digits)
    capitals = " + ".join(f"{2**n} * cast({digit} between 10 and 35 as int)" for n, digit in enumerate(digits))
    first_checks = with_check(prefix + _BEFORE_COUNTER + "00000")[-3:-1]
    return f"'{prefix}{_BEFORE_COUNTER}' || {signs} || '{first_checks}' || substr('{_CHECKS}', {capitals} + 1, 1)"
