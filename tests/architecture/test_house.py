"""The house keeps its order: names, charters, sizes, and nothing in it of one company, index or machine."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml
from repository import PACKAGES, company_folders, files, python_files, text_of, tree_of

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
MOST_LINES = 300  # no exceptions; a file aims at 120
WRITTEN_BY_HAND = (".py", ".sql", ".yml", ".yaml", ".toml", ".sh", "rapport", ".ci/run")
GENERIC = ("ingest/", "warehouse/", "dbt/", "dashboards/", "dagster_project/", "demo/", "cli/")
NAMES_THE_DEMO = "cli/example.py"
CHARTER_LINES = range(1, 16)


def test_no_module_or_folder_has_a_name_that_says_nothing() -> None:
    wrong = [name for name in files() if FORBIDDEN_NAMES & {Path(part).stem for part in Path(name).parts}]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", python_files(*PACKAGES))
def test_every_module_opens_with_its_charter(name: str) -> None:
    charter = ast.get_docstring(tree_of(name))
    assert charter, f"{name} says neither what belongs in it nor what does not"
    assert len(charter.splitlines()) in CHARTER_LINES
    assert "elongs here" in charter, f"the charter of {name} does not say what belongs here"


def test_every_folder_with_modules_is_a_package_with_a_charter() -> None:
    folders = {str(Path(name).parent) for name in python_files(*PACKAGES)}
    assert sorted(folder for folder in folders if f"{folder}/__init__.py" not in files()) == []


def test_no_file_written_by_hand_is_too_long() -> None:
    lengths = {name: len(text_of(name).splitlines()) for name in files() if name.endswith(WRITTEN_BY_HAND)}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def names_of_companies() -> set[str]:
    """What would give a company away in code: its folder, its name, its systems; of the demo company its name alone,
    since its folder and systems have the trade's own words for names."""
    names = set()
    for folder in company_folders():
        settings = yaml.safe_load((folder / "company.yml").read_text(encoding="utf-8"))
        names.add(settings["name"])
        if folder.name != "demo":
            names |= {folder.name, *(system["name"] for system in settings["systems"])}
    return names


def test_nothing_of_one_company_stands_outside_its_folder() -> None:
    names = "|".join(map(re.escape, names_of_companies()))
    pattern = re.compile(rf"(?<![a-z0-9])({names})(?![a-z0-9])", re.IGNORECASE)  # tolist() names no company
    generic = [name for name in files() if name.startswith(GENERIC) and name != NAMES_THE_DEMO]
    found = [
        f"{name}, line {number}: {line.strip()}"
        for name in generic
        if is_text(name)
        for number, line in enumerate(text_of(name).splitlines(), start=1)
        if pattern.search(line)
    ]
    assert not found, "\n".join(found)


INDEX = re.compile(
    r"https?://[^\s'\"]*(pypi|pythonhosted|/simple\b)|file:///"
    r"|(?<!\S)--(extra-)?index-url[ =]\S|(?<!\S)--find-links[ =]\S"
    r"|(?<![\w/])/(opt|etc|root|home|work)/[\w.-]+/[\w./-]*(pip|wheel|simple|\.venv|pyenv)"
)


def test_no_package_index_and_no_place_on_a_machine_is_named() -> None:
    texts = {name: text_of(name) for name in files() if is_text(name) and not name.endswith(Path(__file__).name)}
    assert [name for name, text in texts.items() if INDEX.search(text)] == []


def is_text(name: str) -> bool:
    try:
        text_of(name)
    except UnicodeDecodeError:
        return False
    return True


def test_packages_hold_no_data() -> None:
    """A database in a package is what a tool left behind that took the wrong folder for a company's."""
    wrong = [name for name in files() if name.startswith(GENERIC) and not is_text(name)]
    assert not wrong, "\n".join(wrong)


def test_the_lock_pins_every_package_with_hashes() -> None:
    lock = text_of("requirements.lock").replace("\\\n", " ")
    packages = [line for line in lock.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(packages) > 50
    assert [line.split()[0] for line in packages if "==" not in line or "--hash=sha256:" not in line] == []


def test_the_lock_holds_every_dependency_of_the_project() -> None:
    import tomllib

    wanted = tomllib.loads(text_of("pyproject.toml"))["project"]["dependencies"]
    names = {re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-") for requirement in wanted}
    locked = {match.lower() for match in re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==", text_of("requirements.lock"), re.M)}
    assert names - locked == set()
