select
    'fct_payment' as fact_name,
    system_name,
    order_id as source_id
from {{ ref('fct_payment') }} as payment
where
    {{ is_due_for_checks('payment', 'fct_payment') }}
    and paid_date is not null
    and paid_amount_local is not null
    and paid_amount is null

union all

select
    'fct_opportunity' as fact_name,
    system_name,
    opportunity_id as source_id
from {{ ref('fct_opportunity') }} as opportunity
where
    {{ is_due_for_checks('opportunity', 'fct_opportunity') }}
    and created_date is not null
    and opportunity_amount_local is not null
    and opportunity_amount is null

union all

select
    'fct_quote' as fact_name,
    system_name,
    quote_id as source_id
from {{ ref('fct_quote') }} as quote
where
    {{ is_due_for_checks('quote', 'fct_quote') }}
    and created_date is not null
    and quote_amount_local is not null
    and quote_amount is null

union all

select
    'fct_contract' as fact_name,
    system_name,
    contract_id as source_id
from {{ ref('fct_contract') }}
where
    start_date is not null
    and contract_amount_local is not null
    and contract_amount is null

union all

select
    'fct_campaign_spend' as fact_name,
    system_name,
    campaign_id as source_id
from {{ ref('fct_campaign_spend') }}
where
    spend_date is not null
    and spend_amount_local is not null
    and spend_amount is null
