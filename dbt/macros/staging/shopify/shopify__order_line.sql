{# Lines of orders, and shipping as a line of its own. A cancelled order keeps its lines as they were sold; each is taken
   back by a line of type cancellation at the time at which it was called off, its discount with it. #}
{% macro shopify__order_line(system) -%}
with

header as (
    select * from {{ shopify_order_header(system) }} as shop_order
),

line_item as (
    select * from {{ current_rows(source('raw', system ~ '__line_item')) }} as current_line_item
),

allocation as (
    select
        id,
        {{ each_json_element('discountAllocations') }} as element
    from line_item
    where discountAllocations <> '[]'
),

discount as (
    select
        id,
        sum({{ shopify_amount('element', '$.allocatedAmountSet') }}) as amount_local
    from allocation
    group by id
),

sold as (
    select
        {{ shopify_number('line_item.__parentId') }} as order_id,
        {{ shopify_number('line_item.id') }} as order_line_id,
        {{ shopify_number_in('line_item.variant') }} as product_id,
        'product' as item_type,
        line_item.title as description,
        line_item.quantity,
        {{ shopify_amount('line_item.originalUnitPriceSet') }} as unit_price_amount_local,
        case when discount.id is null then 0 else discount.amount_local end as discount_amount_local,
        line_item._delivery_id,
        line_item._line
    from line_item
    left join discount
        on line_item.id = discount.id
    union all
    select
        order_id,
        cast(null as string) as order_line_id,
        cast(null as string) as product_id,
        'shipping' as item_type,
        'Shipping' as description,
        cast(1 as bigint) as quantity,
        {{ shopify_amount('totalShippingPriceSet') }} as unit_price_amount_local,
        cast(0 as decimal(18, 4)) as discount_amount_local,
        _delivery_id,
        _line
    from header
    where {{ shopify_amount('totalShippingPriceSet') }} <> 0
),

-- as sold, and once more for what was called off
turned as (
    select
        'sale' as line_type,
        1 as sign
    union all
    select
        'cancellation' as line_type,
        -1 as sign
)

select
    '{{ system }}' as system_name,
    header.order_id,
    sold.order_line_id,
    header.customer_id,
    sold.product_id,
    case when turned.sign = 1 then header.ordered_at_local else header.cancelled_at_local end as ordered_at_local,
    turned.line_type,
    sold.item_type,
    sold.description,
    cast(turned.sign * sold.quantity as bigint) as quantity,
    sold.unit_price_amount_local,
    cast(turned.sign * sold.discount_amount_local as decimal(18, 4)) as discount_amount_local,
    cast(0 as decimal(18, 4)) as shipping_amount_local,
    header.currency_code,
    header.currency_code as price_currency_code,
    header.sales_channel_code,
    header.country_code,
    header.country_name,
    sold._delivery_id,
    sold._line
from sold
inner join header
    on sold.order_id = header.order_id
inner join turned
    on turned.sign = 1 or header.cancelled_at_local is not null
{%- endmacro %}
