with

campaign as (
    select * from {{ ref('int_marketing__campaign') }}
)

select
    campaign_key,
    system_name,
    campaign_id,
    campaign_code,
    programme_name,
    campaign_name,
    offer_name,
    campaign_type,
    marketing_channel_key,
    start_date,
    end_date
from campaign
{{ members_outside(
    key_columns=['campaign_key', 'marketing_channel_key'],
    name_columns=['programme_name', 'campaign_name', 'offer_name'],
) }}
