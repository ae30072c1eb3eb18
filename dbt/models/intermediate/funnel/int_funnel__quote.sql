-- Each quote with its keys, the days of its milestones in company time, and what it offers in company currency at the
-- rate of the day on which it was drawn up. Whom it was made to and who made it is said on its opportunity where the
-- quote itself does not say it.
with

quote as (
    select
        quote.*,
        coalesce(quote.customer_id, opportunity.customer_id) as offered_to_id,
        coalesce(quote.employee_id, opportunity.employee_id) as offered_by_id
    from {{ ref('canonical__quote') }} as quote
    left join {{ ref('canonical__opportunity') }} as opportunity
        on
            quote.system_name = opportunity.system_name
            and quote.opportunity_id = opportunity.opportunity_id
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

employee as (
    select * from {{ ref('int_keys__employee') }}
),

exchange_rate as (
    select * from {{ ref('int_finance__exchange_rate') }}
),

in_utc as (
    select
        quote.*,
        {{ utc_from_local('quote.created_at_local', 'system.time_zone') }} as created_at,
        {{ utc_from_local('quote.sent_at_local', 'system.time_zone') }} as sent_at,
        {{ utc_from_local('quote.decided_at_local', 'system.time_zone') }} as decided_at
    from quote
    inner join system
        on quote.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        cast({{ local_from_utc('in_utc.created_at', 'setting.time_zone') }} as date) as created_date,
        cast({{ local_from_utc('in_utc.sent_at', 'setting.time_zone') }} as date) as sent_date,
        cast({{ local_from_utc('in_utc.decided_at', 'setting.time_zone') }} as date) as decided_date,
        setting.currency_code as company_currency_code
    from in_utc
    cross join setting
)

select
    {{ key_or_nobody('in_company_time.offered_to_id', 'customer.customer_key') }} as customer_key,
    {{ key_or_nobody('in_company_time.offered_by_id', 'employee.employee_key') }} as employee_key,
    {{ date_key('in_company_time.created_date') }} as created_date_key,
    {{ date_key('in_company_time.sent_date') }} as sent_date_key,
    {{ date_key('in_company_time.decided_date') }} as decided_date_key,
    {{ date_key('in_company_time.valid_until_date') }} as valid_until_date_key,
    in_company_time.created_at,
    in_company_time.sent_at,
    in_company_time.decided_at,
    in_company_time.created_date,
    in_company_time.sent_date,
    in_company_time.decided_date,
    in_company_time.valid_until_date,
    {{ month_of('in_company_time.created_date') }} as month,
    in_company_time.system_name,
    in_company_time.quote_id,
    in_company_time.opportunity_id,
    in_company_time.status,
    in_company_time.status = 'accepted' as is_accepted,
    in_company_time.currency_code,
    in_company_time.amount_local as quote_amount_local,
    {{ in_company_currency('in_company_time.amount_local', 'in_company_time', 'exchange_rate') }} as quote_amount,
    in_company_time._delivery_id,
    in_company_time._line
from in_company_time
left join customer
    on
        in_company_time.system_name = customer.system_name
        and in_company_time.offered_to_id = customer.source_id
left join employee
    on
        in_company_time.system_name = employee.system_name
        and in_company_time.offered_by_id = employee.source_id
left join exchange_rate
    on
        in_company_time.currency_code = exchange_rate.from_currency_code
        and in_company_time.company_currency_code = exchange_rate.to_currency_code
        and in_company_time.created_date = exchange_rate.rate_date
