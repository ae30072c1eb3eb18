"""One door, many threads, and versions that change under it: file and manifest are always of the same version."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sales_company import manifest_text, publish_sales

from warehouse.company import Company
from warehouse.metrics import Door, Filter, Question
from warehouse.semantics import load_semantics
from warehouse.versions import NothingPublished, UnknownVersion, VersionError

COUNTED = Question(("order_lines",))


def marked(number: int) -> str:
    """A manifest in which the metric `mark` is always `number`."""
    return manifest_text(
        more=f"""
metrics:
  - name: mark
    type: derived
    type_params: {{expr: "order_lines * 0 + {number}", metrics: [{{name: order_lines}}]}}
"""
    )


def test_the_next_question_is_asked_of_the_next_version(company: Company) -> None:
    first = publish_sales(company, seed=1, manifest=marked(1))
    door = Door(company)
    before = door.ask(Question(("mark", "units")))
    second = publish_sales(company, seed=2, manifest=marked(2))
    after = door.ask(Question(("mark", "units")))
    assert [before.version, after.version] == [first.name, second.name]
    assert [before.table[0][0].as_py(), after.table[0][0].as_py()] == [1, 2]
    assert before.table[1] != after.table[1]


def test_a_pinned_door_stays_with_its_version(company: Company) -> None:
    first = publish_sales(company, seed=1)
    pinned = Door(company, first.name)
    before = pinned.ask(COUNTED)
    publish_sales(company, seed=2)
    assert pinned.ask(COUNTED).table == before.table
    assert pinned.ask(COUNTED).version == first.name


def test_without_a_version_it_says_so(company: Company) -> None:
    with pytest.raises(NothingPublished):
        Door(company).ask(COUNTED)
    publish_sales(company)
    with pytest.raises(UnknownVersion):
        Door(company, "19990101T000000Z").ask(COUNTED)


def test_a_version_without_manifest_is_named(company: Company) -> None:
    version = publish_sales(company)
    version.manifest_path.unlink()
    with pytest.raises(VersionError, match=r"semantic_manifest\.json"):
        Door(company).ask(COUNTED)


def test_a_version_that_vanishes_before_its_manifest_is_read(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of a retired version stays open, its manifest is gone: the question goes to the version after it."""
    first = publish_sales(company, seed=1)
    door = Door(company)
    door.ask(COUNTED)
    newer: list[str] = []

    def vanish(path: object) -> object:
        if not newer:
            newer.append(publish_sales(company, seed=2).name)
            shutil.rmtree(first.folder)
        return load_semantics(path)  # type: ignore[arg-type]

    monkeypatch.setattr("warehouse.metrics.load_semantics", vanish)
    assert door.ask(COUNTED).version == newer[0]


def test_the_engine_is_started_once_per_version(company: Company) -> None:
    path = publish_sales(company).manifest_path
    with ThreadPoolExecutor(8) as pool:
        found = set(map(id, pool.map(lambda _: load_semantics(path), range(16))))
    assert len(found) == 1


def test_many_threads_get_the_answers_of_one(company: Company) -> None:
    publish_sales(company)
    questions = [
        Question((metric, "orders"), by=(by,), where=(Filter("date__year", "=", (year,)),))
        for metric in ("units", "net_revenue", "customers_buying")
        for by in ("date__month", "geography__country", "product__sku")
        for year in (2010, 2011)
    ]
    alone = [Door(company).ask(question).table for question in questions]
    door = Door(company)
    with ThreadPoolExecutor(12) as pool:
        together = list(pool.map(lambda question: door.ask(question).table, questions * 4))
    assert together == alone * 4


def test_no_answer_mixes_two_versions(company: Company) -> None:
    """Each version has its own mark in the manifest and its own rows; a question asks for both while they change."""
    fits = {}
    for seed in (1, 2):
        publish_sales(company, seed=seed, manifest=marked(seed))
        fits[seed] = Door(company).ask(Question(("units",))).table[0][0].as_py()
    door = Door(company)
    stop = threading.Event()
    mixed: list[object] = []

    def ask() -> int:
        asked = 0
        while not stop.is_set():
            row = door.ask(Question(("mark", "units"))).table.to_pylist()[0]
            asked += 1
            if fits[row["mark"]] != row["units"]:
                mixed.append(row)
        return asked

    with ThreadPoolExecutor(3) as pool:
        running = [pool.submit(ask) for _ in range(3)]
        for turn in range(3):
            publish_sales(company, seed=turn % 2 + 1, manifest=marked(turn % 2 + 1))
        stop.set()
    assert not mixed
    assert all(future.result() > 0 for future in running)
