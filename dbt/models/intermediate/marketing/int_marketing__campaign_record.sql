-- Which campaign each source record is: records that bear the same code are one, and that which was born first lends
-- its key (keys are given in the order of birth).
with

record as (
    select
        key.*,
        campaign.campaign_code
    from {{ ref('int_keys__campaign') }} as key
    left join {{ ref('canonical__campaign') }} as campaign
        on
            key.system_name = campaign.system_name
            and key.source_id = campaign.campaign_id
)

select
    system_name,
    entity_name,
    source_id,
    case
        when campaign_code is null then campaign_key
        else min(campaign_key) over (partition by campaign_code)
    end as campaign_key
from record
