{# Parcels of orders. #}
{% macro shopify__shipment(system) -%}
with

header as (
    select * from {{ shopify_order_header(system) }} as shop_order
),

parcel as (
    select
        order_id,
        _delivery_id,
        _line,
        {{ each_json_element('fulfillments') }} as element
    from header
)

select
    '{{ system }}' as system_name,
    {{ shopify_number(json_text('element', '$.id')) }} as shipment_id,
    order_id,
    coalesce({{ json_text('element', '$.displayStatus') }}, {{ json_text('element', '$.status') }}) as status_name,
    {{ json_text('element', '$.status') }} in ('CANCELLED', 'ERROR', 'FAILURE') as is_cancelled,
    {{ json_text('element', '$.trackingInfo[0].company') }} as carrier_name,
    cast({{ json_text('element', '$.totalQuantity') }} as bigint) as quantity,
    {{ shopify_time(json_text('element', '$.createdAt')) }} as shipped_at_local,
    {{ shopify_time(json_text('element', '$.deliveredAt')) }} as delivered_at_local,
    _delivery_id,
    _line
from parcel
{%- endmacro %}
