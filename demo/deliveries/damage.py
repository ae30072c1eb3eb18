"""What can happen to a file on its way: cut off, header changed, another encoding, a value that does not fit.

Belongs here: a file's bytes turned into damaged bytes. Does not belong here: which files that happens to (defects.py).
"""

from __future__ import annotations

from collections.abc import Callable

Damage = Callable[[bytes], bytes]


def cut_off(content: bytes) -> bytes:
    """The transfer ended in the middle of a line."""
    middle = content.rindex(b"\n", 0, len(content) * 2 // 3)
    return content[: middle - 5]


def emptied(content: bytes) -> bytes:
    """Nothing but the name arrived."""
    return b""


def header_alone(content: bytes) -> bytes:
    return content[: content.index(b"\n") + 1]


def shrunken(content: bytes) -> bytes:
    """The transfer ended after a third, at the end of a line: nothing in the file says so."""
    return content[: content.index(b"\n", len(content) // 3) + 1]


def with_column_renamed(old: str, new: str) -> Damage:
    def damage(content: bytes) -> bytes:
        header, rest = content.split(b"\n", 1)
        changed = header.replace(old.encode(), new.encode())
        if changed == header:
            raise ValueError(f"there is no column {old} to rename")
        return changed + b"\n" + rest

    return damage


def with_column_added(name: str, value: str) -> Damage:
    def damage(content: bytes) -> bytes:
        header, *rows = content.removesuffix(b"\n").split(b"\n")
        lines = [header + b"," + name.encode(), *(row + b"," + value.encode() for row in rows)]
        return b"\n".join(lines) + b"\n"

    return damage


def in_encoding(encoding: str) -> Damage:
    def damage(content: bytes) -> bytes:
        return content.decode("utf-8").encode(encoding)

    return damage


def with_value(line: int, field: int, value: str) -> Damage:
    """Puts `value` into a field of a line that quotes nothing; both are counted from 1, the header is line 1."""

    def damage(content: bytes) -> bytes:
        lines = content.split(b"\n")
        fields = lines[line - 1].split(b",")
        fields[field - 1] = value.encode()
        lines[line - 1] = b",".join(fields)
        return b"\n".join(lines)

    return damage


def only_line(line: int) -> Damage:
    """What is sent afterwards to mend one line: the header and that line."""

    def damage(content: bytes) -> bytes:
        lines = content.split(b"\n")
        return lines[0] + b"\n" + lines[line - 1] + b"\n"

    return damage
