with

lead as (
    select * from {{ current_rows(source('raw', 'olist_funnel__lead')) }} as current_lead
),

closed_deal as (
    select * from {{ current_rows(source('raw', 'olist_funnel__closed_deal')) }} as current_deal
),

origin as (
    select * from {{ ref('olist_funnel_origin') }}
)

-- Nobody says that a lead was given up, so one that was not won is open.
select
    'olist_funnel' as system_name,
    lead.mql_id as lead_id,
    closed_deal.seller_id as customer_id,
    closed_deal.sdr_id as employee_id,
    coalesce(origin.marketing_channel_code, 'unknown') as marketing_channel_code,
    lead.origin as source_name,
    cast(null as string) as rating,
    case when closed_deal.mql_id is null then 'open' else 'converted' end as status,
    cast(lead.first_contact_date as timestamp) as created_at_local,
    closed_deal.won_date as converted_at_local,
    cast(null as timestamp) as disqualified_at_local,
    greatest(lead._delivery_id, coalesce(closed_deal._delivery_id, 0)) as _delivery_id,
    cast(null as bigint) as _line
from lead
left join closed_deal
    on lead.mql_id = closed_deal.mql_id
left join origin
    on lead.origin = origin.origin
