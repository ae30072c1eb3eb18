"""The workshop: made, opened, refused; and raw tables that no changed contract alters in silence."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ingest.raw_table import ContractChanged, prepare_raw
from ingest.workshop import WorkshopError, open_workshop

HEADER = "id,name,price\n"


def test_new_workshop_is_private_and_has_an_identity(shop):
    ((version, workshop_id),) = shop.query("select schema_version, workshop_id from ledger.workshop")
    assert (version, len(workshop_id)) == (3, 36)
    assert shop.company.workshop_path.stat().st_mode & 0o777 == 0o600
    assert shop.company.warehouse_folder.stat().st_mode & 0o777 == 0o700
    shop.close()
    assert shop.query("select schema_version, workshop_id from ledger.workshop") == [(version, workshop_id)]


def test_limits_come_from_the_environment(shop, monkeypatch):
    monkeypatch.setenv("RAPPORT_MEMORY_LIMIT", "1GB")
    monkeypatch.setenv("RAPPORT_THREADS", "1")
    assert shop.query("select current_setting('memory_limit'), current_setting('threads')") == [("953.6 MiB", 1)]
    assert str(shop.company.warehouse_folder) in shop.query("select current_setting('temp_directory')")[0][0]


@pytest.mark.parametrize(("variable", "value"), [("MEMORY_LIMIT", "plenty"), ("THREADS", "few"), ("THREADS", "0")])
def test_wrong_limit_is_named(shop, monkeypatch, variable, value):
    monkeypatch.setenv(f"RAPPORT_{variable}", value)
    with pytest.raises(WorkshopError, match=f"RAPPORT_{variable}"):
        open_workshop(shop.company)


def test_workshop_of_another_version_asks_for_a_rebuild(shop):
    shop.con.execute("update ledger.workshop set schema_version = 99")
    shop.close()
    with pytest.raises(WorkshopError, match=r"schema version 99, .* works with 3; run `rapport build .* --rebuild`"):
        open_workshop(shop.company)


def test_what_is_no_workshop_asks_for_a_rebuild(shop):
    shop.con.execute("drop table ledger.workshop")
    shop.close()
    with pytest.raises(WorkshopError, match=r"holds no ledger.*--rebuild"):
        open_workshop(shop.company)
    shop.company.workshop_path.write_text("something else")
    with pytest.raises(WorkshopError, match=r"cannot be opened.*--rebuild"):
        open_workshop(shop.company)


def test_workshop_open_elsewhere_is_said_so(shop):
    shop.con.execute("select 1")
    program = (
        "import sys, pathlib\n"
        "from ingest.workshop import open_workshop, WorkshopError\n"
        "from warehouse.company import load_company\n"
        "try: open_workshop(load_company(pathlib.Path(sys.argv[1])))\n"
        "except WorkshopError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(shop.folder)], capture_output=True, text=True, check=True)
    assert "in use by another process" in done.stdout


def test_raw_tables_are_there_before_any_file_is(shop):
    prepare_raw(shop.con, shop.contract)
    assert shop.query("select * exclude (id) from raw.till__sale") == []


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (
            "id: {type: integer, required: true}\nname: {type: varchar}\nprice: {type: 'decimal(10,2)'}\n",
            "column id was bigint, is integer",
        ),
        ("id: {type: bigint}\nname: {type: varchar}\n", r"column price was decimal\(10,2\), is not declared"),
        (
            "id: {type: bigint}\nname: {type: varchar}\nprice: {type: 'decimal(10,2)'}\nx: {type: date}\n",
            "column x was not declared, is date",
        ),
    ],
)
def test_changed_columns_ask_for_a_rebuild(shop, columns, said):
    shop.load(HEADER + "1,Ann,1\n")
    shop.write_contract(columns=columns)
    with pytest.raises(ContractChanged, match=said) as caught:
        shop.load(HEADER + "1,Ann,1\n", "2011-01-06.csv")
    assert "till, entity sale" in str(caught.value)
    assert f"`rapport build --company {shop.folder} --rebuild --system till`" in str(caught.value)


def test_other_changes_ask_for_nothing(shop):
    shop.load(HEADER + "1,Ann,1\n")
    shop.write_contract(
        columns="# prices are in pounds\nprice: {type: 'decimal(10, 2)'}\n"
        "id: {type: bigint}\nname: {type: varchar, pii: name}\n",
        more="max_quarantined: 0.5\nexpected: weekly\n",
    )
    assert shop.load(HEADER + "2,Bob,1\n", "2011-01-06.csv").status == "loaded"
    assert shop.standing("id") == [(1,), (2,)]
