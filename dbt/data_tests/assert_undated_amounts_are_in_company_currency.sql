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
