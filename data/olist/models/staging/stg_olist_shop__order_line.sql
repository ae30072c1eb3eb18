with

order_item as (
    select * from {{ current_rows(source('raw', 'olist_shop__order_item')) }} as current_item
)

-- An item is one piece; freight is charged with it. The orders' days, buyers and their countries were not delivered.
select
    'olist_shop' as system_name,
    order_id,
    cast(order_item_id as string) as order_line_id,
    cast(null as string) as customer_id,
    product_id,
    cast(null as timestamp) as ordered_at_local,
    'sale' as line_type,
    'product' as item_type,
    cast(null as string) as description,
    cast(1 as bigint) as quantity,
    price as unit_price_amount_local,
    cast(0 as decimal(18, 4)) as discount_amount_local,
    freight_value as shipping_amount_local,
    'BRL' as currency_code,
    'BRL' as price_currency_code,
    'marketplace' as sales_channel_code,
    cast(null as string) as country_code,
    cast(null as string) as country_name,
    _delivery_id,
    _line
from order_item
