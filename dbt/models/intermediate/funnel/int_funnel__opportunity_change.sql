-- Each change of an opportunity in its place among the changes of that opportunity, with the opportunity's keys as they
-- are today, and what it was worth from then on in company currency at the rate of the day on which it was opened, so
-- that the worth of a deal moves only where the deal does.
with

delivered as (
    select * from {{ ref('canonical__opportunity_stage_change') }}
),

opportunity as (
    select * from {{ ref('int_funnel__opportunity') }}
),

system as (
    select * from {{ source('build', 'system') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

exchange_rate as (
    select * from {{ ref('int_finance__exchange_rate') }}
),

in_utc as (
    select
        delivered.*,
        row_number() over (
            partition by delivered.system_name, delivered.opportunity_id
            order by
                delivered.changed_at_local nulls first, delivered.change_id nulls first,
                delivered._delivery_id, delivered._line
        ) as change_number,
        {{ utc_from_local('delivered.changed_at_local', 'system.time_zone') }} as changed_at
    from delivered
    inner join system
        on delivered.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        cast({{ local_from_utc('in_utc.changed_at', 'setting.time_zone') }} as date) as changed_date,
        setting.currency_code as company_currency_code
    from in_utc
    cross join setting
)

select
    coalesce(opportunity.customer_key, -1) as customer_key,
    coalesce(opportunity.employee_key, -1) as employee_key,
    coalesce(opportunity.marketing_channel_key, -1) as marketing_channel_key,
    in_company_time.changed_at,
    in_company_time.changed_date,
    in_company_time.system_name,
    in_company_time.opportunity_id,
    in_company_time.change_number,
    in_company_time.stage_name,
    in_company_time.stage_order,
    in_company_time.status,
    in_company_time.expected_close_date,
    in_company_time.probability,
    in_company_time.currency_code,
    in_company_time.amount_local as opportunity_amount_local,
    {{ in_company_currency('in_company_time.amount_local', 'in_company_time', 'exchange_rate') }} as opportunity_amount,
    in_company_time._delivery_id,
    in_company_time._line
from in_company_time
left join opportunity
    on
        in_company_time.system_name = opportunity.system_name
        and in_company_time.opportunity_id = opportunity.opportunity_id
left join exchange_rate
    on
        in_company_time.currency_code = exchange_rate.from_currency_code
        and in_company_time.company_currency_code = exchange_rate.to_currency_code
        and opportunity.created_date = exchange_rate.rate_date
