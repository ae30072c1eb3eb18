"""Decides whether SQL asks and does nothing else; says in words why it is refused or has failed.

Belongs here: kinds of statements, the words for DuckDB's refusals and errors.
Does not belong here: running it (sql_process.py). Nothing depends on this module being right: the process
that runs the statement can neither write, nor open a file, nor change a setting.
"""

from __future__ import annotations

import re
from contextlib import suppress

import duckdb

_ASKING = (
    "SELECT",
    "WITH",
    "FROM",
    "VALUES",
    "TABLE",
    "PIVOT",
    "UNPIVOT",
    "DESCRIBE",
    "SHOW",
    "SUMMARIZE",
    "EXPLAIN",
)
_REMEDY = f"Ask with one {', '.join(_ASKING[:-1])} or {_ASKING[-1]}."

_WRITING = "a published version never changes"
_FILES = "no file can be read or written here, only the tables of the version"
_DATABASES = "no other database can be opened here"
_EXTENSIONS = "no extension can be added here"
_SETTINGS = "settings cannot be changed here"

_WORDS_BY_REASON = {
    _WRITING: ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "MERGE", "MERGE_INTO", "CREATE", "ALTER", "COMMENT", "DROP"),
    _FILES: ("COPY", "EXPORT", "IMPORT"),
    _DATABASES: ("ATTACH", "DETACH"),
    _EXTENSIONS: ("INSTALL", "LOAD"),
    _SETTINGS: ("SET", "RESET", "PRAGMA", "USE"),
}
_REASON_BY_WORD = {word: reason for reason, words in _WORDS_BY_REASON.items() for word in words}
_REASON_BY_MESSAGE = {
    "attached in read-only mode": _WRITING,
    "File system LocalFileSystem has been disabled": _FILES,
    "disabled through configuration": _EXTENSIONS,
    "configuration has been locked": _SETTINGS,
}
_PLACE = re.compile(r"\n+(?P<label>LINE (?P<line>\d+): )(?P<excerpt>.*)\n(?P<indent> *)\^.*", re.DOTALL)


class Refused(Exception):
    """The statement does more than ask; the message says what was tried."""


def the_statement(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The one asking statement in `sql`. Raises Refused, and duckdb.ParserException where it is no SQL."""
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise Refused(f"One statement at a time: {len(statements)} were given. {_REMEDY}")
    text, kind, word = str(statements[0].query), _kind(statements[0]), _first_word(sql)
    if kind == "EXPLAIN":
        the_statement(connection, _explained(connection, text))
    elif kind not in ("SELECT", "MULTI") or word not in _ASKING:
        reason = _REASON_BY_WORD.get(kind if word == "WITH" else word, "it does more than ask")
        raise _refused(word, reason)
    return text


def refusal(error: Exception) -> str | None:
    """Why the sandbox stopped a statement, or None where `error` has another cause."""
    for sign, reason in _REASON_BY_MESSAGE.items():
        if sign in str(error):
            return f"Refused: {reason}. {_REMEDY}"
    return None


def in_words(error: Exception) -> str:
    """DuckDB's message on one line: first the place in the SQL, where DuckDB names it, then what is wrong."""
    text = str(error)
    place = _PLACE.search(text)
    what = " ".join(text[: place.start() if place else None].split())
    return f"{_place_in_words(place)}: {what}" if place else what


def has_place(error: Exception) -> bool:
    """Whether DuckDB says where in the SQL the fault lies."""
    return _PLACE.search(str(error)) is not None


def _place_in_words(place: re.Match[str]) -> str:
    line = f"line {place['line']}"
    if place["excerpt"].startswith("..."):  # cut out of a long line, so the column cannot be told
        return line
    column = len(place["indent"]) - len(place["label"]) + 1
    return f"{line}, column {column}"


def _explained(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """What stands after EXPLAIN and its options: the longest end of `sql` that is a statement by itself."""
    text = sql.encode()
    for position, _token in duckdb.tokenize(sql)[1:]:
        rest = text[position:].decode()
        with suppress(duckdb.ParserException):
            if connection.extract_statements(rest):
                return rest
    raise _refused("EXPLAIN", "what it is to explain cannot be told")


def _kind(statement: duckdb.Statement) -> str:
    try:
        return str(statement.type.name)
    except ValueError:  # DuckDB knows the kind (UPDATE EXTENSIONS), its Python package has no name for it
        return ""


def _first_word(sql: str) -> str:
    text = sql.encode()
    for position, kind in duckdb.tokenize(sql):
        word = re.match(rb"\w+", text[position:])
        if kind != duckdb.token_type.comment and word:
            return word.group().decode().upper()
    return ""


def _refused(word: str, reason: str) -> Refused:
    return Refused(f"{word} is refused: {reason}. {_REMEDY}")
