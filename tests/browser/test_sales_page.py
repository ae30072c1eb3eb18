"""The page Sales on the real deliveries: read, drilled, bookmarked, and checked down to the rows."""

from __future__ import annotations

import csv
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from pages_served import Visit, served, settled
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

# Counted from the files alone (the data set's ABOUT.md): invoiced by month, December 2010 to December 2011.
INVOICED = "9,747,747.93"
INVOICED_BY_MONTH = [
    "748,957.02", "560,000.26", "498,062.65", "683,267.08", "493,207.12", "723,333.51", "691,123.12",
    "681,300.11", "682,680.51", "1,019,687.62", "1,070,704.67", "1,461,756.25", "433,668.01",
]  # fmt: skip
INVOICED_BY_COUNTRY = {"United Kingdom": "8,187,806.36", "Netherlands": "284,661.54", "Germany": "221,698.21"}
ORDERS = "22,061"


def column(page: Page, name: str) -> Locator:
    """The column of a period in the chart, by its name from the beginning: "Nov 2011"."""
    return page.locator(f'path[aria-label^="{name}"]').last


def click(page: Page, what: Locator, then: str) -> None:
    """Clicks, and waits until the address says `then` and the page is at rest."""
    what.click()
    expect(page).to_have_url(re.compile(then))  # followed within the page: nothing is loaded that could be waited for
    settled(page)


def link(page: Page, name: str, within: str = "") -> Locator:
    place = page.locator(within) if within else page
    return place.get_by_role("link", name=name, exact=True)


def crumbs(page: Page) -> list[str]:
    return page.locator(".crumbs li").all_inner_texts()


def amounts(cells: Locator) -> list[Decimal]:
    return [Decimal(text.replace(",", "").replace("\u2212", "-")) for text in cells.all_inner_texts()]


def rows_shown(page: Page) -> list[Decimal]:
    return amounts(page.locator(".rows tbody tr td:last-child"))


def sum_shown(page: Page) -> Decimal:
    return amounts(page.locator(".rows tfoot td"))[0]


def text_of(page: Page) -> str:
    return page.locator(".stMainBlockContainer").inner_text()


def picture(page: Page, folder: Path, name: str) -> None:
    """The whole page as a picture, for people to look at: pytest's --basetemp says where."""
    height = page.locator(".stMainBlockContainer").evaluate("element => element.scrollHeight")
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": size["width"], "height": int(height) + 24})
    page.wait_for_timeout(500)
    page.screenshot(path=folder / f"{name}.png")
    page.set_viewport_size(size)


def test_known_totals_stand_on_the_page(shop: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(shop)
    expect(page.locator(".banner")).to_contain_text("data through 9 Dec 2011, 12:50")
    expect(page.locator(".banner")).to_contain_text("all systems on time")
    expect(page.locator(".explain")).to_contain_text(INVOICED)
    expect(page.locator(".figure", has_text="Orders")).to_have_attribute("title", ORDERS)
    picture(page, tmp_path, "all")

    click(page, page.locator(".explain a"), "metric=invoiced_amount")
    click(page, link(page, "Table"), "shape=table")
    assert page.locator("#over-time tbody td.number").all_inner_texts() == INVOICED_BY_MONTH
    expect(page.locator("#over-time tfoot .total td.number").first).to_have_text(INVOICED)
    for country, amount in INVOICED_BY_COUNTRY.items():
        row = page.locator("#by-geography-country tbody tr", has=link(page, country))
        expect(row.locator("td.number").first).to_have_text(amount)


def test_a_table_and_what_it_leaves_out_add_up_to_the_total(shop: str, visit: Visit) -> None:
    page = visit(shop)
    for table in ("#by-product-sku", "#by-geography-country"):
        shown = amounts(page.locator(f"{table} tbody td.number"))
        (rest,) = amounts(page.locator(f"{table} tfoot .rest td.number"))
        (total,) = amounts(page.locator(f"{table} tfoot .total td.number"))
        assert len(shown) == 15
        assert shown == sorted(shown, reverse=True)
        assert abs(sum(shown) + rest - total) < Decimal("0.1")  # each of 16 figures is rounded to a penny


def test_from_year_to_day_by_clicks_and_back(shop: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(shop)
    click(page, link(page, "Years"), "by=year")
    click(page, column(page, "2011 (to 9 Dec)"), "date=2011$")
    click(page, column(page, "Q4 2011 (to 9 Dec)"), "date=2011-Q4$")
    expect(page.locator(".heading").first).to_contain_text("lighter: 1 Jul")
    click(page, column(page, "Nov 2011"), "date=2011-11$")
    assert crumbs(page) == ["All periods", "2011", "Q4 2011", "Nov 2011"]
    expect(page.locator("h1")).to_contain_text("Nov 2011: net revenue rose")
    picture(page, tmp_path, "month")
    click(page, column(page, "Mon, 14 Nov 2011"), "date=2011-11-14")
    assert crumbs(page)[-1] == "Mon, 14 Nov 2011"
    expect(page.locator(".rows tfoot .agrees")).to_have_text("is the figure above")

    click(page, link(page, "Q4 2011", ".crumbs"), "date=2011-Q4$")
    assert crumbs(page) == ["All periods", "2011", "Q4 2011"]
    page.go_back()
    expect(page).to_have_url(re.compile("date=2011-11-14"))
    expect(page.locator(".crumbs [aria-current=page]")).to_have_text("Mon, 14 Nov 2011")


def test_the_address_shows_the_same_in_a_fresh_browser(shop: str, visit: Visit) -> None:
    page = visit(shop)
    click(page, column(page, "Nov 2011"), "date=2011-11$")
    click(page, page.locator(".figure", has_text="Orders"), "metric=orders")
    click(page, link(page, "Germany"), "geography__country=Germany")
    click(page, link(page, "Table"), "shape=table")
    click(page, link(page, "Show the rows"), "rows=1")
    fresh = visit(page.url)
    expect(fresh.locator(".chip")).to_have_count(2)
    for one in (page, fresh):  # the download is the last thing that a page shows
        expect(one.get_by_role("button", name="Download all rows (CSV)")).to_be_visible()
    assert text_of(fresh) == text_of(page)


def test_the_rows_sum_to_the_cell(shop: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(f"{shop}?date=2011-12-08")
    row = page.locator("#by-geography-country tbody tr", has=link(page, "France"))
    (cell,) = amounts(row.locator("td.number").first)
    click(page, row.get_by_role("link", name="Show the rows of France"), "rows=1")
    assert sum_shown(page) == cell
    expect(page.locator(".rows tfoot .agrees")).to_have_text("is the figure above")
    picture(page, tmp_path, "rows")

    found = rows_shown(page)
    while link(page, "Next").count():
        before = page.url
        link(page, "Next").click()
        expect(page).not_to_have_url(before)
        settled(page)
        found += rows_shown(page)
    assert sum(found) == cell

    with page.expect_download() as download:
        page.get_by_role("button", name="Download all rows (CSV)").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(content.decode("utf-8-sig").splitlines()))[1:]
    assert len(lines) == len(found)
    assert sum(Decimal(line[-1]) for line in lines) == cell


def test_distinct_things_have_a_row_each(shop: str, visit: Visit) -> None:
    page = visit(f"{shop}?date=2011-12-09&metric=customers_buying&rows=1")
    assert rows_shown(page) == [1] * 35
    assert sum_shown(page) == 35


def test_a_filter_is_said_in_words_and_reset_by_one_click(shop: str, visit: Visit) -> None:
    page = visit(shop)
    click(page, link(page, "REGENCY CAKESTAND 3 TIER"), "product__sku=22423")
    expect(page.locator(".chip")).to_contain_text("Product: REGENCY CAKESTAND 3 TIER")
    click(page, link(page, "Netherlands"), "geography__country=Netherlands")
    expect(page.locator(".chip")).to_have_count(2)
    click(page, link(page, "Reset", ".filters"), r"/\??$")
    expect(page.locator(".filters")).to_have_text("Everything")


def test_two_quick_clicks_add_up(shop: str, visit: Visit) -> None:
    page = visit(shop)
    expect(page.locator("html[data-follows-links]")).to_have_count(1)
    page.evaluate("""() => {
        document.querySelector('.figure[href*="metric=units"]').click();
        document.querySelector('#by-geography-country a[href*="=Germany"]').click();
    }""")
    expect(page).to_have_url(re.compile("metric=units&geography__country=Germany"))
    expect(page.locator(".figure[aria-current=true]")).to_contain_text("Units")
    expect(page.locator(".chip")).to_contain_text("Germany")


def test_a_newer_version_is_shown_at_the_next_click(built_online_retail: Path, visit: Visit, tmp_path: Path) -> None:
    company = shutil.copytree(built_online_retail, tmp_path / "company", ignore=shutil.ignore_patterns("warehouse"))
    current = company / "published" / "current"
    newer = "29990101T000000Z"
    with served(company, tmp_path / "log") as address:
        page = visit(address)
        shutil.copytree(company / "published" / current.read_text().strip(), company / "published" / newer)
        (tmp_path / "next").write_text(newer + "\n")
        (tmp_path / "next").rename(current)
        click(page, link(page, "Years"), "by=year")
        page.get_by_text("How it is computed").click()
        expect(page.locator(".how")).to_contain_text(newer)


def test_the_keyboard_drills_too(shop: str, visit: Visit) -> None:
    page = visit(f"{shop}?shape=table")
    link(page, "Nov 2011").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("date=2011-11"))
    settled(page)
    assert crumbs(page)[-1] == "Nov 2011"


def test_an_empty_selection_says_what_there_is(shop: str, visit: Visit) -> None:
    page = visit(f"{shop}?date=2009-05")
    expect(page.locator(".state")).to_contain_text("No sales in this selection")
    expect(page.locator(".state")).to_contain_text("The latest data is from 9 Dec 2011.")
    click(page, link(page, "Reset", ".state"), r"/\??$")
    expect(page.locator(".figure")).to_have_count(6)


ADDRESSES = ["?date=2011-99&metric=profit", "?geography__country=%27%3B%20drop%20table", "?rows=9999"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_breaks_the_page(shop: str, visit: Visit, address: str) -> None:
    page = visit(shop + address)
    expect(page.locator(".banner")).to_contain_text("data through")
    assert "cannot be shown" not in text_of(page)


def test_nothing_published_says_what_to_run(online_retail: Path, visit: Visit, tmp_path: Path) -> None:
    with served(online_retail, tmp_path / "log") as address:
        page = visit(address)
        expect(page.locator(".state")).to_contain_text("Nothing has been published yet")
        expect(page.locator(".state code")).to_have_text(f"./rapport build --company {online_retail}")


def test_a_telephone_shows_all_of_it(shop: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(f"{shop}?date=2011-12", width=390, height=844)
    expect(page.locator(".figure")).to_have_count(6)
    column(page, "Thu, 1 Dec 2011").wait_for()
    picture(page, tmp_path, "telephone")
    cut = page.locator(".rp").evaluate_all(
        "blocks => blocks.filter(b => b.scrollWidth > b.clientWidth + 1).map(b => b.className)"
    )
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_dark_theme_is_dark_and_readable(shop: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(shop, scheme="dark")
    picture(page, tmp_path, "dark")
    ground = page.locator("[data-testid=stApp]").evaluate("element => getComputedStyle(element).backgroundColor")
    assert ground == "rgb(20, 25, 31)"
    ink = page.locator("h1").evaluate("element => getComputedStyle(element).color")
    assert ink == "rgb(228, 233, 238)"
