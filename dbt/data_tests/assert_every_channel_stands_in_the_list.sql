-- A code of staging that the seed does not list would lead to the channel that is not known, and nobody would see it.
with

named as (
    select distinct system_name, sales_channel_code as channel_code from {{ ref('canonical__order_line') }}
    union
    select distinct system_name, sales_channel_code from {{ ref('canonical__order') }}
    union
    select distinct system_name, marketing_channel_code from {{ ref('canonical__lead') }}
    union
    select distinct system_name, marketing_channel_code from {{ ref('canonical__opportunity') }}
    union
    select distinct system_name, contact_channel_code from {{ ref('canonical__ticket') }}
    union
    select distinct system_name, preferred_contact_channel_code from {{ ref('canonical__customer') }}
    union
    select distinct system_name, marketing_channel_code from {{ ref('canonical__campaign') }}
    union
    select distinct system_name, marketing_channel_code from {{ ref('canonical__campaign_spend') }}
    union
    select distinct system_name, sales_channel_code from {{ ref('canonical__return') }}
    union
    select distinct system_name, marketing_channel_code from {{ ref('canonical__session') }}
    union
    select distinct system_name, contact_channel_code from {{ ref('canonical__consent') }}
)

select
    named.system_name,
    named.channel_code
from named
left join {{ ref('channel') }} as listed
    on named.channel_code = listed.channel_code
where
    named.channel_code <> 'unknown'
    and listed.channel_code is null
