with

order_payment as (
    select * from {{ current_rows(source('raw', 'olist_shop__order_payment')) }} as current_payment
),

sales_order as (
    select * from {{ ref('stg_olist_shop__order') }}
)

-- The order says when all of it was approved; when each part was paid was not delivered.
select
    'olist_shop' as system_name,
    order_payment.order_id,
    cast(order_payment.payment_sequential as string) as payment_id,
    sales_order.customer_id,
    cast(null as timestamp) as paid_at_local,
    order_payment.payment_type as payment_method,
    cast(order_payment.payment_installments as int) as installment_count,
    order_payment.payment_value as amount_local,
    'BRL' as currency_code,
    greatest(order_payment._delivery_id, coalesce(sales_order._delivery_id, 0)) as _delivery_id,
    cast(null as bigint) as _line
from order_payment
left join sales_order
    on order_payment.order_id = sales_order.order_id
