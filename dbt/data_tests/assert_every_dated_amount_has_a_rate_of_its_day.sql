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
