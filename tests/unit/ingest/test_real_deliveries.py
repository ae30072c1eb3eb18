"""The 305 real deliveries of a web shop, as its own contract reads them."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.accounting import verify_accounting
from ingest.contract import load_contract
from ingest.deliveries import landed_extracts, new_extracts
from ingest.load import load_extract
from ingest.workshop import open_workshop
from warehouse.company import load_company

DAY = "by-day/2010-12-01.csv"


@pytest.fixture
def online_retail(tmp_path, monkeypatch, real_deliveries):
    """A copy of the company whose landing folder may be written."""
    repository = Path(__file__).parents[3]
    shutil.copytree(
        repository / "data" / "online_retail",
        tmp_path / "company",
        ignore=shutil.ignore_patterns("warehouse", "published", "landing"),
    )
    landing = tmp_path / "data" / "online_retail_uci" / "by-day"
    shutil.copytree(real_deliveries, landing, copy_function=shutil.copyfile)
    landing.chmod(0o755)
    monkeypatch.setenv("RAPPORT_SHARED", str(tmp_path))
    return load_company(tmp_path / "company")


def build(con, company):
    contracts = {system.name: load_contract(company, system) for system in company.systems}
    results = []
    for new in new_extracts(con, landed_extracts(company, contracts.values())):
        contract = contracts[new.extract.system]
        results.append(load_extract(con, contract, contract.entities[new.extract.entity], new))
    assert verify_accounting(con) == []
    return results


def standing(con):
    return con.execute(
        "select count(*), count(distinct InvoiceNo), sum(Quantity), sum(Quantity * UnitPrice), "
        "min(InvoiceDate)::varchar from raw.online_retail__invoice_line where _withdrawn_delivery_id is null"
    ).fetchone()


def test_all_305_deliveries_to_the_row_and_a_corrected_day(online_retail):
    con = open_workshop(online_retail)
    results = build(con, online_retail)
    assert len(results) == 305
    assert {result.status for result in results} == {"loaded"}
    assert sum(result.rows_read for result in results) == sum(result.rows_loaded for result in results) == 541_909
    whole = (541_909, 25_900, 5_176_450, Decimal("9747747.9340"), "2010-12-01 08:26:00")
    assert standing(con) == whole
    assert build(con, online_retail) == []

    path = online_retail.systems[0].landing / DAY
    lines = path.read_text().splitlines(keepends=True)
    inserted = "999999,NEW,A LINE AT THE TOP,1,2010-12-01 07:00:00,1.00,17850.0,United Kingdom\n"
    corrected = lines[5].replace(",3.39,", ",3.49,")
    assert corrected != lines[5]
    path.write_text("".join([lines[0], inserted, *lines[1:5], corrected, *lines[6:100], *lines[101:]]))
    (result,) = build(con, online_retail)
    assert (result.status, result.file) == ("loaded", DAY)
    counts = (result.rows_read, result.rows_loaded, result.rows_known, result.rows_quarantined, result.rows_withdrawn)
    assert counts == (3108, 2, 3106, 0, 2)
    assert standing(con)[0] == 541_909

    path.write_text("".join(lines))
    (restored,) = build(con, online_retail)
    assert (restored.rows_loaded, restored.rows_known, restored.rows_withdrawn) == (2, 3106, 2)
    assert standing(con) == whole
    con.close()
