"""Campaigns and the programmes they belong to. Whom they reached is in the mailing tool.

Belongs here: the columns of Campaign. Does not belong here: what campaigns cost (advertising).
"""

from __future__ import annotations

import duckdb

from demo.systems.campaign_codes import campaign_code_sql
from demo.systems.salesforce.words import audit, case_of
from demo.systems.salesforce_ids import CAMPAIGN, NOTHING, USER, id_sql

_TYPES = {"email": "Email", "post": "Direct Mail", "search": "Search Ads", "social": "Social Media Ads"}
_PURPOSES = {"acquisition": "Acquisition", "activation": "Activation", "wake_up": "Wake-up"}
_PROGRAMMES = 10_000  # their ids count from here on
_CAMPAIGN = f"""
create or replace temp table crm_campaign as
with programme as (
    select
        programme_name, {_PROGRAMMES} + row_number() over (order by min(campaign_no)) as programme_no,
        min(first_date) as first_date
    from campaign
    group by programme_name
),
planned as (
    select
        campaign_no, programme_no, campaign_name, {case_of("channel", _TYPES)} as type,
        campaign.first_date, last_date, {campaign_code_sql("campaign_no")} as code,
        nullif(offer_name, 'No offer') as offer_name, {case_of("kind", _PURPOSES)} as purpose
    from campaign
    join programme using (programme_name)
    union all
    select programme_no, null, programme_name, 'Other', programme.first_date, null, null, null, null
    from programme
)
select
    *, {id_sql(CAMPAIGN, "campaign_no")} as campaign_id,
    coalesce({id_sql(CAMPAIGN, "programme_no")}, '{NOTHING}') as parent_id,
    {id_sql(USER, "(select min(employee_no) from employee where kind = 'manager')")} as owner_id,
    cast(planned.first_date as timestamp) - interval 1 day as created_at
from planned
"""
_LAST_DAY = "getvariable('last_day')"
_MODIFIED_AT = f"""case
        when last_date < {_LAST_DAY} then cast(last_date + 1 as timestamp)
        when first_date <= {_LAST_DAY} then cast(first_date as timestamp) else created_at
    end"""
OBJECTS = {
    "Campaign": f"""
select
    campaign_id as Id, false as IsDeleted, campaign_name as Name, parent_id as ParentId, type as Type,
    case
        when last_date < {_LAST_DAY} then 'Completed' when first_date <= {_LAST_DAY} then 'In Progress' else 'Planned'
    end as Status,
    first_date as StartDate, last_date as EndDate, 'EUR' as CurrencyIsoCode,
    coalesce(last_date >= {_LAST_DAY}, true) as IsActive, owner_id as OwnerId,
    {audit("created_at", _MODIFIED_AT, "owner_id")}, code as Code__c, offer_name as Offer__c, purpose as Purpose__c
from crm_campaign
where created_at < getvariable('ends_at')
order by campaign_no
"""
}


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    truth.execute(_CAMPAIGN)
