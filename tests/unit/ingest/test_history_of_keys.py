"""Rows with a key, in whatever order their deliveries come: the history is that of a plain reference, in order.

The reference walks over the days with a dictionary; it shares nothing with the SQL that it judges.
"""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

COLUMNS = "id: {type: bigint}\nname: {type: varchar}\nprice: {type: bigint}\n"
SNAPSHOT = "files: '*.csv'\ndelivery: {from: name, pattern: '%Y-%m-%d'}\nmode: snapshot\nkey: [id]\nmin_share: 0\n"
CHANGES = SNAPSHOT.replace("snapshot", "changes").replace("min_share: 0\n", "")
HEADER = "id,name,price\n"
FIRST = dt.date(2011, 1, 1)
VERSIONS = (
    "select id, price, valid_from, valid_to, is_deleted from ("
    "select id, price, _valid_from_at::date as valid_from, _valid_to_at::date as valid_to, _is_deleted as is_deleted "
    "from raw.till__sale where _withdrawn_delivery_id is null "
    "and (_valid_to_at is null or _valid_to_at > _valid_from_at)) order by all"
)


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def file_of(number: int) -> str:
    return f"{day(number)}.csv"


def text_of(rows: dict[int, int | str]) -> str:
    return HEADER + "".join(f"{key},x,{price}\n" for key, price in rows.items())


def stretches(states: list[tuple[int, dict[int, int]]]) -> list[tuple]:
    """What holds from when until when, of whole states in order of their days; gone is a stretch without a price."""
    found: dict[int, list[list]] = {}
    for number, state in states:
        for key in {*state, *found}:
            price = state.get(key)
            held = found.setdefault(key, [])
            if price is None and not held:
                continue
            if not held or held[-1][0] != price:
                if held:
                    held[-1][2] = day(number)
                held.append([price, day(number), None])
    rows = [(key, price, since, until, price is None) for key, held in found.items() for price, since, until in held]
    return sorted(rows, key=_by_key_and_time)


def versions(shop) -> list[tuple]:
    return sorted(shop.query(VERSIONS), key=_by_key_and_time)


def _by_key_and_time(version: tuple) -> tuple:
    return version[0], version[2]


def counts(result):
    return result.rows_read, result.rows_loaded, result.rows_known, result.rows_quarantined, result.rows_closed


states = st.dictionaries(st.integers(1, 4), st.integers(1, 2), max_size=4)
quick = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@quick
@given(st.lists(states, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_snapshots_in_any_order_give_the_history_in_order(tmp_path_factory, make_shop, contents, random):
    shop = make_shop(tmp_path_factory.mktemp("shop"))
    shop.write_contract(COLUMNS, SNAPSHOT)
    arrivals = list(enumerate(contents))
    random.shuffle(arrivals)
    for number, content in arrivals:
        shop.deliver(file_of(number), text_of(content))
        shop.build()
    assert versions(shop) == stretches(list(enumerate(contents)))
    shop.close()


@quick
@given(st.lists(states, min_size=1, max_size=4), st.data())
def test_corrected_and_withdrawn_snapshots_leave_no_trace(tmp_path_factory, make_shop, contents, data):
    shop = make_shop(tmp_path_factory.mktemp("shop"))
    shop.write_contract(COLUMNS, SNAPSHOT)
    for number in range(len(contents)):
        shop.deliver(file_of(number), text_of(data.draw(states)))
        shop.build()
    for number in data.draw(st.permutations(range(len(contents)))):
        shop.deliver(file_of(number), text_of(contents[number]))
        shop.build()
    assert versions(shop) == stretches(list(enumerate(contents)))
    shop.close()


@quick
@given(st.lists(states, min_size=2, max_size=4), st.lists(states, min_size=2, max_size=4))
def test_snapshots_corrected_all_at_once(tmp_path_factory, make_shop, wrong, contents):
    """None of the corrections finds what follows it as it was loaded, unless the later ones are loaded first."""
    shop = make_shop(tmp_path_factory.mktemp("shop"))
    shop.write_contract(COLUMNS, SNAPSHOT)
    for number, content in enumerate(wrong):
        shop.deliver(file_of(number), text_of(content))
    shop.build()
    for number, content in enumerate(contents):
        shop.deliver(file_of(number), text_of(content))
    assert "refused" not in {result.status for result in shop.build()}
    stand = [*contents, *wrong[len(contents) :]]
    assert versions(shop) == stretches(list(enumerate(stand)))
    shop.close()


@quick
@given(
    st.lists(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 2)), max_size=4), min_size=1, max_size=4), st.data()
)
def test_changes_in_any_order_give_the_history_in_order(tmp_path_factory, make_shop, contents, data):
    """Without a time of change the delivery's day and the order of lines say which value is the later one."""
    shop = make_shop(tmp_path_factory.mktemp("shop"))
    shop.write_contract(COLUMNS, CHANGES)
    for number in data.draw(st.permutations(range(len(contents)))):
        shop.deliver(file_of(number), HEADER + "".join(f"{key},x,{price}\n" for key, price in contents[number]))
        shop.build()
    state: dict[int, int] = {}
    by_day = []
    for number, rows in enumerate(contents):
        state = state | dict(rows)
        by_day.append((number, state))
    assert _joined(versions(shop)) == stretches(by_day)
    shop.close()


def _joined(found: list[tuple]) -> list[tuple]:
    """Within one file a value may go and come back: two stretches that follow each other and say the same."""
    joined: list[tuple] = []
    for version in found:
        before = joined[-1] if joined else None
        if before and before[:2] == version[:2] and before[3] == version[2] and before[4] == version[4]:
            version = (*before[:3], *version[3:])
            joined.pop()
        joined.append(version)
    return joined


@quick
@given(st.lists(st.tuples(st.integers(1, 2), st.integers(0, 5), st.integers(1, 9)), max_size=8), st.data())
def test_the_sources_own_time_of_change_orders_versions(tmp_path_factory, make_shop, changes, data):
    """Each key says one price a time of change, whichever files bring it and how often."""
    said = {(key, number): price for key, number, price in changes}
    shop = make_shop(tmp_path_factory.mktemp("shop"))
    shop.write_contract(COLUMNS + "at: {type: date}\n", CHANGES + "changed_at: at\n")
    rows = [f"{key},x,{price},{day(number)}\n" for (key, number), price in said.items()]
    for number in range(3):
        chosen = data.draw(st.lists(st.sampled_from(rows), max_size=6)) if rows else []
        shop.deliver(file_of(number), "id,name,price,at\n" + "".join(rows if number == 1 else chosen))
    for _ in range(3):
        shop.build()
    expected = []
    for key in {key for key, _ in said}:
        times = sorted(number for other, number in said if other == key)
        for number, following in zip(times, [*times[1:], None], strict=True):
            until = None if following is None else day(following)
            expected.append((key, said[key, number], day(number), until, False))
    assert versions(shop) == sorted(expected, key=_by_key_and_time)
    shop.close()


def test_snapshot_counts_what_changed(shop):
    shop.write_contract(COLUMNS, SNAPSHOT)
    first = shop.load(text_of({1: 1, 2: 1, 3: 1}), file_of(0))
    second = shop.load(text_of({1: 1, 2: 2, 4: 1}), file_of(1))
    assert (counts(first), counts(second)) == ((3, 3, 0, 0, 0), (3, 2, 1, 0, 1))


def test_same_bytes_on_another_day_are_a_delivery_of_their_own(shop):
    shop.write_contract(COLUMNS, SNAPSHOT)
    shop.load(text_of({1: 1}), file_of(0))
    shop.load(text_of({1: 2}), file_of(1))
    third = shop.load(text_of({1: 1}), file_of(2))
    assert (third.status, counts(third)) == ("loaded", (1, 1, 0, 0, 0))
    assert [price for _, price, *_ in versions(shop)] == [1, 2, 1]


def test_same_bytes_of_the_same_day_under_another_name_are_known(shop):
    shop.write_contract(COLUMNS, SNAPSHOT)
    shop.load(text_of({1: 1}), file_of(0))
    assert shop.load(text_of({1: 1}), f"copy-of-{file_of(0)}").status == "known"


def test_quarantined_row_closes_nothing_and_keeps_its_last_good_version(shop):
    shop.write_contract(COLUMNS, SNAPSHOT + "max_quarantined: 1\n")
    shop.load(text_of({1: 1, 2: 1, 3: 1}), file_of(0))
    result = shop.load(text_of({1: "much", 2: 2}), file_of(1))
    assert counts(result) == (2, 1, 0, 1, 1)
    assert [(key, price) for key, price, _, until, gone in versions(shop) if until is None and not gone] == [
        (1, 1),
        (2, 2),
    ]


def test_row_whose_key_cannot_be_read_may_be_any_key_so_nothing_is_closed(shop):
    shop.write_contract(COLUMNS, SNAPSHOT + "max_quarantined: 1\n")
    shop.load(text_of({1: 1, 2: 1}), file_of(0))
    assert counts(shop.load(HEADER + "one,x,1\n2,x,1\n", file_of(1))) == (2, 0, 1, 1, 0)


def test_key_that_stands_twice_in_a_snapshot(shop):
    shop.write_contract(COLUMNS, SNAPSHOT + "max_quarantined: 1\n")
    result = shop.load(HEADER + "1,x,1\n1,x,1\n1,x,2\n2,x,1\n", file_of(0))
    assert counts(result) == (4, 2, 1, 1, 0)
    assert shop.faults() == [(4, "id", None, "is a key that stands in line 2 already, with other values")]


def test_row_without_its_key_goes_to_quarantine(shop):
    shop.write_contract(COLUMNS, SNAPSHOT + "max_quarantined: 1\n")
    assert counts(shop.load(HEADER + ",x,1\n2,x,1\n", file_of(0))) == (2, 1, 0, 1, 0)
    assert shop.faults() == [(2, "id", None, "is required and missing")]


def test_shrunken_snapshot_is_refused_and_the_last_good_data_stays(shop):
    shop.write_contract(COLUMNS, SNAPSHOT.replace("min_share: 0", "min_share: 0.8"))
    shop.load(text_of(dict.fromkeys(range(10), 1)), file_of(0))
    result = shop.load(text_of(dict.fromkeys(range(7), 1)), file_of(1))
    assert (result.status, counts(result)) == ("refused", (0, 0, 0, 0, 0))
    assert result.reason == (
        "holds 7 of the 10 keys that stood (70.0%), min_share asks for 80.0%; if so many are really gone, "
        "run `rapport build --accept 2`"
    )
    assert len(versions(shop)) == 10


def test_deletion_flag_of_the_source(shop):
    columns = COLUMNS + "gone: {type: boolean}\n"
    shop.write_contract(columns, CHANGES + "deleted: gone\n")
    shop.load("id,name,price,gone\n1,x,1,false\n", file_of(0))
    shop.load("id,name,price,gone\n1,x,1,true\n", file_of(1))
    assert [gone for *_, gone in versions(shop)] == [False, True]


def test_events_with_a_key_are_taken_once_from_any_file(shop):
    shop.write_contract(COLUMNS, CHANGES.replace("changes", "events"))
    shop.load(text_of({1: 1, 2: 1}), file_of(0))
    assert counts(shop.load(text_of({2: 1, 3: 1}), file_of(1))) == (2, 1, 1, 0, 0)


def test_late_snapshot_whose_followers_left_landing_is_refused_with_what_to_do(shop):
    shop.write_contract(COLUMNS, SNAPSHOT)
    shop.load(text_of({1: 1}), file_of(0))
    shop.load(text_of({1: 2}), file_of(2))
    (shop.landing / file_of(2)).unlink()
    result = shop.load(text_of({1: 3}), file_of(1))
    assert result.status == "refused"
    assert f"{file_of(2)} cannot be read any more" in result.reason
    assert [price for _, price, *_ in versions(shop)] == [1, 2]
