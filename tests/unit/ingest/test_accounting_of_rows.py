"""The accounting: it finds every way in which ledger, raw and quarantine can disagree."""

from __future__ import annotations

import pytest

from ingest.accounting import verify_accounting

HEADER = "id,name,price\n"


@pytest.fixture
def loaded(shop):
    shop.write_contract(more="max_quarantined: 1\n")
    shop.load(HEADER + "1,Ann,1\nx,Bob,2\n")
    shop.load(HEADER + "2,Ann,1\nx,Bob,2\n")
    shop.load(HEADER + "3,Ann,1\n", "2011-01-06.csv")
    return shop


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("update ledger.delivery set rows_read = 7 where delivery_id = 3", "delivery 3 (2011-01-06.csv): 7 rows read"),
        ("update ledger.delivery set rows_loaded = 0, rows_read = 0 where delivery_id = 3", "delivery 3: 1 rows of it"),
        ("delete from raw.till__sale where id = 3", "delivery 3: 0 rows of it, 0 closed and 0 withdrawn"),
        (
            "update raw.till__sale set _withdrawn_delivery_id = null",
            "delivery 2: 1 rows of it, 0 closed and 0 withdrawn by it",
        ),
        ("update raw.till__sale set _withdrawn_delivery_id = 3 where id = 3", "2011-01-06.csv: 0 rows stand"),
        ("delete from quarantine.row where _delivery_id = 2", "delivery 2: 0 rows in quarantine (0 standing)"),
        ("update quarantine.row set _withdrawn_delivery_id = null", "delivery 1: 1 rows in quarantine (1 standing)"),
        ("insert into raw.till__sale (id, _delivery_id, _line) values (5, 77, 2)", "delivery 77: 1 rows of it"),
        ("delete from ledger.delivery where delivery_id = 1", "2 deliveries, but the latest is number 3"),
    ],
)
def test_damage_is_found(loaded, damage, said):
    assert verify_accounting(loaded.con) == []
    loaded.con.execute(damage)
    faults = verify_accounting(loaded.con)
    assert any(said in fault for fault in faults), faults


def test_empty_workshop_adds_up(shop):
    assert verify_accounting(shop.con) == []
