"""What company.yml says, and what is refused of it with file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.company import SettingsError, load_company

FULL = """\
name: Full
currency: EUR
time_zone: Europe/Berlin
fiscal_year_start_month: 4
week_start: sunday
languages: [en, zh-CN]
retention: {versions: 12}
systems:
  - name: crm
    kind: crm
    contract: salesforce
    landing: landing/crm
    time_zone: UTC
  - {name: shop, kind: web_shop, contract: shop, landing: ../elsewhere, time_zone: Asia/Shanghai}
"""

LEAST = """\
name: Least
currency: GBP
time_zone: Europe/London
systems:
  - {name: shop, kind: web_shop, contract: shop, landing: landing, time_zone: Europe/London}
"""


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "company.yml").write_text(text)
    return folder


def test_everything_said_is_read(tmp_path: Path) -> None:
    company = load_company(written(tmp_path / "full", FULL))
    assert (company.name, company.currency, company.time_zone) == ("Full", "EUR", "Europe/Berlin")
    assert (company.fiscal_year_start_month, company.week_start) == (4, "sunday")
    assert (company.languages, company.retention.versions) == (("en", "zh-CN"), 12)
    assert [system.name for system in company.systems] == ["crm", "shop"]
    assert company.systems[0].contract == "salesforce"


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    company = load_company(written(tmp_path / "least", LEAST))
    assert (company.fiscal_year_start_month, company.week_start) == (1, "monday")
    assert (company.languages, company.retention.versions) == (("en",), 5)


def test_landing_is_taken_from_the_companys_folder(tmp_path: Path) -> None:
    folder = written(tmp_path / "full", FULL)
    landings = [system.landing for system in load_company(folder).systems]
    assert landings == [folder / "landing" / "crm", tmp_path / "elsewhere"]


def test_a_landing_elsewhere_may_be_absolute_or_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXTRACTS", "/extracts")
    text = LEAST.replace("landing: landing", "landing: '${EXTRACTS}/shop'")
    assert load_company(written(tmp_path / "c", text)).systems[0].landing == Path("/extracts/shop")


def test_folders_lie_below_the_company_however_it_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path / "least", LEAST)
    monkeypatch.chdir(tmp_path)
    company = load_company(Path("least/../least"))
    assert company.folder == folder
    below = {
        company.settings_path: "company.yml",
        company.contracts_folder: "contracts",
        company.models_folder: "models",
        company.seeds_folder: "seeds",
        company.warehouse_folder: "warehouse",
        company.workshop_path: "warehouse/workshop.duckdb",
        company.registry_path: "warehouse/registry.duckdb",
        company.lock_path: "warehouse/writer.lock",
        company.dagster_home: "warehouse/dagster",
        company.dbt_target_folder: "warehouse/dbt",
        company.published_folder: "published",
        company.candidate_folder: "published/.candidate",
    }
    assert {path: path.relative_to(folder).as_posix() for path in below} == below


def test_a_company_never_changes_after_it_was_read(tmp_path: Path) -> None:
    company = load_company(written(tmp_path / "least", LEAST))
    with pytest.raises(ValueError, match="frozen"):
        company.name = "Other"


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_a_folder_without_company_yml_is_told_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match=r"there is no company\.yml here"):
        load_company(tmp_path / name)


@pytest.mark.parametrize(
    ("good", "bad", "line", "reason"),
    [
        ("name: Least", "nam: Least", 1, "nam: this setting is not known (and 1 more)"),
        ("name: Least", "name: 12", 1, "name: Input should be a valid string"),
        ("currency: GBP", "currency: pounds", 2, "currency"),
        (
            "time_zone: Europe/London\ns",
            "time_zone: London\ns",
            3,
            "'London' is no time zone; write it as in Europe/London",
        ),
        ("time_zone: Europe/London}", "time_zone: BST}", 5, "systems.0.time_zone: 'BST' is no time zone"),
        ("kind: web_shop", "kind: shop", 5, "systems.0.kind"),
        ("name: shop", "name: My Shop", 5, "systems.0.name"),
        ("contract: shop, ", "", 5, "systems.0.contract: Field required"),
        ("systems:", "week_start: noon\nsystems:", 4, "week_start"),
        ("systems:", "languages: [de]\nsystems:", 4, "languages"),
        ("systems:", "fiscal_year_start_month: 13\nsystems:", 4, "fiscal_year_start_month"),
        ("systems:", "retention:\n  versions: 0\nsystems:", 5, "retention.versions"),
        ("systems:", "retention:\n  months: 1\nsystems:", 5, "retention.months: this setting is not known"),
    ],
)
def test_a_wrong_setting_is_refused_with_file_line_and_reason(
    tmp_path: Path, good: str, bad: str, line: int, reason: str
) -> None:
    assert good in LEAST
    folder = written(tmp_path / "wrong", LEAST.replace(good, bad, 1))
    with pytest.raises(SettingsError) as caught:
        load_company(folder)
    assert (caught.value.file, caught.value.line) == (folder / "company.yml", line)
    assert reason in caught.value.reason
    assert str(caught.value).startswith(f"{folder}/company.yml, line {line}: ")


def test_two_systems_of_one_name_are_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "twice", LEAST + LEAST.splitlines()[-1] + "\n")
    with pytest.raises(SettingsError, match="line 4: systems: two systems are named 'shop'"):
        load_company(folder)


def test_a_company_without_systems_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "none", LEAST.split("systems:")[0] + "systems: []\n")
    with pytest.raises(SettingsError, match="line 4: systems"):
        load_company(folder)


def test_a_missing_setting_is_named_and_others_counted(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"line 1: currency: Field required \(and 2 more\)"):
        load_company(written(tmp_path / "few", "name: Few\n"))
