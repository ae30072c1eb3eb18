"""Damage to what packs a file: gz and zip.

Belongs here: archives that are none, are cut, hold too much or too little. Does not belong here: what is inside.
"""

from __future__ import annotations

import gzip
import io
import zipfile

from tests.damage.draft import ALL, Draft, Made, kind
from tests.damage.outcome import refused
from tests.damage.writing import write


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def packed(content: bytes, packing: str, name: str) -> bytes:
    """`content` in the packing that the ending '', '.gz' or '.zip' stands for."""
    if packing == ".gz":
        return gzip.compress(content, mtime=0)
    return zipped((name, content)) if packing == ".zip" else content


def _inner(draft: Draft) -> tuple[str, bytes]:
    return f"extract{draft.dialect.suffix}", write(draft.dialect, draft.table)


def _refused(content: bytes, packing: str, reason: str) -> Made:
    return Made(content, refused(reason), packing=packing)


@kind(*ALL)
def zip_with_several_members(draft: Draft) -> Made:
    count = draft.draw.randint(2, 4)
    members = [(f"{number}{draft.dialect.suffix}", _inner(draft)[1]) for number in range(count)]
    return _refused(zipped(*members), ".zip", f"the zip holds {count} files")


@kind(*ALL)
def zip_with_nothing_in_it(draft: Draft) -> Made:
    return _refused(zipped(), ".zip", "the zip holds 0 files")


@kind(*ALL)
def zip_with_a_folder(draft: Draft) -> Made:
    name, content = _inner(draft)
    outcome = draft.made().outcome
    return Made(zipped(("export/", b""), (f"export/../{name}", content)), outcome, packing=".zip")


@kind(*ALL)
def no_archive(draft: Draft) -> Made:
    packing = draft.draw.choice((".gz", ".zip"))
    return _refused(draft.planted.encode() * 9, packing, f"is no {packing[1:]} archive")


@kind(*ALL)
def empty_archive(draft: Draft) -> Made:
    return _refused(b"", draft.draw.choice((".gz", ".zip")), "the file is empty")


@kind(*ALL)
def archive_cut_off(draft: Draft) -> Made:
    packing = draft.draw.choice((".gz", ".zip"))
    name, content = _inner(draft)
    whole = packed(content, packing, name)
    cut = whole[: draft.draw.randrange(12, len(whole) - 4)]
    return _refused(cut, packing, "cut off" if packing == ".gz" else "is no zip archive, or is damaged")


@kind(*ALL)
def archive_with_another_byte(draft: Draft) -> Made:
    """Its own checksum tells."""
    packing = draft.draw.choice((".gz", ".zip"))
    name, content = _inner(draft)
    plain = (
        gzip.compress(content, compresslevel=0)
        if packing == ".gz"
        else zipped((name, content), method=zipfile.ZIP_STORED)
    )
    damaged = bytearray(plain)
    damaged[plain.index(content[:30]) + draft.draw.randrange(len(content) // 2)] ^= 0x01
    return _refused(bytes(damaged), packing, "is damaged")


@kind(*ALL)
def gz_with_more_behind_it(draft: Draft) -> Made:
    return _refused(gzip.compress(_inner(draft)[1]) + draft.planted.encode(), ".gz", "is damaged")


@kind(*ALL)
def gz_in_two_parts(draft: Draft) -> Made:
    """As `cat one.gz two.gz` makes it: one content."""
    content = _inner(draft)[1]
    place = draft.draw.randrange(1, len(content))
    outcome = draft.made().outcome
    return Made(gzip.compress(content[:place]) + gzip.compress(content[place:]), outcome, packing=".gz")


@kind(*ALL)
def packed_twice(draft: Draft) -> Made:
    name, content = _inner(draft)
    first, second = draft.draw.sample((".gz", ".zip"), 2)
    return _refused(packed(packed(content, first, name), second, name + first), second, "")


@kind(*ALL)
def locked_zip(draft: Draft) -> Made:
    """The mark of a password in the headers of the member."""
    content = bytearray(zipped(_inner(draft)))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return _refused(bytes(content), ".zip", "locked with a password")


@kind(*ALL)
def zip_packed_in_an_unknown_way(draft: Draft) -> Made:
    content = bytearray(zipped(_inner(draft)))
    central = content.index(b"PK\x01\x02")
    content[8:10] = content[central + 10 : central + 12] = (97).to_bytes(2, "little")
    return _refused(bytes(content), ".zip", "packed in a way that is not known")


@kind(*ALL, is_rare=True)
def archive_that_grows(draft: Draft) -> Made:
    packing = draft.draw.choice((".gz", ".zip"))
    bomb = packed(b"0" * (65 << 20), packing, f"bomb{draft.dialect.suffix}")
    return _refused(bomb, packing, "unpacks to more than 500 times its size")
