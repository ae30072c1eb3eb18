with

sales_order as (
    select * from {{ current_rows(source('raw', 'olist_shop__order')) }} as current_order
),

customer as (
    select * from {{ current_rows(source('raw', 'olist_shop__customer')) }} as current_customer
)

-- The shop says that an order is canceled, not when.
select
    'olist_shop' as system_name,
    sales_order.order_id,
    customer.customer_unique_id as customer_id,
    sales_order.order_status as status_name,
    sales_order.order_status = 'canceled' as is_cancelled,
    sales_order.order_purchase_timestamp as ordered_at_local,
    sales_order.order_approved_at as paid_at_local,
    sales_order.order_delivered_carrier_date as shipped_at_local,
    sales_order.order_delivered_customer_date as delivered_at_local,
    cast(null as timestamp) as cancelled_at_local,
    'marketplace' as sales_channel_code,
    'BR' as country_code,
    'Brazil' as country_name,
    greatest(sales_order._delivery_id, coalesce(customer._delivery_id, 0)) as _delivery_id,
    cast(null as bigint) as _line
from sales_order
left join customer
    on sales_order.customer_id = customer.customer_id
