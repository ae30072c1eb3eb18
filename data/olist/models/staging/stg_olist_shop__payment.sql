with

order_payment as (
    select * from {{ current_rows(source('raw', 'olist_shop__order_payment')) }} as current_payment
)

select
    'olist_shop' as system_name,
    order_id,
    cast(payment_sequential as string) as payment_id,
    cast(null as string) as customer_id,
    cast(null as timestamp) as paid_at_local,
    payment_type as payment_method,
    cast(payment_installments as int) as installment_count,
    payment_value as amount_local,
    'BRL' as currency_code,
    _delivery_id,
    _line
from order_payment
