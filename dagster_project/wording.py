"""What dbt and DuckDB say, without the values of rows that they quote.

Belongs here: masking. Dagster's events and logs outlive the data they speak of and are read by more people.
Does not belong here: the messages of ingest, which hold no values to begin with.
"""

import re
from collections.abc import Collection

# DuckDB quotes values in single quotes and, naming a duplicate key, in double ones; dbt quotes names of models.
_QUOTED = re.compile(r"""(?P<mark>['"])(?P<text>.*?)(?P=mark)""", re.DOTALL)


def without_values(message: str, names: Collection[str]) -> str:
    """`message` with every quoted text that is none of `names` replaced by its shape: <text, 17 characters>."""

    def shown(match: re.Match[str]) -> str:
        text = match["text"]
        return match[0] if text in names else f"<text, {len(text)} characters>"

    return _QUOTED.sub(shown, message)
