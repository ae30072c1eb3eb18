-- What each customer has agreed to on each channel and the stretch of time in which it held, whichever system says so.
-- Where two say something of the same moment, the first of them in the order of company.yml is believed.
with

consent as (
    select
        consent.*,
        system.system_order,
        {{ since_ever(utc_from_local('consent.since_at_local', 'system.time_zone')) }} as holds_from_at
    from {{ ref('canonical__consent') }} as consent
    inner join {{ source('build', 'system') }} as system
        on consent.system_name = system.system_name
),

customer as (
    select * from {{ ref('int_identity__customer_record') }}
),

channel as (
    select * from {{ ref('channel') }}
),

ranked as (
    select
        coalesce(customer.customer_key, -1) as customer_key,
        coalesce(channel.channel_key, -1) as contact_channel_key,
        consent.system_name,
        consent.state,
        consent.source_name,
        consent.holds_from_at,
        row_number() over (
            partition by customer.customer_key, channel.channel_key, consent.holds_from_at
            order by consent.system_order asc, consent._delivery_id desc, consent._line desc
        ) as place
    from consent
    left join customer
        on
            consent.system_name = customer.system_name
            and consent.customer_id = customer.source_id
    left join channel
        on consent.contact_channel_code = channel.channel_code
)

select
    customer_key,
    contact_channel_key,
    system_name,
    state,
    state = 'given' as is_given,
    source_name,
    holds_from_at as valid_from_at,
    coalesce(
        lead(holds_from_at) over (partition by customer_key, contact_channel_key order by holds_from_at),
        {{ until_further_notice() }}
    ) as valid_to_at
from ranked
where place = 1
