"""YAML settings: lines in every complaint, variables of the environment, no key twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from warehouse.settings_file import SettingsError, read_settings


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int
    word: str = "nothing"


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = ""
    inner: Inner | None = None
    many: list[Inner] = []
    named: dict[str, Inner] = {}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.yml"


def refused(path: Path, content: str | bytes) -> SettingsError:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(SettingsError) as caught:
        read_settings(path, Settings)
    assert caught.value.file == path
    return caught.value


def read(path: Path, text: str) -> Settings:
    path.write_text(text, encoding="utf-8")
    return read_settings(path, Settings)


def test_a_file_is_read_into_its_model(path: Path) -> None:
    settings = read(path, "title: größer\ninner: {number: 1}\nmany:\n- number: 2\n- {number: 3, word: x}\n")
    assert settings.title == "größer"
    assert settings.inner == Inner(number=1)
    assert settings.many == [Inner(number=2), Inner(number=3, word="x")]


def test_an_anchor_may_be_used_again(path: Path) -> None:
    settings = read(path, "inner: &one {number: 1}\nmany: [*one, *one]\n")
    assert settings.many == [Inner(number=1)] * 2


def test_a_byte_order_mark_is_no_part_of_the_first_key(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbftitle: x\n")
    assert read_settings(path, Settings).title == "x"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("title: x\ninner:\n  number: many\n", 3, "inner.number: Input should be a valid integer"),
        ("title: x\ninner:\n  word: x\n", 2, "inner.number: Field required"),
        ("title: x\nother: 1\n", 2, "other: this setting is not known"),
        ("many:\n  - number: 1\n  - number: 2\n    wrod: x\n", 4, "many.1.wrod: this setting is not known"),
        ("many:\n  - {number: 1}\n  -\n    word: x\n", 4, "many.1.number: Field required"),
        ("named:\n  a:\n    number: 1\n  b:\n    number: x\n", 5, "named.b.number"),
        ("many:\n  - {number: x}\n  - {number: y}\n", 2, "many.0.number: Input should be a valid integer"),
        ("many: 5\n", 1, "many: Input should be a valid list"),
        ("- 1\n- 2\n", 1, "the file: Input should be"),
        ("title: x\ninner: {number: 1}\ntitle: y\n", 3, "'title' stands here a second time"),
        ("inner:\n  number: 1\n  number: 1\n", 3, "'number' stands here a second time"),
        ("title: [x\n", 2, "not valid YAML"),
        ("title: x\n\tinner: 1\n", 2, "not valid YAML"),
        ("title: x\n---\ntitle: y\n", 2, "not valid YAML"),
        ("title: *unknown\n", 1, "not valid YAML"),
        ("", 1, "the file is empty"),
        ("# only a comment\n", 1, "the file is empty"),
    ],
)
def test_a_fault_is_refused_with_its_line(path: Path, text: str, line: int, reason: str) -> None:
    error = refused(path, text)
    assert reason in error.reason
    assert error.line == line
    assert str(error) == f"{path}, line {line}: {error.reason}"


def test_the_first_fault_is_told_and_the_others_counted(path: Path) -> None:
    assert refused(path, "a: 1\nb: 2\nc: 3\n").reason.endswith("(and 2 more)")


def test_text_that_is_not_utf_8_is_refused(path: Path) -> None:
    assert refused(path, b"title: gr\xf6\xdfer\n").reason == "the file is not UTF-8 text"


def test_a_file_that_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    for place in (tmp_path / "missing.yml", tmp_path):
        with pytest.raises(SettingsError, match="the file cannot be read"):
            read_settings(place, Settings)


def test_variables_are_filled_in_wherever_text_stands(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLACE", "/data")
    settings = read(path, "title: ${PLACE}/x and ${PLACE}\nmany: [{number: 1, word: '${PLACE}'}]\n")
    assert settings.title == "/data/x and /data"
    assert settings.many[0].word == "/data"


def test_a_default_stands_in_for_a_variable_that_is_not_set(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLACE", raising=False)
    assert read(path, "title: ${PLACE:-../here}/x\n").title == "../here/x"
    assert read(path, "title: '${PLACE:-}'\n").title == ""
    monkeypatch.setenv("PLACE", "there")
    assert read(path, "title: ${PLACE:-../here}/x\n").title == "there/x"


def test_a_variable_that_is_not_set_is_refused_with_its_line(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLACE", raising=False)
    error = refused(path, "title: x\ninner:\n  number: 1\n  word: ${PLACE}\n")
    assert (error.line, error.reason) == (4, "the environment variable PLACE is not set")


def test_what_only_looks_like_a_variable_stays(path: Path) -> None:
    assert read(path, "title: 'costs $5, ${5} or $NAME'\n").title == "costs $5, ${5} or $NAME"
