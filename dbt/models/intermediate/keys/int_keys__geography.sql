-- A place is the same place whichever system names it, so its ids are Rapport's own.
with

named as (
    select country_name, _delivery_id from {{ ref('canonical__order') }}
    union all
    select country_name, _delivery_id from {{ ref('canonical__order_line') }}
),

id as (
    select
        'rapport' as system_name,
        'country' as entity_name,
        named.country_name as source_id,
        min(delivery.delivery_date) as birth_delivery_date
    from named
    inner join {{ source('ledger', 'delivery') }} as delivery
        on named._delivery_id = delivery.delivery_id
    where named.country_name is not null
    group by named.country_name
)

{{ number_new_ids('id', 'geography_key', []) }}
