{{ config(severity='warn') }}
-- Without a day there is no rate of the day, so these have no amount in company currency; no other day is put in
-- its place.
select
    'fct_payment' as fact_name,
    system_name,
    order_id as source_id
from {{ ref('fct_payment') }}
where
    paid_date is null
    and paid_amount_local is not null
    and paid_amount is null

union all

select
    'fct_opportunity' as fact_name,
    system_name,
    opportunity_id as source_id
from {{ ref('fct_opportunity') }}
where
    created_date is null
    and opportunity_amount_local is not null
    and opportunity_amount is null

union all

select
    'fct_quote' as fact_name,
    system_name,
    quote_id as source_id
from {{ ref('fct_quote') }}
where
    created_date is null
    and quote_amount_local is not null
    and quote_amount is null

union all

select
    'fct_contract' as fact_name,
    system_name,
    contract_id as source_id
from {{ ref('fct_contract') }}
where
    start_date is null
    and contract_amount_local is not null
    and contract_amount is null

union all

select
    'fct_campaign_spend' as fact_name,
    system_name,
    campaign_id as source_id
from {{ ref('fct_campaign_spend') }}
where
    spend_date is null
    and spend_amount_local is not null
    and spend_amount is null
