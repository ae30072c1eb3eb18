"""The code of a campaign, which all systems write alike: the CRM, the mailing tool, advertisers, links (utm_campaign).

Belongs here: that code. Does not belong here: a system's own id of the campaign.
"""

from __future__ import annotations


def campaign_code(number: int) -> str:
    return f"c{number:04d}"


def campaign_code_sql(number: str) -> str:
    """SQL for the code of the campaign that the expression `number` counts; empty where that is empty."""
    return f"'c' || lpad(cast({number} as varchar), 4, '0')"
