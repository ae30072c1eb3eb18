"""The media agency's report: what marketing cost by day, channel and campaign, fairs and letters included.

Belongs here: that file. Does not belong here: whom campaigns reached (mailing).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.campaign_codes import campaign_code_sql
from demo.systems.covered_rows import cover, write_rows
from demo.systems.window import Window

SYSTEM = "advertising"
_SPEND = f"""
select
    date as day,
    case spend.channel
        when 'search' then 'Search ads' when 'social' then 'Social ads' when 'affiliate' then 'Affiliates'
        when 'fair' then 'Trade fairs' when 'email' then 'E-mail' when 'post' then 'Letters'
    end as channel,
    {campaign_code_sql("campaign_no")} as campaign_code, campaign_name as campaign,
    cast(spend as decimal(18, 2)) as cost, currency_code as currency,
    case when is_online then impressions end as impressions, case when is_online then clicks end as clicks
from (select *, channel in ('search', 'social', 'affiliate') as is_online from campaign_spend) as spend
left join campaign using (campaign_no)
where date between getvariable('first_day') and getvariable('last_day')
order by date, channel, campaign_code
"""


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    cover(truth, window)
    write_rows(truth, _SPEND, folder / "spend.csv")
