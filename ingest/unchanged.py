"""Whether the bytes that were read are those that were looked at before.

Belongs here: that comparison and its refusal. Does not belong here: hashing files (content.py).
"""

from __future__ import annotations

from ingest.readers import FileRefused, RowReader


class ChangedWhileRead(FileRefused):
    """The bytes read are not those that were hashed."""


def refuse_changed_while_read(reader: RowReader, content_hash: str) -> None:
    """Raises ChangedWhileRead. Call it once all batches of `reader` are read."""
    if reader.content_hash != content_hash:
        raise ChangedWhileRead("the file changed while it was read; the next build reads it again")
