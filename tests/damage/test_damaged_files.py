"""Two thousand damaged files: none crashes loading or holds it up, and each has the outcome that was stated of it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from ingest.accounting import verify_accounting
from tests.damage.company import deliver, state, write_company
from tests.damage.dialects import DIALECTS
from tests.damage.draft import KINDS
from tests.damage.generator import damaged_files
from tests.damage.loading import load_in_a_process
from tests.damage.outcome import Delivery, Stated, read_statements
from tests.damage.streams import damaged_streams
from tests.damage.verdicts import differences
from warehouse.company import load_company

SEED, FILES, FILES_OF_STREAMS = 20_111_209, 2_000, 120
MOST_MEGABYTES = 1_500


def all_files() -> list[Delivery]:
    streams = list(damaged_streams(SEED, FILES_OF_STREAMS))
    return [*damaged_files(SEED, FILES - len(streams)), *streams]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With all files stated, and those of the first wave in landing."""
    folder = tmp_path_factory.mktemp("damaged") / "company"
    files = all_files()
    write_company(folder)
    state(folder, files)
    deliver(folder, files, wave=1)
    return folder


@pytest.fixture(scope="module")
def megabytes(company: Path) -> int:
    """What loading both waves took; it is done then."""
    first = load_in_a_process(company)
    deliver(company, all_files(), wave=2)
    return max(first, load_in_a_process(company))


@pytest.fixture(scope="module")
def stated(company: Path) -> list[Stated]:
    return read_statements(company / "stated_outcomes.jsonl")


def test_each_kind_of_damage_befalls_each_format_that_it_can(stated: list[Stated]) -> None:
    assert len(stated) == FILES
    befallen = {
        (one.kind, dialect.family) for one in stated for dialect in DIALECTS if one.file.startswith(f"{dialect.name}/")
    }
    possible = {(kind.name, family) for kind in KINDS.values() for family in kind.families}
    assert possible - befallen == set()


def test_the_same_seed_gives_the_same_files() -> None:
    first, second = (list(damaged_files(SEED + 1, 130)) for _ in range(2))
    assert [one.stated for one in first] == [one.stated for one in second]


def test_each_file_has_its_stated_outcome_and_every_row_is_accounted_for(
    company: Path, stated: list[Stated], megabytes: int
) -> None:
    with duckdb.connect(load_company(company).workshop_path, read_only=True) as con:
        wrong = differences(con, stated)
        assert not wrong, f"{len(wrong)} of {len(stated)}\n" + "\n".join(wrong[:10])
        assert verify_accounting(con) == []


def test_memory_is_bounded_whatever_comes(megabytes: int) -> None:
    assert megabytes < MOST_MEGABYTES
