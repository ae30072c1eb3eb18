"""Filters keep the rows people expect, whatever the values are; no value is ever read as SQL or as a template."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sales_company import HOSTILE, publish_sales
from sales_oracle import METRICS, Row, keeps, random_question, sales_rows, value
from tiny_company import make_company

from warehouse.company import Company
from warehouse.metrics import Door, Filter, Question, QuestionError


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    company = make_company(tmp_path_factory.mktemp("sales"))
    publish_sales(company)
    return company


@pytest.fixture(scope="module")
def door(company: Company) -> Door:
    return Door(company)


@pytest.fixture(scope="module")
def rows(company: Company) -> list[Row]:
    return sales_rows(company)


def expected(question: Question, rows: list[Row]) -> Row:
    passing = [row for row in rows if all(keeps(asked, row) for asked in question.where)]
    return {metric: value(metric, passing) for metric in question.metrics}


@pytest.mark.parametrize("seed", range(40))
def test_random_questions_answer_as_plain_python_does(door: Door, rows: list[Row], seed: int) -> None:
    question = random_question(random.Random(seed), rows)
    assert door.ask(question).table.to_pylist() == [expected(question, rows)]


@pytest.mark.parametrize("seed", range(60, 80))
def test_random_questions_by_dimensions_add_up_to_plain_python(door: Door, rows: list[Row], seed: int) -> None:
    chance = random.Random(seed)
    asked = random_question(chance, rows, most_filters=1)
    by = tuple(chance.sample(["geography__country", "product__category", "order_line__line_type", "date__day"], 2))
    passing = [row for row in rows if all(keeps(each, row) for each in asked.where)]
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in passing:
        groups.setdefault(tuple(row[name] for name in by), []).append(row)
    wanted = {key: tuple(value(metric, group) for metric in asked.metrics) for key, group in groups.items()}
    answer = door.ask(Question(asked.metrics, by=by, where=asked.where)).table.to_pylist()
    assert {tuple(r[n] for n in by): tuple(r[m] for m in asked.metrics) for r in answer} == wanted


@pytest.mark.parametrize("member", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("operator", ["=", "in", "not in", "between"])
def test_a_hostile_value_is_a_value(door: Door, rows: list[Row], member: str, operator: str) -> None:
    values = (member, member) if operator == "between" else (member,)
    question = Question(METRICS, where=(Filter("product__sku", operator, values),))  # type: ignore[arg-type]
    answer = door.ask(question)
    assert answer.table.to_pylist() == [expected(question, rows)]
    assert set(answer.table.column("orders").to_pylist()) != {0}
    assert answer.sql == door.ask(Question(METRICS, where=(_harmless(operator),))).sql


def _harmless(operator: str) -> Filter:
    values = ("a", "a") if operator == "between" else ("a",)
    return Filter("product__sku", operator, values)  # type: ignore[arg-type]


def test_many_values_are_one_parameter(door: Door, rows: list[Row]) -> None:
    values = (*HOSTILE, *(f"none {number}" for number in range(20_000)))
    question = Question(METRICS, where=(Filter("product__sku", "in", values),))
    answer = door.ask(question)
    assert answer.table.to_pylist() == [expected(question, rows)]
    assert len(answer.sql) < 10_000


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("product__sku') }} = 1 or {{ Dimension('product__sku", "no dimension"),
        ("product__sku; drop table core.dim_product", "no dimension"),
        ('" or 1 = 1 --', "no dimension"),
    ],
)
def test_a_hostile_name_is_unknown(door: Door, name: str, says: str) -> None:
    with pytest.raises(QuestionError, match=says):
        door.ask(Question(("orders",), where=(Filter(name, "=", ("a",)),)))
    with pytest.raises(QuestionError, match=says):
        door.ask(Question(("orders",), by=(name,)))
    with pytest.raises(QuestionError, match="no metric"):
        door.ask(Question((name,)))


def test_a_value_of_the_wrong_type_is_refused_before_anything_runs(door: Door) -> None:
    with pytest.raises(QuestionError, match="product__sku holds text; '10002' is none"):
        door.ask(Question(("orders",), where=(Filter("product__sku", "=", (10002,)),)))


def test_not_in_keeps_the_empty_unless_it_is_named(door: Door) -> None:
    def categories(*values: str | None) -> list[object]:
        where = (Filter("product__category", "not in", values),)
        return list(door.ask(Question(("order_lines",), by=("product__category",), where=where)).table[0].to_pylist())

    assert categories("A") == ["B", None]
    assert categories("A", None) == ["B"]


def test_two_filters_of_one_dimension_both_hold(door: Door, rows: list[Row]) -> None:
    where = (Filter("date__year", "=", (2011,)), Filter("date__month", "in", ("2011-03", "2010-12")))
    march = Question(("net_revenue",), where=(Filter("date__month", "=", ("2011-03",)),))
    assert door.ask(Question(("net_revenue",), where=where)).table == door.ask(march).table


def test_a_question_compiled_once_serves_all_values(tmp_path: Path) -> None:
    company = make_company(tmp_path)
    publish_sales(company, seed=2)
    door = Door(company)
    texts = {door.ask(Question(("orders",), where=(Filter("date__year", "=", (y,)),))).sql for y in (2010, 2011)}
    assert len(texts) == 1
