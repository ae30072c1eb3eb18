"""A file that lacks an optional column says nothing of it: what was known last of each key stands, in any order."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

COLUMNS = "id: {type: bigint}\nprice: {type: bigint}\nname: {type: varchar, optional: true}\n"
SNAPSHOT = "files: '*.csv'\ndelivery: {from: name, pattern: '%Y-%m-%d'}\nmode: snapshot\nkey: [id]\nmin_share: 0\n"
CHANGES = SNAPSHOT.replace("snapshot", "changes").replace("min_share: 0\n", "")
Rows = dict[int, tuple[int, str]]

quick = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
contents = st.tuples(
    st.booleans(), st.dictionaries(st.integers(1, 3), st.tuples(st.integers(1, 2), st.sampled_from("ab")), max_size=3)
)


def day(number: int) -> dt.date:
    return dt.date(2011, 1, 1) + dt.timedelta(days=number)


def file_of(number: int) -> str:
    return f"{day(number)}.csv"


def text_of(rows: Rows, *, lacks_name: bool) -> str:
    if lacks_name:
        return "id,price\n" + "".join(f"{key},{price}\n" for key, (price, _) in rows.items())
    return "id,price,name\n" + "".join(f"{key},{price},{name}\n" for key, (price, name) in rows.items())


def held_on(shop, number: int) -> dict[int, tuple[int, str | None]]:
    rows = shop.query(
        f"select id, price, name from raw.till__sale where _withdrawn_delivery_id is null and not _is_deleted "
        f"and _valid_from_at <= '{day(number)}' and (_valid_to_at is null or _valid_to_at > '{day(number)}')"
    )
    return {key: (price, name) for key, price, name in rows}


def filled(state: dict, rows: Rows, *, lacks_name: bool) -> dict[int, tuple[int, str | None]]:
    """What the file says, with the name that was known of each key before."""
    if not lacks_name:
        return dict(rows)
    return {key: (price, state.get(key, (0, None))[1]) for key, (price, _) in rows.items()}


@quick
@given(st.lists(contents, min_size=1, max_size=5), st.data())
def test_snapshots_in_any_order(tmp_path_factory, make_shop, files, data):
    shop = make_shop(tmp_path_factory.mktemp("shop"))
    shop.write_contract(COLUMNS, SNAPSHOT)
    for number in data.draw(st.permutations(range(len(files)))):
        lacks_name, rows = files[number]
        shop.deliver(file_of(number), text_of(rows, lacks_name=lacks_name))
        shop.build()
    state: dict = {}
    for number, (lacks_name, rows) in enumerate(files):
        state = filled(state, rows, lacks_name=lacks_name)
        assert held_on(shop, number) == state
    shop.close()


@quick
@given(st.lists(contents, min_size=1, max_size=5), st.data())
def test_changes_in_any_order(tmp_path_factory, make_shop, files, data):
    shop = make_shop(tmp_path_factory.mktemp("shop"))
    shop.write_contract(COLUMNS, CHANGES)
    for number in data.draw(st.permutations(range(len(files)))):
        lacks_name, rows = files[number]
        shop.deliver(file_of(number), text_of(rows, lacks_name=lacks_name))
        shop.build()
    state: dict = {}
    for number, (lacks_name, rows) in enumerate(files):
        state = state | filled(state, rows, lacks_name=lacks_name)
        assert held_on(shop, number) == state
    shop.close()


def test_the_sources_time_of_change_says_what_was_known_before(shop):
    """The second file lacks the name; the third, which comes late, tells of a time before it."""
    shop.write_contract(COLUMNS + "at: {type: date}\n", CHANGES + "changed_at: at\n")
    shop.deliver(file_of(1), "id,price,name,at\n1,1,a,2011-01-01\n")
    shop.build()
    shop.deliver(file_of(3), "id,price,at\n1,3,2011-01-03\n2,3,2011-01-03\n")
    (third,) = shop.build()
    assert (third.missing_columns, held_on(shop, 4)) == (("name",), {1: (3, "a"), 2: (3, None)})
    shop.deliver(file_of(2), "id,price,name,at\n1,2,b,2011-01-02\n")
    shop.build()
    assert held_on(shop, 4) == {1: (3, "b"), 2: (3, None)}


def test_row_that_says_nothing_new_is_known(shop):
    shop.write_contract(COLUMNS, SNAPSHOT)
    shop.load("id,price,name\n1,1,a\n2,1,b\n", file_of(0))
    result = shop.load("id,price\n1,1\n2,2\n", file_of(1))
    assert (result.rows_loaded, result.rows_known) == (1, 1)
    assert shop.query("select missing_columns from ledger.delivery order by delivery_id") == [([],), (["name"],)]


def test_key_that_was_gone_begins_anew(shop):
    shop.write_contract(COLUMNS, SNAPSHOT)
    shop.load("id,price,name\n1,1,a\n", file_of(0))
    shop.load("id,price,name\n", file_of(1))
    shop.load("id,price\n1,1\n", file_of(2))
    assert held_on(shop, 2) == {1: (1, None)}
