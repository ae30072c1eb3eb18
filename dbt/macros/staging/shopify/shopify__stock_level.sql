{# Stock of a variant at a location, from the time at which it became what it is. #}
{% macro shopify__stock_level(system) -%}
with

location as (
    select * from {{ current_rows(source('raw', system ~ '__location')) }} as current_location
),

stock as (
    select * from {{ standing_rows(source('raw', system ~ '__inventory_level')) }} as inventory_level
),

quantity as (
    select
        id,
        updatedAt,
        {{ each_json_element('quantities') }} as element
    from stock
),

counted as (
    select
        id,
        updatedAt,
        max(case when {{ json_text('element', '$.name') }} = 'on_hand' then cast({{ json_text('element', '$.quantity') }} as bigint) end) as on_hand_count,
        max(case when {{ json_text('element', '$.name') }} = 'available' then cast({{ json_text('element', '$.quantity') }} as bigint) end) as available_count,
        max(case when {{ json_text('element', '$.name') }} = 'incoming' then cast({{ json_text('element', '$.quantity') }} as bigint) end) as incoming_count
    from quantity
    group by id, updatedAt
)

select
    '{{ system }}' as system_name,
    {{ shopify_number(json_text('stock.item', '$.variant.id')) }} as product_id,
    coalesce(location.name, 'main') as location_name,
    stock.updatedAt as counted_at_local,
    coalesce(counted.on_hand_count, counted.available_count) as on_hand_count,
    counted.available_count,
    counted.incoming_count,
    stock._delivery_id,
    stock._line
from stock
inner join counted
    on
        stock.id = counted.id
        and stock.updatedAt = counted.updatedAt
left join location
    on stock.__parentId = location.id
{%- endmacro %}
