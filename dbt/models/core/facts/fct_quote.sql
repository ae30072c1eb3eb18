with

quote as (
    select * from {{ ref('int_funnel__quote') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

employee_version as (
    select * from {{ ref('dim_employee_history') }}
)

select
    quote.customer_key,
    customer_version.customer_version_key,
    quote.employee_key,
    employee_version.employee_version_key,
    quote.created_date_key,
    quote.sent_date_key,
    quote.decided_date_key,
    quote.valid_until_date_key,
    quote.created_at,
    quote.sent_at,
    quote.decided_at,
    quote.created_date,
    quote.sent_date,
    quote.decided_date,
    quote.valid_until_date,
    quote.system_name,
    quote.quote_id,
    quote.opportunity_id,
    quote.status,
    quote.is_accepted,
    quote.currency_code,
    quote.quote_amount_local,
    quote.quote_amount,
    quote._delivery_id,
    quote._line,
    quote.month
from quote
inner join customer_version
    on
        quote.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'quote.created_at') }}
inner join employee_version
    on
        quote.employee_key = employee_version.employee_key
        and {{ held_at('employee_version', 'quote.created_at') }}
