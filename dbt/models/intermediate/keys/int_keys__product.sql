-- Everything that any record says was sold or rated, whether or not the source also delivers a product record of it.
with

named as (
    select system_name, product_id, _delivery_id from {{ ref('canonical__product') }}
    union all
    select system_name, product_id, _delivery_id from {{ ref('canonical__order_line') }}
    union all
    select system_name, product_id, _delivery_id from {{ ref('canonical__review') }}
    {%- for entity in ['return', 'stock_level', 'price_change'] %}
    union all
    select system_name, product_id, _delivery_id from {{ ref('canonical__' ~ entity) }}
    {%- endfor %}
),

id as (
    select
        named.system_name,
        'product' as entity_name,
        named.product_id as source_id,
        min(delivery.delivery_date) as birth_delivery_date
    from named
    inner join {{ source('ledger', 'delivery') }} as delivery
        on named._delivery_id = delivery.delivery_id
    where named.product_id is not null
    group by named.system_name, named.product_id
)

{{ number_new_ids('id', 'product_key', []) }}
