"""What a person decides about a delivery: accepted though it shrank, taken out, brought back, read again, forgotten."""

from __future__ import annotations

import pytest

from ingest.accounting import verify_accounting
from ingest.decisions import DecidedBytes, decide
from ingest.deliveries import landed_extracts, new_extracts
from ingest.forgetting import forget_system
from ingest.load import load_extract
from ingest.workshop import open_workshop

COLUMNS = "id: {type: bigint}\nname: {type: varchar}\nprice: {type: bigint}\n"
SNAPSHOT = "files: '*.csv'\ndelivery: {from: name, pattern: '%Y-%m-%d'}\nmode: snapshot\nkey: [id]\n"
HEADER = "id,name,price\n"
FIVE, SIX, SEVEN = "2011-01-05.csv", "2011-01-06.csv", "2011-01-07.csv"


def decided(shop, file, decision):
    """Decides about the latest delivery of `file`, as the command does."""
    said = shop.query(
        "select content_hash, delivery_date, system_name, entity_name from ledger.delivery "
        f"where file = '{file}' order by delivery_id desc limit 1"
    )
    content_hash, day, system, entity = said[0]
    is_days_own = shop.contract.entities[entity].mode != "events"
    shop.close()
    decide(shop.company, DecidedBytes(system, entity, content_hash, day if is_days_own else None), decision)


def read_again(shop, file):
    contract = shop.contract
    (extract,) = [one for one in landed_extracts(shop.company, [contract]) if one.file == file]
    shop.query("delete from ledger.file_seen")
    entity = contract.entities[extract.entity]
    found = {new.extract.file: new for new in _all_as_new(shop, contract)}
    result = load_extract(shop.con, contract, entity, found[file], reread=True)
    assert verify_accounting(shop.con) == []
    return result


def _all_as_new(shop, contract):
    """Every extract with its hash, as a person's choice of days hands it over."""
    with open_workshop_of_nothing(shop) as empty:
        return new_extracts(empty, landed_extracts(shop.company, [contract]))


def open_workshop_of_nothing(shop):
    aside = shop.company.model_copy(update={"folder": shop.folder / "aside"})
    return open_workshop(aside)


def test_accepted_snapshot_is_loaded_though_it_shrank_and_so_is_a_rebuild(shop):
    shop.write_contract(COLUMNS, SNAPSHOT)
    shop.load(HEADER + "1,a,1\n2,b,1\n", FIVE)
    assert shop.load(HEADER + "1,a,1\n", SIX).status == "refused"
    assert shop.build() == []
    decided(shop, SIX, "accepted")
    (result,) = shop.build()
    assert (result.status, result.rows_closed) == ("loaded", 1)
    shop.close()
    shop.company.workshop_path.unlink()
    assert [result.status for result in shop.build()] == ["loaded", "loaded"]


def test_withdrawn_delivery_leaves_and_stays_away_until_it_is_accepted(shop):
    shop.load("id,name,price\n1,Ann,1\n", FIVE)
    shop.load("id,name,price\n2,Bob,2\n", SIX)
    decided(shop, FIVE, "withdrawn")
    (result,) = shop.build()
    assert (result.status, result.rows_withdrawn, result.reason) == ("withdrawn", 1, "taken out by a person")
    assert (shop.standing("id"), shop.build()) == ([(2,)], [])
    shop.close()
    shop.company.workshop_path.unlink()
    assert [result.status for result in shop.build()] == ["withdrawn", "loaded"]
    decided(shop, FIVE, "accepted")
    assert [result.status for result in shop.build()] == ["loaded"]
    assert shop.standing("id") == [(1,), (2,)]


def test_withdrawn_bytes_do_not_come_back_under_another_name(shop):
    content = "id,name,price\n1,Ann,1\n"
    shop.load(content, FIVE)
    assert shop.load(content, SIX).status == "known"
    decided(shop, FIVE, "withdrawn")
    assert [result.status for result in shop.build()] == ["withdrawn", "withdrawn"]
    assert shop.standing("id") == []


def test_withdrawn_snapshot_is_as_if_it_never_came(shop):
    shop.write_contract(COLUMNS, SNAPSHOT + "min_share: 0\n")
    for file, price in ((FIVE, 1), (SIX, 2), (SEVEN, 1)):
        shop.load(f"{HEADER}1,a,{price}\n", file)
    decided(shop, SIX, "withdrawn")
    (result,) = shop.build()
    assert (result.status, result.rows_withdrawn) == ("withdrawn", 1)
    standing = shop.query("select price, _valid_to_at from raw.till__sale where _withdrawn_delivery_id is null")
    assert standing == [(1, None)]
    corrected = shop.load(HEADER + "1,a,3\n", SIX)
    assert (corrected.status, corrected.rows_loaded) == ("loaded", 1)


@pytest.mark.parametrize("entity", [None, SNAPSHOT])
def test_file_read_again_replaces_what_it_gave(shop, entity):
    more = "max_quarantined: 1\n"
    shop.write_contract(COLUMNS, entity, more) if entity else shop.write_contract(COLUMNS, more=more)
    shop.load(HEADER + "1,a,1\n2,b,x\n", FIVE)
    again = read_again(shop, FIVE)
    assert (again.rows_read, again.rows_loaded, again.rows_quarantined) == (2, 0, 1)
    assert len(shop.faults()) == 1


def test_file_read_again_without_difference_leaves_the_ledger_as_it_is(shop):
    shop.load("id,name,price\n1,Ann,1\n", FIVE)
    again = read_again(shop, FIVE)
    assert (again.status, again.delivery_id, again.rows_known) == ("known", 1, 1)
    assert shop.query("select count(*) from ledger.delivery") == [(1,)]


def test_forgotten_system_is_loaded_anew_and_its_ids_are_not_given_twice(shop):
    shop.load("id,name,price\n1,Ann,1\n", FIVE)
    before = shop.query("select workshop_id from ledger.workshop")
    forget_system(shop.con, "till")
    assert shop.query("select workshop_id from ledger.workshop") != before
    (result,) = shop.build()
    assert (result.delivery_id, result.rows_loaded) == (2, 1)
