-- Each payment with its day in company time and its amount in company currency at the rate of that day.
with

payment as (
    select * from {{ ref('canonical__payment') }}
),

system as (
    select * from {{ source('build', 'system') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

customer as (
    select * from {{ ref('int_identity__customer_record') }}
),

exchange_rate as (
    select * from {{ ref('int_finance__exchange_rate') }}
),

in_utc as (
    select
        payment.*,
        {{ utc_from_local('payment.paid_at_local', 'system.time_zone') }} as paid_at
    from payment
    inner join system
        on payment.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        cast({{ local_from_utc('in_utc.paid_at', 'setting.time_zone') }} as date) as paid_date,
        setting.currency_code as company_currency_code
    from in_utc
    cross join setting
)

select
    coalesce(customer.customer_key, -1) as customer_key,
    {{ date_key('in_company_time.paid_date') }} as paid_date_key,
    in_company_time.paid_at,
    in_company_time.paid_date,
    {{ month_of('in_company_time.paid_date') }} as month,
    in_company_time.system_name,
    in_company_time.order_id,
    in_company_time.payment_id,
    in_company_time.payment_method,
    in_company_time.installment_count,
    in_company_time.currency_code,
    in_company_time.amount_local as paid_amount_local,
    {{ in_company_currency('in_company_time.amount_local', 'in_company_time', 'exchange_rate') }} as paid_amount,
    in_company_time._delivery_id,
    in_company_time._line
from in_company_time
left join customer
    on
        in_company_time.system_name = customer.system_name
        and in_company_time.customer_id = customer.source_id
left join exchange_rate
    on
        in_company_time.currency_code = exchange_rate.from_currency_code
        and in_company_time.company_currency_code = exchange_rate.to_currency_code
        and in_company_time.paid_date = exchange_rate.rate_date
