with

sale as (
    select * from {{ current_rows(source('raw', 'global_electronics__sale')) }} as current_sale
),

order_line as (
    select * from {{ ref('stg_global_electronics__order_line') }}
),

delivered as (
    select
        cast(sale.{{ delivered('Order Number') }} as string) as order_id,
        cast(max(sale.{{ delivered('Delivery Date') }}) as timestamp) as delivered_at_local
    from sale
    group by sale.{{ delivered('Order Number') }}
)

select
    order_line.system_name,
    order_line.order_id,
    min(order_line.customer_id) as customer_id,
    cast(null as string) as status_name,
    false as is_cancelled,
    min(order_line.ordered_at_local) as ordered_at_local,
    cast(null as timestamp) as paid_at_local,
    cast(null as timestamp) as shipped_at_local,
    min(delivered.delivered_at_local) as delivered_at_local,
    cast(null as timestamp) as cancelled_at_local,
    min(order_line.sales_channel_code) as sales_channel_code,
    min(order_line.country_code) as country_code,
    min(order_line.country_name) as country_name,
    max(order_line._delivery_id) as _delivery_id,
    cast(null as bigint) as _line
from order_line
inner join delivered
    on order_line.order_id = delivered.order_id
group by order_line.system_name, order_line.order_id
