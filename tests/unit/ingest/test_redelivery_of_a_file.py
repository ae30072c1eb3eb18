"""The same file again, changed or not, under its own or another name: what stands afterwards, and the accounting."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HEADER = "id,name,price\n"
FIVE, SIX = "2011-01-05.csv", "2011-01-06.csv"


def counts(result):
    return result.rows_read, result.rows_loaded, result.rows_known, result.rows_quarantined, result.rows_withdrawn


def test_corrected_file_replaces_the_earlier_one_row_by_row(shop):
    shop.load(HEADER + "1,Ann,1\n2,Bob,2\n2,Bob,2\n3,Cid,3\n")
    result = shop.load(HEADER + "9,New,9\n1,Ann,1\n2,Bob,2\n3,Cid,3.50\n")
    assert (result.status, counts(result), result.replaced_delivery_id) == ("loaded", (4, 2, 2, 0, 2), 1)
    assert shop.query("select replaced_delivery_id from ledger.delivery order by delivery_id") == [(None,), (1,)]
    assert shop.standing("id, name, price::varchar, _delivery_id, _line") == [
        (1, "Ann", "1.00", 1, 2),
        (2, "Bob", "2.00", 1, 3),
        (3, "Cid", "3.50", 2, 5),
        (9, "New", "9.00", 2, 2),
    ]
    assert shop.query("select _line from raw.till__sale where _withdrawn_delivery_id = 2 order by 1") == [(4,), (5,)]


def test_position_and_order_are_no_content(shop):
    shop.load(HEADER + "1,Ann,1\n2,Bob,2\n")
    assert counts(shop.load(HEADER + "\n\n2,Bob,2.00\n1,Ann,1\n")) == (2, 0, 2, 0, 0)


def test_new_columns_are_content(shop):
    shop.load("id,name,price,x,y\n1,Ann,1,a,b\n2,Bob,2,,\n")
    assert counts(shop.load("id,name,price,y,x\n1,Ann,1,b,a\n2,Bob,2,,c\n")) == (2, 1, 1, 0, 1)


def test_nothing_and_nothing_are_equal(shop):
    shop.load(HEADER + "1,,\n1,,\n")
    assert counts(shop.load(HEADER + "1,,\n1,,\n1,,\n")) == (3, 1, 2, 0, 0)


def test_quarantined_rows_are_replaced_as_a_whole(shop):
    shop.write_contract(more="max_quarantined: 1\n")
    shop.load(HEADER + "1,Ann,1\nx,Bob,2\ny,Cid,3\n")
    assert counts(shop.load(HEADER + "1,Ann,1\n2,Bob,2\ny,Cid,3\n")) == (3, 1, 1, 1, 0)
    assert shop.faults() == [(4, "id", "y", "is no whole number (bigint)")]
    assert shop.query("select count(*) from quarantine.row") == [(3,)]


def test_row_that_gets_faulty_is_withdrawn(shop):
    shop.write_contract(more="max_quarantined: 1\n")
    shop.load(HEADER + "1,Ann,1\n2,Bob,2\n")
    assert counts(shop.load(HEADER + "1,Ann,1\nx,Bob,2\n")) == (2, 0, 1, 1, 1)


def test_back_and_forth_is_three_deliveries(shop):
    first, second = HEADER + "1,Ann,1\n2,Bob,2\n", HEADER + "1,Ann,1\n3,Cid,3\n"
    results = [shop.load(content) for content in (first, second, first)]
    assert [result.status for result in results] == ["loaded"] * 3
    assert [counts(result)[1:] for result in results] == [(2, 0, 0, 0), (1, 1, 0, 1), (1, 1, 0, 1)]
    assert shop.standing("id") == [(1,), (2,)]


def test_emptied_file_withdraws_all(shop):
    shop.load(HEADER + "1,Ann,1\n")
    assert counts(shop.load(HEADER)) == (0, 0, 0, 0, 1)
    assert counts(shop.load(HEADER + "1,Ann,1\n")) == (1, 1, 0, 0, 0)


def test_same_bytes_under_another_name_are_known(shop):
    shop.write_contract(more="max_quarantined: 1\n")
    content = HEADER + "1,Ann,1\nx,Bob,2\n"
    shop.load(content)
    result = shop.load(content, SIX)
    assert (result.status, counts(result)) == ("known", (2, 0, 2, 0, 0))
    assert shop.build() == []


def test_two_copies_in_one_build_load_once(shop):
    shop.deliver(SIX, HEADER + "1,Ann,1\n")
    shop.deliver(FIVE, HEADER + "1,Ann,1\n")
    assert [(one.file, one.status) for one in shop.build()] == [(FIVE, "loaded"), (SIX, "known")]


def test_copy_is_loaded_once_what_it_copied_stands_no_more(shop):
    shop.load(HEADER + "1,Ann,1\n")
    shop.load(HEADER + "1,Ann,1\n", SIX)
    shop.load(HEADER + "2,Bob,2\n", FIVE)
    (copy,) = shop.build()
    assert (copy.file, copy.status, counts(copy)) == (SIX, "loaded", (1, 1, 0, 0, 0))
    assert shop.standing("id") == [(1,), (2,)]
    assert shop.build() == []


def test_file_that_becomes_the_copy_of_another_withdraws_what_it_held(shop):
    shop.load(HEADER + "1,Ann,1\n")
    shop.load(HEADER + "2,Bob,2\n", SIX)
    result = shop.load(HEADER + "2,Bob,2\n", FIVE)
    assert (result.status, counts(result)) == ("known", (1, 0, 1, 0, 1))
    assert shop.standing("id") == [(2,)]
    assert shop.load(HEADER + "1,Ann,1\n", FIVE).status == "loaded"
    assert shop.standing("id") == [(1,), (2,)]


def test_refused_file_leaves_the_last_good_rows_and_is_not_tried_again(shop):
    shop.load(HEADER + "1,Ann,1\n")
    assert shop.load(HEADER + "1,Ann\n").status == "refused"
    assert shop.standing("id") == [(1,)]
    assert shop.build() == []
    assert shop.load(HEADER + "1,Ann,1\n").status == "known"
    assert shop.standing("id") == [(1,)]
    assert shop.build() == []


def test_refused_file_is_tried_again_under_another_contract(shop):
    shop.load(HEADER + "1,Ann,1\nx,Bob,2\n")
    shop.write_contract(more="max_quarantined: 0.5\n")
    (result,) = shop.build()
    assert (result.status, counts(result)) == ("loaded", (2, 1, 0, 1, 0))


GOOD = {
    "1,Ann,1": (1, "Ann", Decimal("1.00")),
    "1,Ann,2": (1, "Ann", Decimal("2.00")),
    "2,,": (2, None, None),
    "3,Cid,0.1": (3, "Cid", Decimal("0.10")),
}
FAULTY = ["x,Bad,1", "ragged"]
ROWS = st.lists(st.sampled_from([*GOOD, *FAULTY]), max_size=8)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(st.tuples(st.sampled_from([FIVE, SIX]), ROWS), min_size=1, max_size=5))
def test_whatever_is_redelivered_what_stands_is_what_lies_in_landing(tmp_path_factory, make_shop, deliveries):
    shop = make_shop(tmp_path_factory.mktemp("shop"))
    shop.write_contract(more="max_quarantined: 1\n")
    landed = {}
    for file, rows in deliveries:
        content = HEADER + "".join(row + "\n" for row in rows)
        shop.deliver(file, content)
        landed[file] = content, rows
        while shop.build():
            pass
    standing = [row for rows in dict(landed.values()).values() for row in rows]  # the same bytes stand once
    assert Counter(shop.standing()) == Counter(GOOD[row] for row in standing if row in GOOD)
    assert len(shop.faults()) == sum(row in FAULTY for row in standing)
    shop.close()
