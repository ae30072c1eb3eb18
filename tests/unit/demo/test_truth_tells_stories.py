"""What was planted can be found: size, channels, the fault, Mondays, the rep who left, prices, spellings."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from truth_asked import Ask


def test_the_small_company_is_as_large_as_it_says(ask: Ask) -> None:
    [(lines, customers)] = ask(
        "select (select count(*) from order_line), (select count(distinct party_no) from sales_order)"
    )
    assert 17_000 < lines < 23_000
    assert 1_600 < customers < 2_200


def test_the_same_seed_makes_the_same_files_in_another_process(truth_folder: Path, tmp_path: Path) -> None:
    make = f"from pathlib import Path; from demo.generate import generate; generate(Path({str(tmp_path)!r}), 'S', 1)"
    subprocess.run([sys.executable, "-c", make], check=True, timeout=300, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert checksums(tmp_path / "truth") == checksums(truth_folder)


def checksums(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def test_fairs_cost_most_and_bring_little(ask: Ask) -> None:
    [(spend, deals)] = ask("select spend_share, deal_share from channel_effect where channel = 'fair'")
    assert spend == pytest.approx(0.8, abs=0.001)
    assert deals == pytest.approx(0.2, abs=0.07)


def test_customers_leave_after_the_fault(ask: Ask) -> None:
    [(faulty, others)] = ask("""
        with hit as (select distinct party_no from ticket where reason = 'faulty'),
        there as (select party_no, churned_at from party where first_seen_at < '2024-03-01' and base_rate_per_month > 0
            and coalesce(churned_at, '2026-01-01') > '2024-03-01')
        , gone as (
            select party_no in (from hit) as is_hit, coalesce(churned_at < '2025-06-01', false)::int as left_us
            from there
        )
        select avg(left_us) filter (is_hit), avg(left_us) filter (not is_hit) from gone
    """)
    assert faulty > others + 0.15


def test_queues_are_longest_on_mondays(ask: Ask) -> None:
    waits = dict(ask("select dayofweek(started_at), avg(queue_seconds) from call group by 1"))
    assert waits[1] > 1.3 * sum(waits[day] for day in (2, 3, 4, 5)) / 4


def test_the_accounts_of_the_rep_who_left_go_quiet(ask: Ask) -> None:
    [(hers_before, hers_after, others_before, others_after)] = ask("""
        with leaver as (select employee_no from employee_version where not is_active),
        o as (select party.account_rep_employee_no in (from leaver) as hers, ordered_at
            from sales_order inner join party using (party_no)
            where party_type = 'organisation' and opportunity_no is null)
        select count(*) filter (hers and ordered_at between '2023-09-30' and '2024-09-30'),
            count(*) filter (hers and ordered_at between '2024-10-01' and '2025-10-01'),
            count(*) filter (not hers and ordered_at between '2023-09-30' and '2024-09-30'),
            count(*) filter (not hers and ordered_at between '2024-10-01' and '2025-10-01') from o
    """)
    assert hers_before > 10
    assert hers_after / hers_before < 0.5 * others_after / others_before


def test_the_company_grows_every_year(ask: Ask) -> None:
    [years] = ask("select count(*) filter (year(ordered_at) = 2023), count(*) filter (year(ordered_at) = 2024), "
                  "count(*) filter (year(ordered_at) = 2025) from sales_order")  # fmt: skip
    assert years[0] < years[1] < years[2]


def test_christmas_and_sundays_are_busy(ask: Ask) -> None:
    [(december, spring, sunday, friday)] = ask("""
        select avg(orders) filter (month(day) = 12), avg(orders) filter (month(day) in (2, 3)),
            avg(orders) filter (dayofweek(day) = 0), avg(orders) filter (dayofweek(day) = 5)
        from (
            select cast(ordered_at as date) as day, count(*) as orders
            from sales_order where sales_channel = 'web_shop' group by 1
        )
    """)
    assert december > 1.3 * spring
    assert sunday > 1.1 * friday


def test_nobody_rings_on_a_holiday(ask: Ask) -> None:
    closed = "select count(*) from call inner join holiday on cast(started_at as date) = date and country_code = 'DE'"
    assert ask(closed) == [(0,)]


def test_a_promotion_brings_more_of_its_category(ask: Ask) -> None:
    [(on_sale, otherwise)] = ask("""
        with days as (select unnest(range(date '2023-01-01', date '2026-01-01', interval 1 day)) as day),
        sold as (
            select cast(ordered_at as date) as day, category_name, count(*) as lines
            from order_line inner join sales_order using (order_no) inner join product using (sku_no) group by all
        ), each as (
            select category_name, date_trunc('month', day) as month, coalesce(lines, 0) as lines, exists (
                select 1 from promotion as p
                where p.category_name = e.category_name and day between first_date and last_date
            ) as is_on_sale
            from elasticity as e cross join days left join sold using (category_name, day)
            where month(day) not in (11, 12)
        ), usual as (select *, avg(lines) over (partition by category_name, month) as mean from each)
        select avg(lines / mean) filter (is_on_sale), avg(lines / mean) filter (not is_on_sale)
        from usual where mean > 0
    """)
    assert on_sale > 1.15 * otherwise


def test_who_was_held_out_shows_the_lift(ask: Ask) -> None:
    [(written_to, held_out, lift)] = ask("""
        select avg(cast(converted_at is not null as int)) filter (not is_held_out),
            avg(cast(converted_at is not null as int)) filter (is_held_out), avg(true_lift)
        from campaign_contact inner join campaign using (campaign_no)
    """)
    assert written_to - held_out == pytest.approx(lift, abs=0.02)
    assert lift > 0.01


def test_chinese_names_are_written_in_characters_and_family_name_first(ask: Ask) -> None:
    chinese = "from party_version where country_code = 'CN' and given_name is not null"
    assert ask(f"select count(*) > 20, bool_and(full_name = family_name || given_name) {chinese}") == [(True, True)]
    assert ask(f"select bool_and(regexp_full_match(full_name, '[\\p{{Han}}]+')) {chinese}") == [(True,)]


@pytest.mark.parametrize("kind", ["typo", "initial", "transliterated", "maiden"])
def test_every_way_of_misspelling_occurs(ask: Ask, kind: str) -> None:
    assert ask(f"select count(*) > 0 from membership where spelling_of_name = '{kind}'") == [(True,)]


def test_some_share_a_telephone_a_name_or_have_two_records(ask: Ask) -> None:
    assert ask("select count(*) > 50 from party where shares_phone") == [(True,)]
    of_shop = "select 1 from membership where system = 'shop'"
    twice = f"select count(*) > 5 from ({of_shop} group by party_no having count(*) > 1)"
    assert ask(twice) == [(True,)]
    persons = "select 1 from party_version where change = 'first' and given_name is not null"
    namesakes = f"select count(*) > 0 from ({persons} group by given_name, family_name, city having count(*) > 1)"
    assert ask(namesakes) == [(True,)]


def test_changes_of_every_kind_occur(ask: Ask) -> None:
    assert ask("select count(distinct change) from party_version") == [(5,)]


def test_campaigns_hold_some_out_and_lift_some(ask: Ask) -> None:
    assert ask("select count(*) > 100 from campaign_contact where is_held_out and sent_at is null") == [(True,)]
    assert ask("select count(*) filter (true_lift > 0.02) > 5, count(*) filter (true_lift = 0) > 0 from campaign") == [
        (True, True)
    ]
