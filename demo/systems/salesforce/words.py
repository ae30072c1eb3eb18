"""What several objects share: words of picklists, and the columns that say who made and changed a record.

Belongs here: words and columns of more than one object. Does not belong here: those of one.
"""

from __future__ import annotations

SOURCES = {
    "affiliate": "Affiliate",
    "cold_call": "Cold Call",
    "fair": "Trade Show",
    "organic": "Organic Search",
    "referral": "Referral",
    "search": "Paid Search",
    "social": "Social Media",
}


def case_of(column: str, words: dict[str, str]) -> str:
    """SQL for the word of `words` that `column` stands for; empty for any other."""
    cases = " ".join(f"when '{ours}' then '{theirs}'" for ours, theirs in words.items())
    return f"case {column} {cases} end"


def audit(created_at: str, modified_at: str, user: str) -> str:
    """The five columns that every object has."""
    return f"""
    {created_at} as CreatedDate, {user} as CreatedById, {modified_at} as LastModifiedDate, {user} as LastModifiedById,
    {modified_at} as SystemModstamp"""
