"""The shop's web analytics: Matomo's visits (Live.getLastVisitsDetails as CSV, without actions), chosen by showColumns.

Custom dimensions of the visit: `dimension1` is the number of the order that was placed in it, `dimension2` the path of
the first page. `userId` is the shop's number of a customer who was signed in. Links of newsletters, adverts and
partners are tagged, so their visits come from a campaign.
Belongs here: that file. Does not belong here: what campaigns cost and who was written to (advertising, mailing).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.campaign_codes import campaign_code_sql
from demo.systems.csv_files import write_csv
from demo.systems.shop_ids import number
from demo.systems.shopify.words import within
from demo.systems.truth import company_day
from demo.systems.window import Window
from demo.world.calendar import COMPANY_TIME

SYSTEM = "web_analytics"

# Matomo keeps no time per page but that of the first and the last action; what the truth does not say is drawn from
# the visit's number. No visit goes on beyond the end of its day.
_SECONDS = "case when page_views = 1 then 0 else (page_views - 1) * (20 + session_no % 41 * 23 % 41) end"
_VISITS = f"""
create temp table matomo_visit as
with visit as (
    select web_session.*, {company_day("started_at")} as day,
        coalesce('customer ' || record_no, 'visit ' || session_no) as visitor
    from web_session
)
select session_no, record_no, order_no, started_at, day, source, medium, campaign_no, referrer, landing_page, device,
    page_views, outcome, substr(md5(visitor), 1, 16) as visitor_id,
    least(
        {_SECONDS}, epoch(timezone('UTC', timezone('{COMPANY_TIME.key}', (day + 1)::timestamp)) - started_at) - 1
    )::int as seconds,
    row_number() over earlier as nth,
    coalesce(bool_or(outcome = 'ordered') over (earlier rows between unbounded preceding and 1 preceding), false)
        as has_ordered
from visit
window earlier as (partition by visitor order by started_at, session_no)
order by started_at desc, session_no desc
"""


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    """Makes the temporary table that each delivery reads."""
    truth.execute(_VISITS)


def deliver(truth: duckdb.DuckDBPyConnection, window: Window, folder: Path) -> None:
    """Writes the visits of the window, the newest first. As Matomo writes it, the last line does not end."""
    path = folder / "visits.csv"
    write_csv(truth, _rows(window), path)
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size - 1)


def _rows(window: Window) -> str:
    is_tagged = "source in ('newsletter', 'affiliate') or medium = 'paid'"
    return f"""
select 1 as idSite, session_no as idVisit, visitor_id as visitorId, day as serverDate,
    epoch(started_at)::bigint + seconds as lastActionTimestamp, epoch(started_at)::bigint + seconds as serverTimestamp,
    epoch(started_at)::bigint as firstActionTimestamp,
    {number("Customer", "record_no")} as userId,
    case when has_ordered then 'returningCustomer' when nth > 1 then 'returning' else 'new' end as visitorType,
    case when outcome = 'ordered' then 1 else 0 end as visitConverted, nth as visitCount,
    case outcome when 'ordered' then 'ordered' when 'cart' then 'abandonedCart' else 'none' end as visitEcommerceStatus,
    seconds as visitDuration, page_views as actions,
    case when {is_tagged} then 'campaign' when source = 'referral' then 'website' else source end as referrerType,
    case when {is_tagged} then coalesce({campaign_code_sql("campaign_no")}, source)
        else regexp_extract(referrer, '^https?://([^/]+)', 1) end as referrerName,
    referrer as referrerUrl,
    case device when 'desktop' then 'Desktop' when 'mobile' then 'Smartphone' else 'Tablet' end as deviceType,
    {number("Order", "order_no")} as dimension1, landing_page as dimension2,
    case when {is_tagged} then medium end as campaignMedium,
    {campaign_code_sql("campaign_no")} as campaignName,
    case when {is_tagged} then source end as campaignSource
from matomo_visit where {within("started_at", window)}
order by started_at desc, session_no desc"""
