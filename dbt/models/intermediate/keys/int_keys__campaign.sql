-- Every campaign that any record names, whether or not the source also delivers its own record.
with

named as (
    {%- for entity in ['campaign', 'campaign_member', 'campaign_spend', 'opportunity'] %}
    select system_name, campaign_id, _delivery_id from {{ ref('canonical__' ~ entity) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

id as (
    select
        named.system_name,
        'campaign' as entity_name,
        named.campaign_id as source_id,
        min(delivery.delivery_date) as birth_delivery_date
    from named
    inner join {{ source('ledger', 'delivery') }} as delivery
        on named._delivery_id = delivery.delivery_id
    where named.campaign_id is not null
    group by named.system_name, named.campaign_id
)

{{ number_new_ids('id', 'campaign_key', []) }}
