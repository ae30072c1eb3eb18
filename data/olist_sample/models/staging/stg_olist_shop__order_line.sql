with

order_item as (
    select * from {{ current_rows(source('raw', 'olist_shop__order_item')) }} as current_item
),

sales_order as (
    select * from {{ ref('stg_olist_shop__order') }}
)

-- An item is one piece; freight is charged with it. Day and buyer stand on the order.
select
    'olist_shop' as system_name,
    order_item.order_id,
    cast(order_item.order_item_id as string) as order_line_id,
    sales_order.customer_id,
    order_item.product_id,
    sales_order.ordered_at_local,
    'sale' as line_type,
    'product' as item_type,
    cast(null as string) as description,
    cast(1 as bigint) as quantity,
    order_item.price as unit_price_amount_local,
    cast(0 as decimal(18, 4)) as discount_amount_local,
    order_item.freight_value as shipping_amount_local,
    'BRL' as currency_code,
    'BRL' as price_currency_code,
    'marketplace' as sales_channel_code,
    'BR' as country_code,
    'Brazil' as country_name,
    greatest(order_item._delivery_id, coalesce(sales_order._delivery_id, 0)) as _delivery_id,
    cast(null as bigint) as _line
from order_item
left join sales_order
    on order_item.order_id = sales_order.order_id
