"""What went wrong with deliveries of the demo company, defect by defect.

Belongs here: the list. Does not belong here: carrying it out (defects.py), what damage does to bytes (damage.py).
"""

from __future__ import annotations

import datetime as dt

from demo.deliveries.damage import (
    cut_off,
    emptied,
    header_alone,
    in_encoding,
    only_line,
    shrunken,
    with_column_added,
    with_column_renamed,
    with_value,
)
from demo.deliveries.defects import Defect


def _december(day: int) -> dt.date:
    return dt.date(2025, 12, day)


_NOVEMBER = dt.date(2025, 11, 30)

_LATE = (
    Defect(
        "calls six days late", "call_centre", ("cdr",), _december(3), "Master.csv",
        "The night's transfer failed; the file came with that of the 9th.", "loaded", moved_to=_december(9),
    ),
    Defect(
        "visits four days late", "web_analytics", ("visit",), _december(4), "visits.csv",
        "The export ran again only on the 8th.", "loaded", moved_to=_december(8),
    ),
)  # fmt: skip

_TWICE = (
    Defect(
        "points twice", "loyalty", ("points",), _december(5), "points.csv",
        "The same file came again the next night under another name.", "loaded",
        sent_again=_december(6), again_status="known",
    ),
)  # fmt: skip

_BROKEN = (
    Defect(
        "orders cut off", "shop", ("order", "line_item"), _december(10), "orders.jsonl",
        "The transfer broke off in the middle of a line; the whole file came the next night.", "refused",
        damage=cut_off, sent_again=_december(11),
    ),
    Defect(
        "survey empty", "call_centre", ("survey",), _december(12), "survey.csv",
        "A file of no bytes came; the whole one the next night.", "refused",
        damage=emptied, sent_again=_december(13),
    ),
    Defect(
        "contacts without rows", "call_centre", ("contact",), _december(19), "contacts.csv",
        "Only the header came; the rows the next night.", "loaded", damage=header_alone, sent_again=_december(20),
    ),
    Defect(
        "accounts shrunk", "crm", ("account",), _december(14), "Account.csv",
        "The weekly export broke off at the end of a line: a third of the accounts. The next week's export holds all.",
        "refused", damage=shrunken,
    ),
)  # fmt: skip

_A_WEEK_IN_UTF_16 = tuple(
    Defect(
        f"reviews of the {day}th in UTF-16", "shop", ("review",), _december(day), "reviews.csv",
        "For a week the review app exported for a spreadsheet; sent again in UTF-8 on the 22nd.", "refused",
        damage=in_encoding("utf-16"), sent_again=_december(22),
    )
    for day in range(14, 21)
)  # fmt: skip

_COLUMNS = (
    *(
        Defect(
            f"spend of the {day}th with a column renamed", "advertising", ("spend",), _december(day), "spend.csv",
            "For three nights cost was called spend; sent again on the 18th.", "refused",
            damage=with_column_renamed("cost", "spend"), sent_again=_december(18),
        )
        for day in (15, 16, 17)
    ),
    Defect(
        "members with a new column", "loyalty", ("member",), _december(16), "members.csv",
        "The programme added store_credit to one export, and took it out again.", "loaded",
        damage=with_column_added("store_credit", "0"), drift="store_credit",
    ),
)  # fmt: skip

_VALUES = (
    Defect(
        "points in words", "loyalty", ("points",), _NOVEMBER, "points.csv",
        "One booking's points were typed in as a word; that row came right the next night.", "loaded",
        damage=with_value(line=5, field=5, value="two hundred"), quarantined=1,
        sent_again=_december(1), mending=only_line(5),
    ),
    Defect(
        "a visit on 31 November", "web_analytics", ("visit",), _NOVEMBER, "visits.csv",
        "One visit bears a day that there is not; that row came right the next night.", "loaded",
        damage=with_value(line=7, field=4, value="2025-11-31"), quarantined=1,
        sent_again=_december(1), mending=only_line(7),
    ),
)  # fmt: skip

DEFECTS = (*_LATE, *_TWICE, *_BROKEN, *_A_WEEK_IN_UTF_16, *_COLUMNS, *_VALUES)
