-- Everyone whom any record names, whether or not the source also delivers a customer record of his.
with

named as (
    {%- for entity in [
        'customer', 'customer_identifier', 'order', 'order_line', 'payment', 'lead', 'opportunity', 'call', 'ticket',
        'review', 'survey_response',
        'return', 'session', 'survey_invitation', 'loyalty_transaction', 'consent',
        'quote', 'contract', 'activity', 'campaign_member', 'customer_contact',
    ] %}
    select system_name, customer_id, _delivery_id from {{ ref('canonical__' ~ entity) }}
    union all
    {%- endfor %}
    select system_name, organisation_customer_id, _delivery_id from {{ ref('canonical__customer') }}
),

id as (
    select
        named.system_name,
        'customer' as entity_name,
        named.customer_id as source_id,
        min(delivery.delivery_date) as birth_delivery_date
    from named
    inner join {{ source('ledger', 'delivery') }} as delivery
        on named._delivery_id = delivery.delivery_id
    where named.customer_id is not null
    group by named.system_name, named.customer_id
)

{{ number_new_ids('id', 'customer_key', []) }}
