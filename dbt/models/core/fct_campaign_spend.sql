with

spend as (
    select * from {{ ref('int_marketing__campaign_spend') }}
)

select
    campaign_key,
    marketing_channel_key,
    spend_date_key,
    spend_date,
    system_name,
    campaign_id,
    currency_code,
    spend_amount_local,
    spend_amount,
    impression_count,
    click_count,
    _delivery_id,
    _line
from spend
