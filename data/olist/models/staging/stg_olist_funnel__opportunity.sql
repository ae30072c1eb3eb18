with

closed_deal as (
    select * from {{ current_rows(source('raw', 'olist_funnel__closed_deal')) }} as current_deal
),

lead as (
    select * from {{ ref('stg_olist_funnel__lead') }}
)

select
    'olist_funnel' as system_name,
    closed_deal.mql_id as opportunity_id,
    closed_deal.mql_id as lead_id,
    closed_deal.seller_id as customer_id,
    closed_deal.sr_id as employee_id,
    coalesce(lead.marketing_channel_code, 'unknown') as marketing_channel_code,
    cast(null as string) as campaign_id,
    cast(null as string) as opportunity_type,
    cast(null as string) as stage_name,
    'won' as status,
    cast(null as timestamp) as created_at_local,
    cast(null as date) as expected_close_date,
    closed_deal.won_date as closed_at_local,
    cast(null as decimal(18, 4)) as amount_local,
    'BRL' as currency_code,
    cast(null as decimal(9, 4)) as probability,
    cast(null as string) as loss_reason_name,
    greatest(closed_deal._delivery_id, coalesce(lead._delivery_id, 0)) as _delivery_id,
    cast(null as bigint) as _line
from closed_deal
left join lead
    on closed_deal.mql_id = lead.lead_id
