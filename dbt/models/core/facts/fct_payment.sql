with

payment as (
    select * from {{ ref('int_sales__payment') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
)

select
    payment.customer_key,
    customer_version.customer_version_key,
    payment.paid_date_key,
    payment.paid_at,
    payment.paid_date,
    payment.system_name,
    payment.order_id,
    payment.payment_id,
    payment.payment_method,
    payment.installment_count,
    payment.currency_code,
    payment.paid_amount_local,
    payment.paid_amount,
    payment._delivery_id,
    payment._line,
    payment.month
from payment
inner join customer_version
    on
        payment.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'payment.paid_at') }}
